#include "actors/plan_queue.hpp"
#include "tests/support/people.hpp"

#include <gtest/gtest.h>

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

plan wanted(const referral_id& id, duration promised, duration requested) {
  return {id, noon + promised, noon + requested, {38.25, -85.75}, english, {}};
}

std::string order_of(plan_queue waiting) {
  std::string order;
  while (!waiting.empty())
    order += waiting.take_first().wanted.referral.text + ' ';
  return order;
}

TEST(PlanQueue, TheOldestPromiseIsFirstThenTheOldestRequest) {
  plan_queue waiting;
  waiting.put(wanted(r1, 31min, 0ms), false);
  waiting.put(wanted(r2, 30min, 2ms), false);
  waiting.put(wanted(r3, 30min, 1ms), false);
  EXPECT_EQ(order_of(waiting), "r-3 r-2 r-1 ");
}

TEST(PlanQueue, OfThoseThatWaitedForTheOpeningTheOldestRequestIsFirst) {
  plan_queue waiting;
  waiting.put(wanted(r1, 31min, 2ms), true); // It heard of the opening before the older one did.
  waiting.put(wanted(r2, 32min, 1ms), true);
  EXPECT_EQ(order_of(waiting), "r-2 r-1 ");
}

TEST(PlanQueue, TheyStandAmongTheOthersByTheOldestPromiseOfAll) {
  plan_queue waiting;
  waiting.put(wanted(r1, 29min, 5ms), true);
  waiting.put(wanted(r2, 31min, 1ms), true);
  waiting.put(wanted(r3, 30min, 6ms), false);
  EXPECT_EQ(order_of(waiting), "r-2 r-1 r-3 ");
  waiting.drop(r1);
  EXPECT_EQ(order_of(waiting), "r-3 r-2 ");
}

TEST(PlanQueue, ANewerPlanTakesThePlaceOfTheFormer) {
  plan_queue waiting;
  waiting.put(wanted(r1, 30min, 0ms), true);
  waiting.put(wanted(r2, 30min, 1ms), true);
  waiting.put(wanted(r1, 31min, 0ms), false);
  const auto first = waiting.take_first();
  EXPECT_EQ(first.wanted.referral, r1);
  EXPECT_TRUE(first.from_opening);
  EXPECT_EQ(first.wanted.callback_by, noon + 30min);
  EXPECT_EQ(order_of(waiting), "r-2 ");
}

} // namespace
