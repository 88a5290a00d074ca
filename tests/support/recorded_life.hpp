#pragma once

#include "tests/support/journal_on_disk.hpp"

#include <rocksdb/db.h>

namespace kod::tests {

/// A journal's life on one disk, with a clean end and a kill in it, and each change that it made to
/// the disk.
class recorded_life {
public:
  recorded_life(std::uint64_t seed, std::size_t commits) : course_{seed, commits} {
    auto journal = machine_.open();
    for (std::size_t at = 0; at < course_.size(); ++at) {
      if (at == course_.size() / 3) {
        journal.reset();
        journal = machine_.open();
      } else if (at == course_.size() * 2 / 3) {
        machine_.kill(std::move(journal));
        journal = machine_.open();
      }
      begun_at_.push_back(machine_.disk().count_made());
      journal->append(course_.at(at));
      answered_at_.push_back(machine_.disk().count_made());
    }
    image_ = image_at_rest(*journal);
    journal.reset();
    changes_ = machine_.disk().made();
  }

  const journal_course& course() const { return course_; }
  const memory_disk::changes& changes() const { return changes_; }
  /// What lay there after the last answer, before the clean end.
  const disk_image& image() const { return image_; }
  /// How many appends had been answered, and begun, when so many changes had been made.
  std::size_t answered(std::size_t changes) const { return count(answered_at_, changes); }
  std::size_t begun(std::size_t changes) const { return count(begun_at_, changes); }

  /// After which append the journal holds this; none where it never did.
  std::optional<std::size_t> moment_of(const journal_contents& found) const {
    for (std::size_t appends = 0; appends <= course_.size(); ++appends)
      if (course_.after(appends).last_sequence == found.last_sequence)
        if (course_.after(appends) == found)
          return appends;
    return std::nullopt;
  }

  /// What is wrong with what a journal holds, of whose appends so many had been answered and begun.
  std::string wrong_with(const model::archive& archive, std::size_t changes) const {
    const auto found = moment_of(course_.read(archive));
    if (found && *found >= answered(changes) && *found <= begun(changes))
      return {};
    return "after change " + std::to_string(changes) + " it is as after append "
           + (found ? std::to_string(*found) : "that never was") + ", but "
           + std::to_string(answered(changes)) + " were answered and "
           + std::to_string(begun(changes)) + " begun";
  }

private:
  /// While RocksDB is busy, it has noted tables that replace what still lies there: a bit that rots
  /// in that note would cost nothing, and nobody could tell it from a note that was cut short.
  disk_image image_at_rest(const persistence::rocksdb_journal& journal) {
    const auto store = journal.store();
    store->database().PauseBackgroundWork().PermitUncheckedError();
    auto result = machine_.disk().image();
    store->database().ContinueBackgroundWork().PermitUncheckedError();
    return result;
  }

  static std::size_t count(const std::vector<std::size_t>& at, std::size_t changes) {
    return static_cast<std::size_t>(std::ranges::upper_bound(at, changes) - at.begin());
  }

  machine machine_;
  journal_course course_;
  std::vector<std::size_t> begun_at_, answered_at_;
  memory_disk::changes changes_;
  disk_image image_;
};

} // namespace kod::tests
