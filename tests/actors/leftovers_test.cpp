#include "tests/support/with_engine.hpp"

#include <caf/send.hpp>

// Nothing is kept of what is over.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class Leftovers : public with_engine {
protected:
  kind_row sum_of(const std::string& kind) {
    const auto page = ask<actor_page>(house.roll, list_actors{});
    return *std::ranges::find(page->kinds, kind, &kind_row::kind);
  }
};

TEST_F(Leftovers, AReferralThatEndsWhileAPlanIsUnderWayRetires) {
  register_agent(ann);
  auto wish = a_take({});
  caf::anon_send(house.registry, request_order{{}, wish});
  caf::anon_send(house.registry, referral_order{{"r-1"}, an_operator, cancel{}});
  settle();
  ASSERT_EQ(referral({"r-1"}).status, referral_status::cancelled);
  EXPECT_EQ(sum_of("referral").live, 0);
  EXPECT_EQ(holder(request()->id), "ann") << "who was planned for it is free again";
}

TEST_F(Leftovers, ASwitchThatIsMovedOftenLeavesNoAlarmsForGood) {
  register_agent(ann);
  const auto before = sum_of("timer").timers;
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(order(ann, set_override{override_mode::off, now() + 1h}));
    ASSERT_TRUE(order(ann, set_override{override_mode::off, now() + 2h}));
  }
  pass(3h);
  wait(2s);
  EXPECT_EQ(sum_of("timer").timers, before);
}

TEST_F(Leftovers, AReferralThatWasTakenWhileItsActorWasLostIsUnlisted) {
  register_agent(ann);
  const auto id = request()->id;
  ASSERT_TRUE(order(an_operator, id, broadcast{}));
  clock_fails_in = 1; // The agent's, when it sends its card: after the commit.
  EXPECT_FALSE(accept(ann, id));
  wait(3s);
  ASSERT_EQ(referral(id).status, referral_status::in_progress);
  const auto heard = sum_of("referral").figures.arrived;
  ASSERT_TRUE(order(ann, set_override{override_mode::off, {}}));
  EXPECT_EQ(sum_of("referral").figures.arrived, heard) << "of a board on which it isn't";
}

} // namespace
