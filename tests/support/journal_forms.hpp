#pragma once

#include "persistence/memory_journal.hpp"
#include "tests/support/journal_folder.hpp"
#include "tests/support/journal_samples.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

// The forms of the journal: what the port promises is tested of each.

namespace kod::tests {

struct in_memory {
  std::unique_ptr<persistence::memory_journal> journal =
    std::make_unique<persistence::memory_journal>();
  void reopen() { journal = journal->reopened(); }
};

struct on_rocksdb {
  journal_folder folder;
  std::unique_ptr<persistence::rocksdb_journal> journal = folder.open();
  void reopen() {
    journal.reset();
    journal = folder.open();
  }
};

/// Calls for the tests, against either form.
template <class Form>
class journal_of : public testing::Test {
protected:
  model::append_result append(const model::batch& batch) {
    return journal().append({&batch, 1}).front();
  }
  std::uint64_t committed(const model::batch& batch) {
    const auto result = append(batch);
    const auto* written = std::get_if<model::committed>(&result);
    EXPECT_NE(written, nullptr) << "refused";
    return written != nullptr ? written->sequence : 0;
  }
  void refused_for_version(const model::batch& batch, std::uint64_t stored) {
    const auto result = append(batch);
    const auto* refused = std::get_if<model::version_refused>(&result);
    ASSERT_NE(refused, nullptr);
    EXPECT_EQ(refused->stored, stored);
  }
  void refused_for_claim(const model::batch& batch, const model::claim& held) {
    const auto result = append(batch);
    const auto* refused = std::get_if<model::claim_refused>(&result);
    ASSERT_NE(refused, nullptr);
    EXPECT_EQ(refused->held, held);
  }
  std::vector<std::string> rows(const std::string& prefix, const std::string& after = {}) {
    std::vector<std::string> result;
    journal().each_row(prefix, after, [&](const model::placed_row& row) {
      result.push_back(row.key);
      return true;
    });
    return result;
  }
  model::journal& journal() { return *form_.journal; }
  void reopen() { form_.reopen(); }

private:
  Form form_;
};

using journal_forms = testing::Types<in_memory, on_rocksdb>;

} // namespace kod::tests
