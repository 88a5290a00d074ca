#include "model/invariants.hpp"
#include "tests/support/with_engine.hpp"

#include <caf/send.hpp>

#include <set>

// An exception where nobody waits for an answer: what was to be done is still done.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

/// A day's work, during which the clock fails once: at the look that the parameter numbers.
class AnyLookAtTheClock : public with_engine, public testing::WithParamInterface<int> {
protected:
  void work() {
    const auto first = request();
    if (first)
      order(as({holder(first->id)}), first->id, reject{.agent = {holder(first->id)}, .reason = {}});
    order(bob, set_override{override_mode::off, {}});
    wait(2s);
    order(bob, set_override{override_mode::schedule, {}});
    request();
    pass(5s);
    pass(15min);
    pass(15min);
  }

  /// As the service that runs the engine does; and whoever was answered 500 asks again.
  void start_again_if_it_ended() {
    clock_fails_in.reset();
    if (!died_of.empty())
      restart();
    order(bob, set_override{override_mode::schedule, {}});
  }
};

TEST_P(AnyLookAtTheClock, MayFailAndNothingWaitsForEver) {
  register_agent(ann);
  register_agent(bob);
  clock_fails_in = GetParam();
  work();
  start_again_if_it_ended();
  wait(40s);
  pass(30min);
  wait(20s);
  store->each_referral({}, [&](const auto& each) {
    EXPECT_FALSE(open_offer(each.snapshot)) << each.snapshot.id.text << ": its window has closed";
    EXPECT_TRUE(each.snapshot.overdue) << each.snapshot.id.text;
    return true;
  });
  for (const auto& broken : violations(*store, settings))
    ADD_FAILURE() << broken;
  const auto one = holder(request()->id), other = holder(request()->id);
  EXPECT_EQ((std::set{one, other}), (std::set<std::string>{"ann", "bob"})) << "marked for good";
}

INSTANTIATE_TEST_SUITE_P(Looks, AnyLookAtTheClock, testing::Range(0, 70));

class Lost : public with_engine {};

TEST_F(Lost, ATimerThatFailsEndsTheProcess) {
  request();
  clock_fails_in = 0;
  pass(1s);
  EXPECT_NE(died_of, "");
}

} // namespace
