#include "model/notifications.hpp"
#include "tests/support/people.hpp"

#include <gtest/gtest.h>

// Who is told what, and when it is tried again.

namespace kod::tests {

namespace {

using kind = model::notification_kind;

model::referral story(referral_history events) {
  model::referral now;
  for (const auto& event : events)
    now = model::evolve(std::move(now), event);
  return now;
}

std::vector<model::notification> told(referral_history events) {
  return model::notifications_of(events.back(), story(events));
}

TEST(Notifications, AnOfferIsToldToItsAgentWithWhereAndUntilWhen) {
  const auto made = told({a_request(), an_offer(ann, 1)});
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].id, "offer-r-1-1");
  EXPECT_EQ(made[0].kind, kind::offer);
  EXPECT_EQ(made[0].to, as(ann));
  EXPECT_EQ(made[0].reply_by, noon + 15min);
  EXPECT_EQ(made[0].referral->zip.digits, "40202");
  EXPECT_EQ(made[0].referral->callback_by, noon + 30min);
}

TEST(Notifications, TheResidentIsToldThatTheRequestWasTakenAndWhoWillCall) {
  const auto taken = told({a_request()});
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(taken[0].kind, kind::request_taken);
  EXPECT_EQ(taken[0].to, (model::party{model::role::resident, "r-1"}));
  const auto found = told({a_request(), an_offer(ann, 1), model::accepted{ann, 1, noon + 1min}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].kind, kind::agent_found);
  EXPECT_EQ(found[0].to, (model::party{model::role::resident, "r-1"}));
  EXPECT_EQ(found[0].agent, ann);
}

TEST(Notifications, WhatAnOperatorHandsOverAtOnceIsToldToBoth) {
  const auto made = told(
    {a_request(),
     an_offer(ann, 1),
     model::accepted{ann, 1, noon},
     model::assigned{bob, 2, noon + 5min, 0}});
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].kind, kind::assigned);
  EXPECT_EQ(made[0].to, as(bob));
  EXPECT_EQ(made[1].agent, bob);
}

TEST(Notifications, WhatNeedsNobodyTellsNobody) {
  for (const auto& each : referral_history{
         model::rejected{ann, 1},
         model::missed{ann, 1},
         model::overdue{noon},
         model::assigned{bob, {}, noon, 0}}) {
    EXPECT_FALSE(model::tells_somebody(each));
    EXPECT_TRUE(model::notifications_of(each, story({a_request()})).empty());
  }
  EXPECT_FALSE(model::notification_of(model::registered{}, ann, noon, 7));
}

TEST(Notifications, ADeregistrationSaysWhy) {
  const auto made = model::notification_of(
    model::deregistered{model::deregistration_cause::misses, 0}, ann, noon, 7);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->id, "deregistered-ann-7");
  EXPECT_EQ(made->to, as(ann));
  EXPECT_EQ(made->cause, model::deregistration_cause::misses);
}

TEST(Notifications, AnOfferIsRemindedOfAtHalfOfItsWindowAndOnlyWhileItIsOpen) {
  const auto open = story({a_request(), an_offer(ann, 1)});
  const auto due = model::next_reminder(open, noon);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->at, noon + 7min + 30s);
  EXPECT_FALSE(model::next_reminder(open, due->at)) << "once";
  const auto made = model::reminder_of(open, *due);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->id, "reminder-r-1-1");
  EXPECT_EQ(made->to, as(ann));
  EXPECT_EQ(made->reply_by, noon + 15min);
  const auto taken = story({a_request(), an_offer(ann, 1), model::accepted{ann, 1, noon + 1min}});
  EXPECT_FALSE(model::reminder_of(taken, *due)) << "it was accepted";
  const auto next = story({a_request(), an_offer(ann, 1), model::missed{ann, 1}, an_offer(bob, 2)});
  EXPECT_FALSE(model::reminder_of(next, *due)) << "it is another's offer";
}

TEST(Notifications, WorkLeftInProgressIsRemindedOfAfterThreeDaysAndThenEachDay) {
  const auto taken = story({a_request(), an_offer(ann, 1), model::accepted{ann, 1, noon}});
  auto due = model::next_reminder(taken, noon);
  ASSERT_TRUE(due);
  EXPECT_EQ(due->at, noon + 72h);
  EXPECT_EQ(model::reminder_of(taken, *due)->id, "in-progress-r-1-1-3");
  EXPECT_EQ(model::reminder_of(taken, *due)->to, as(ann));
  due = model::next_reminder(taken, due->at);
  EXPECT_EQ(due->at, noon + 96h);
  EXPECT_EQ(model::reminder_of(taken, *due)->id, "in-progress-r-1-1-4");
  EXPECT_EQ(model::next_reminder(taken, noon + 100h)->at, noon + 120h) << "none of the days lost";
}

TEST(Notifications, AnAgentHearsOfARushOnce) {
  const model::rush now{english, noon};
  EXPECT_TRUE(model::hears_of(now, std::nullopt, noon));
  EXPECT_FALSE(model::hears_of(now, noon + 1s, noon + 1h));
  EXPECT_TRUE(model::hears_of(now, noon + 1s, noon + 1s + model::longest_rush));
}

TEST(Notifications, AnAgentHearsOfTheNextRushButNotWithinMinutes) {
  const model::rush next{english, noon + 2min};
  EXPECT_FALSE(model::hears_of(next, noon, noon + 2min));
  EXPECT_TRUE(model::hears_of(next, noon, noon + model::between_boards));
}

TEST(Notifications, PausesGrowUpToAnHourAndAreSpreadById) {
  const auto within = [](std::uint32_t attempts, model::duration base) {
    for (const auto* id : {"a", "b", "offer-r-1-1-email"}) {
      const auto pause = model::pause_after(attempts, id);
      EXPECT_GE(pause, base * 3 / 4) << attempts;
      EXPECT_LE(pause, base * 5 / 4) << attempts;
    }
  };
  within(1, 5s);
  within(2, 15s);
  within(3, 45s);
  within(model::most_attempts, 1h);
  within(1000, 1h);
  EXPECT_NE(model::pause_after(3, "a"), model::pause_after(3, "b"));
  EXPECT_EQ(model::pause_after(3, "a"), model::pause_after(3, "a"));
}

} // namespace

} // namespace kod::tests
