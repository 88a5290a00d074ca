#include "model/concern.hpp"
#include "tests/support/people.hpp"

#include <gtest/gtest.h>

using namespace kod::model;
using namespace kod::tests;

namespace {

standing after_all(const referral_history& events) {
  standing now;
  for (const auto& event : events)
    now = standing_after(event, now);
  return now;
}

std::optional<agent_id> holder_of(const referral_history& events) {
  return after_all(events).holder;
}

TEST(Concern, AReferralIsAnAgentsFromTheOfferUntilItEnds) {
  EXPECT_EQ(holder_of({a_request(), an_offer(ann, 1)}), ann);
  EXPECT_EQ(holder_of({a_request(), an_offer(ann, 1), accepted{ann, 1, noon}}), ann);
  EXPECT_EQ(holder_of({a_request(), an_offer(ann, 1), missed{ann, 1}}), std::nullopt);
  EXPECT_EQ(
    holder_of({a_request(), an_offer(ann, 1), accepted{ann, 1, noon}, released{ann, 1, 0}}),
    std::nullopt);
}

TEST(Concern, AMassReferralStandsOnBoardsUntilSomebodyHasIt) {
  const made_mass listed{mass_cause::operator_, noon};
  EXPECT_TRUE(after_all({a_request(), listed}).listed);
  EXPECT_TRUE(after_all({a_request(), listed, rejected{ann, std::nullopt}}).listed);
  EXPECT_FALSE(after_all({a_request(), listed, accepted{ann, 1, noon}}).listed);
  EXPECT_FALSE(after_all({a_request(), listed, assigned{ann, std::nullopt, noon, 0}}).listed);
  EXPECT_FALSE(after_all({a_request(), listed, cancelled{noon, 0}}).listed);
}

TEST(Concern, AMassRejectTakesNothingFromWhoeverHasIt) {
  const standing anns{.holder = ann, .listed = false};
  EXPECT_EQ(standing_after(rejected{bob, std::nullopt}, anns), anns);
  EXPECT_EQ(standing_after(rejected{ann, 1}, anns), standing{});
}

TEST(Concern, AReassignmentConcernsTheFormerAgentAndTheNewOne) {
  const assigned moved{bob, 2, noon, 0};
  EXPECT_TRUE(concerns(moved, ann, ann));
  EXPECT_TRUE(concerns(moved, ann, bob));
  EXPECT_FALSE(concerns(moved, ann, cid));
  EXPECT_EQ(standing_after(moved, {.holder = ann, .listed = false}).holder, bob);
}

TEST(Concern, WhatHappensToAReferralBeforeOrAfterItWasAnAgentsIsNotItsBusiness) {
  EXPECT_FALSE(concerns(a_request(), std::nullopt, ann));
  EXPECT_FALSE(concerns(contacted{noon}, std::nullopt, ann));
  EXPECT_FALSE(concerns(contacted{noon}, bob, ann));
  EXPECT_TRUE(concerns(contacted{noon}, ann, ann));
}

} // namespace
