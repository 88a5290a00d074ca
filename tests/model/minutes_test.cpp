#include "model/minutes.hpp"
#include "tests/support/people.hpp"

#include <gtest/gtest.h>

using namespace kod::model;
using namespace kod::tests;

namespace {

minute_record record_of(instant at) {
  minute_record result;
  result.at = at;
  result.waiting = 7;
  return result;
}

TEST(Minutes, AreLaidOutOneForEachUpToTheLastWholeOne) {
  const std::vector kept{record_of(noon - 2min), record_of(noon - 1min), record_of(noon)};
  const auto shown = laid_out(kept, noon + 59s, 2);
  ASSERT_EQ(shown.size(), 2U);
  EXPECT_EQ(shown[0], (shown_minute{noon - 1min, record_of(noon - 1min)}));
  EXPECT_EQ(shown[1], (shown_minute{noon, record_of(noon)}));
}

TEST(Minutes, ThoseInWhichNoEngineRanAreGaps) {
  const std::vector kept{record_of(noon - 3min), record_of(noon)};
  const auto shown = laid_out(kept, noon, 5);
  ASSERT_EQ(shown.size(), 5U);
  EXPECT_EQ(shown[0], (shown_minute{noon - 4min, {}}));
  EXPECT_TRUE(shown[1].record);
  EXPECT_EQ(shown[2], (shown_minute{noon - 2min, {}}));
  EXPECT_EQ(shown[3], (shown_minute{noon - 1min, {}}));
  EXPECT_TRUE(shown[4].record);
}

TEST(Minutes, WhatWasKeptUnderAClockThatWasAheadIsLeftOut) {
  const std::vector kept{record_of(noon), record_of(noon + 1min)};
  const auto shown = laid_out(kept, noon, 1);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].record, record_of(noon));
}

TEST(Minutes, AFlowCountsWhatIsAskedTakenAndMissed) {
  flow counted;
  for (const auto& event : std::vector<referral_event>{
         requested{}, requested{}, accepted{}, missed{}, missed{}, missed{}, released{}})
    counted.count(event);
  EXPECT_EQ(counted, (flow{2, 1, 3}));
}

} // namespace
