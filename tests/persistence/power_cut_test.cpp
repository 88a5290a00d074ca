#include "tests/support/journal_on_disk.hpp"

#include <gmock/gmock.h>

// The power goes after each single change that a journal makes to its disk.

namespace kod::tests {

namespace {

/// A journal's life on one disk: with a clean end and with a kill in it.
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
    journal.reset();
    changes_ = machine_.disk().made();
  }

  const journal_course& course() const { return course_; }
  const memory_disk::changes& changes() const { return changes_; }
  /// How many appends had been answered, and begun, when so many changes had been made.
  std::size_t answered(std::size_t changes) const { return count(answered_at_, changes); }
  std::size_t begun(std::size_t changes) const { return count(begun_at_, changes); }

private:
  static std::size_t count(const std::vector<std::size_t>& at, std::size_t changes) {
    return static_cast<std::size_t>(std::ranges::upper_bound(at, changes) - at.begin());
  }

  machine machine_;
  journal_course course_;
  std::vector<std::size_t> begun_at_, answered_at_;
  memory_disk::changes changes_;
};

class PowerCut : public testing::TestWithParam<power_cut> {
protected:
  void expect_everything_answered(disk_image left, const recorded_life& life, std::size_t changes) {
    machine next{std::move(left)};
    try {
      const auto journal = next.open();
      const auto found = life.course().read(*journal);
      for (auto appends = life.answered(changes); appends <= life.begun(changes); ++appends)
        if (found == life.course().after(appends))
          return;
      ADD_FAILURE() << "after change " << changes << ": neither what was answered ("
                    << life.course().after(life.answered(changes)).last_sequence
                    << ") nor what was begun, but " << found.last_sequence;
    } catch (const model::journal_failure& failure) {
      // What was not synced and isn't what was written can't be told from damage.
      if (GetParam() != power_cut::garbage)
        ADD_FAILURE() << "after change " << changes << ": " << failure.what();
    }
  }
};

INSTANTIATE_TEST_SUITE_P(
  Of, PowerCut, testing::Values(power_cut::clean, power_cut::torn, power_cut::garbage));

TEST_P(PowerCut, AfterAnyChangeLosesNothingThatWasAnswered) {
  const recorded_life life{1, 200};
  auto disk = machine::with_data_folder();
  disk_image::dice dice{7};
  for (std::size_t changes = 0; changes < life.changes().size(); ++changes) {
    disk.apply(life.changes()[changes]);
    expect_everything_answered(disk.after(GetParam(), dice), life, changes + 1);
  }
  EXPECT_GT(life.changes().size(), 500U);
}

} // namespace

} // namespace kod::tests
