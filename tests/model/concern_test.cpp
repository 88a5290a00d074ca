#include "model/concern.hpp"
#include "tests/support/people.hpp"

#include <gtest/gtest.h>

using namespace kod::model;
using namespace kod::tests;

namespace {

std::optional<agent_id> holder_of(const referral_history& events) {
  std::optional<agent_id> holder;
  for (const auto& event : events)
    holder = holder_after(event, holder);
  return holder;
}

TEST(Concern, AReferralIsAnAgentsFromTheOfferUntilItEnds) {
  EXPECT_EQ(holder_of({a_request(), an_offer(ann, 1)}), ann);
  EXPECT_EQ(holder_of({a_request(), an_offer(ann, 1), accepted{ann, 1, noon}}), ann);
  EXPECT_EQ(holder_of({a_request(), an_offer(ann, 1), missed{ann, 1}}), std::nullopt);
  EXPECT_EQ(
    holder_of({a_request(), an_offer(ann, 1), accepted{ann, 1, noon}, released{ann, 1, 0}}),
    std::nullopt);
}

TEST(Concern, AMassRejectTakesNothingFromWhoeverHasIt) {
  EXPECT_EQ(holder_after(rejected{bob, std::nullopt}, ann), ann);
  EXPECT_EQ(holder_after(rejected{ann, 1}, ann), std::nullopt);
}

TEST(Concern, AReassignmentConcernsTheFormerAgentAndTheNewOne) {
  const assigned moved{bob, 2, noon, 0};
  EXPECT_TRUE(concerns(moved, ann, ann));
  EXPECT_TRUE(concerns(moved, ann, bob));
  EXPECT_FALSE(concerns(moved, ann, cid));
  EXPECT_EQ(holder_after(moved, ann), bob);
}

TEST(Concern, WhatHappensToAReferralBeforeOrAfterItWasAnAgentsIsNotItsBusiness) {
  EXPECT_FALSE(concerns(a_request(), std::nullopt, ann));
  EXPECT_FALSE(concerns(contacted{noon}, std::nullopt, ann));
  EXPECT_FALSE(concerns(contacted{noon}, bob, ann));
  EXPECT_TRUE(concerns(contacted{noon}, ann, ann));
}

} // namespace
