#include "tests/support/fault_figures.hpp"
#include "tests/support/recorded_life.hpp"

#include <gmock/gmock.h>

// A disk that refuses: a sync that fails, at each one of a course in turn, and room that ends at
// each of many places. Whatever was answered is there once the disk works again, also when the
// power went right after the failure.

namespace kod::tests {

namespace {

using namespace persistence;

class FailingDisk : public testing::Test {
protected:
  static constexpr std::size_t commits = 40;

  /// Appends until the journal fails, and answers how many appends were answered.
  static std::size_t append_until_it_fails(machine& on, const journal_course& course) {
    std::size_t answered = 0;
    try {
      const auto journal = on.open();
      for (; answered < course.size(); ++answered)
        journal->append(course.at(answered));
    } catch (const model::journal_failure&) {
    }
    return answered;
  }

  void expect_all_answered(disk_image left, const journal_course& course, std::size_t answered) {
    std::string wrong = "it holds neither what was answered nor that and what came next";
    try {
      machine next{std::move(left)};
      const auto journal = next.open();
      const auto found = course.read(*journal);
      if (
        found == course.after(answered)
        || found == course.after(std::min(answered + 1, course.size())))
        return;
    } catch (const model::journal_failure& failure) {
      wrong = failure.what();
    }
    ++violations;
    ADD_FAILURE() << wrong;
  }

  /// As the machine runs on, and as it comes up after a power cut.
  void expect_all_answered_by(machine& failed, const journal_course& course, std::size_t answered) {
    const auto left = failed.disk().image();
    disk_image::dice dice{answered};
    expect_all_answered(left, course, answered);
    for (const auto how : {power_cut::clean, power_cut::torn})
      expect_all_answered(left.after(how, dice), course, answered);
  }

  std::size_t violations = 0;
};

TEST_F(FailingDisk, WhenASyncFailsNothingMoreIsAnsweredAndNothingThatWasIsLost) {
  fault_count count{"failed_syncs"};
  for (fault_campaign campaign; campaign.next() && !HasFailure();) {
    const journal_course course{campaign.seed(), commits};
    for (std::size_t sync = 1, failed = 1; failed > 0; ++sync) {
      SCOPED_TRACE("seed " + std::to_string(campaign.seed()) + ", sync " + std::to_string(sync));
      machine on;
      std::size_t syncs = 0;
      failed = 0;
      on.disk().set_fault([&](const disk_change& wanted) {
        const bool is_sync =
          wanted.what == disk_change::kind::sync || wanted.what == disk_change::kind::sync_folder;
        if (!is_sync || ++syncs != sync)
          return rocksdb::IOStatus::OK();
        ++failed;
        return rocksdb::IOStatus::IOError("the sync failed");
      });
      const auto answered = append_until_it_fails(on, course);
      on.disk().set_fault({});
      if (failed > 0)
        count.fault();
      expect_all_answered_by(on, course, answered);
    }
    EXPECT_GT(count.faults(), 20U);
  }
  for (; violations > 0; --violations)
    count.violation();
}

TEST_F(FailingDisk, WhenTheRoomEndsNothingThatWasAnsweredIsLost) {
  fault_count count{"full_disks"};
  for (fault_campaign campaign; campaign.next() && !HasFailure();) {
    const journal_course course{campaign.seed(), commits};
    machine roomy;
    ASSERT_EQ(append_until_it_fails(roomy, course), course.size());
    const auto most = roomy.disk().image().bytes_used();
    const auto step = std::max<std::uint64_t>(most / (campaign.is_long() ? 200 : 40), 1);
    for (std::uint64_t room = 1 + campaign.seed() % step; room < most; room += step) {
      SCOPED_TRACE("seed " + std::to_string(campaign.seed()) + ", room " + std::to_string(room));
      machine on;
      on.disk().set_room(room);
      const auto answered = append_until_it_fails(on, course);
      count.fault();
      expect_all_answered_by(on, course, answered);
    }
  }
  for (; violations > 0; --violations)
    count.violation();
}

} // namespace

} // namespace kod::tests
