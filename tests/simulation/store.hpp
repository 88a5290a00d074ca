#pragma once

#include "persistence/memory_journal.hpp"
#include "tests/simulation/figures.hpp"

#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace kod::simulation {

/// What an engine's lives are stored in, one after the other, and how it gets into trouble.
class store {
public:
  using fate = persistence::memory_journal::fate;

  store() = default;
  store(const store&) = delete;
  store& operator=(const store&) = delete;
  virtual ~store() = default;

  virtual model::journal& journal() const = 0;

  /// After that many more appends every one fails. What becomes of the first that fails is the
  /// given fate, or on a disk whatever a disk does then: what is lost may be there all the same.
  virtual void fail_after(std::size_t appends, fate of_the_first_that_fails) = 0;
  virtual void mend() = 0;

  /// What an engine finds that starts now. Answers what happened to the disk and was said of it,
  /// line by line. Throws `model::journal_failure` where no engine can start.
  virtual std::vector<std::string> reopen() = 0;

  /// What was acknowledged and isn't there.
  virtual std::vector<std::string> broken() const { return {}; }
  virtual disk_figures figures() const { return {}; }
};

/// In memory: quick, and all or nothing.
class store_in_memory final : public store {
public:
  model::journal& journal() const override { return *now_; }
  void fail_after(std::size_t appends, fate first) override { now_->fail_after(appends, first); }
  void mend() override { now_->fail_after(std::numeric_limits<std::size_t>::max()); }
  std::vector<std::string> reopen() override {
    now_ = now_->reopened();
    return {};
  }

private:
  std::unique_ptr<persistence::memory_journal> now_ =
    std::make_unique<persistence::memory_journal>();
};

} // namespace kod::simulation
