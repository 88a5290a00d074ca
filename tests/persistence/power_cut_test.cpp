#include "tests/support/fault_figures.hpp"
#include "tests/support/recorded_life.hpp"

#include <gmock/gmock.h>

// The power goes after each single change that a journal makes to its disk.

namespace kod::tests {

namespace {

using namespace persistence;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::ThrowsMessage;

/// What was not synced and isn't what was written can't be told from damage: then the store may
/// refuse, and must open with the switch that it names.
std::unique_ptr<rocksdb_journal> open_after(power_cut how, machine& next) {
  if (how != power_cut::garbage)
    return next.open();
  try {
    return next.open();
  } catch (const model::journal_failure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("is damaged at byte "));
    EXPECT_THAT(failure.what(), HasSubstr("--recover point-in-time"));
    return next.open(recovery::point_in_time);
  }
}

class PowerCut : public testing::TestWithParam<power_cut> {
protected:
  /// Cuts the power after each change of a life, and now and then again at each change that the
  /// next start makes.
  void run(std::uint64_t seed) {
    const recorded_life life{seed, 200};
    disk_image::dice dice{seed};
    auto disk = machine::with_data_folder();
    for (std::size_t made = 1; made <= life.changes().size(); ++made) {
      disk.apply(life.changes()[made - 1]);
      const auto left = disk.after(GetParam(), dice);
      expect_all_answered(left, life, made);
      if (made % cuts_between_second_ones == 0) {
        cut_next_start(left, life, made);
        cut_next_start(disk, life, made); // After a kill: what was not synced is there until then.
      }
    }
    EXPECT_GT(life.changes().size(), 500U) << "a life in which little happens";
  }

  void expect_all_answered(const disk_image& left, const recorded_life& life, std::size_t made) {
    count.fault();
    std::string wrong;
    try {
      machine next{left};
      wrong = life.wrong_with(*open_after(GetParam(), next), made);
    } catch (const model::journal_failure& failure) {
      wrong = failure.what();
    }
    if (wrong.empty())
      return;
    count.violation();
    ADD_FAILURE() << "change " << made << ": " << wrong;
  }

  void cut_next_start(const disk_image& left, const recorded_life& life, std::size_t made) {
    machine next{left};
    open_after(GetParam(), next).reset();
    disk_image::dice dice{made};
    auto disk = left;
    for (const auto& change : next.disk().made()) {
      disk.apply(change);
      expect_all_answered(disk.after(GetParam(), dice), life, made);
    }
  }

  static constexpr std::size_t cuts_between_second_ones = 97;
  fault_count count{GetParam() == power_cut::clean ? "power_cuts" : "torn_writes"};
};

INSTANTIATE_TEST_SUITE_P(
  Of, PowerCut, testing::Values(power_cut::clean, power_cut::torn, power_cut::garbage));

TEST_P(PowerCut, AfterAnyChangeLosesNothingThatWasAnswered) {
  for (fault_campaign campaign; campaign.next() && !HasFailure();) {
    SCOPED_TRACE("seed " + std::to_string(campaign.seed()));
    run(campaign.seed());
  }
}

TEST(PowerCutWithGarbage, IsRefusedWithTheFileAndTheByteAndLosesNothingWithTheSwitch) {
  machine one;
  const auto journal = one.open();
  auto batch = batch_of(r1, 1);
  journal->append({&batch, 1});
  auto left = one.disk().image();
  const auto log = "/kod/journal/" + newest_log(left);
  const auto number = left.file_at(log).value();
  const auto whole = left.contents(number).size();
  // As long as a record says, and none.
  left.apply(
    {.what = disk_change::kind::write,
     .file = number,
     .at = whole,
     .bytes = std::string(500, '\1')});
  machine next{left};
  EXPECT_THAT(
    [&] { next.open(); },
    ThrowsMessage<model::journal_failure>(AllOf(
      HasSubstr(newest_log(left) + " is damaged at byte " + std::to_string(whole) + " of "),
      HasSubstr("--recover point-in-time"))));
  EXPECT_EQ(next.open(recovery::point_in_time)->find(r1)->version, 1U);
  EXPECT_THAT(next.warnings(), Contains(HasSubstr("no event that is known of is lost")));
  EXPECT_EQ(
    next.disk().image().contents_of("/kod/dropped-1/" + newest_log(left)).size(), whole + 500);
}

} // namespace

} // namespace kod::tests
