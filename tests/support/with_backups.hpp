#pragma once

#include "persistence/restore.hpp"
#include "persistence/rocksdb_backups.hpp"
#include "tests/support/journal_folder.hpp"
#include "tests/support/journal_samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kod::tests {

/// A batch with something for each column.
inline model::batch a_change(std::uint64_t version) {
  auto batch = batch_of(r1, version);
  const auto number = std::to_string(version);
  batch.take = {a_claim("key/" + number, "r-1")};
  batch.sealed = {{"r-1/text/" + number, model::free_text{"text " + number}}};
  batch.rows = {{"list/" + number, true}};
  return batch;
}

inline std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> result;
  for (const auto& each : std::filesystem::recursive_directory_iterator{folder})
    if (each.is_regular_file() && each.file_size() > 0)
      result.push_back(each.path());
  std::ranges::sort(result);
  return result;
}

inline std::string said_by(const std::function<void()>& step) {
  try {
    step();
  } catch (const std::exception& failure) {
    return failure.what();
  }
  return {};
}

/// A journal, a folder for its backups, and what makes them.
class with_backups : public testing::Test {
protected:
  void write(std::uint64_t changes) {
    for (; changes > 0; --changes) {
      const auto batch = a_change(++version_);
      journal->append({&batch, 1});
    }
  }

  persistence::backup_settings settings() const {
    return {.folder = kept.path() / "of" / "kod", .data_folder = data.path(), .beside = {"limits"}};
  }
  std::unique_ptr<persistence::rocksdb_backups>
  backups_with(const persistence::backup_settings& how) const {
    return std::make_unique<persistence::rocksdb_backups>(journal->store(), data.sealing(), how);
  }

  /// Into a folder that has the key already.
  struct restored_folder : journal_folder {
    explicit restored_folder(const journal_folder& of) {
      std::filesystem::copy_file(of.path() / "installation.key", path() / "installation.key");
    }
  };
  void put_back(const std::filesystem::path& to, std::optional<std::uint32_t> number = {}) const {
    const persistence::restore_order order{settings().folder, number, to};
    persistence::restore(order, persistence::examine_backup(order));
  }

  std::uint64_t version_ = 0;
  journal_folder data;
  temporary_folder kept;
  std::unique_ptr<persistence::rocksdb_journal> journal = data.open();
  std::unique_ptr<persistence::rocksdb_backups> backups = backups_with(settings());
};

} // namespace kod::tests
