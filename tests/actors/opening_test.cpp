#include "actors/dispatcher.hpp"
#include "model/history.hpp"
#include "model/invariants.hpp"
#include "tests/support/with_engine.hpp"

#include <caf/send.hpp>

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

constexpr std::uint16_t one = 13 * 60, two = 14 * 60, five = 17 * 60; // Now it is noon.

/// The programme opens at one, and everything that is stored must make sense at the end.
class Opening : public with_engine {
protected:
  Opening() { open_daily(day_span{one, five}); }
  ~Opening() override {
    settle();
    for (const auto& broken : violations(*store, settings))
      ADD_FAILURE() << broken;
  }

  void hire(int agents) {
    for (int each = 0; each < agents; ++each)
      register_agent({"agent-" + std::to_string(each)});
  }

  /// In the order in which they were taken, a second apart.
  std::vector<referral_id> requests(int count) {
    std::vector<referral_id> ids;
    for (int each = 0; each < count; ++each) {
      ids.push_back(request()->id);
      pass(1s);
    }
    return ids;
  }

  /// Whom the engine offered to somebody or showed to everybody, in the journal's order.
  std::vector<referral_id> gone_out() const {
    std::vector<referral_id> ids;
    each_event(*store, [&](const recorded_event& each) {
      const auto* event = std::get_if<referral_event>(&each.event);
      if (
        event
        && (std::holds_alternative<offered>(*event) || std::holds_alternative<made_mass>(*event)))
        ids.push_back(std::get<referral_id>(each.entity));
    });
    return ids;
  }

  std::uint64_t waiting() {
    return ask<stats>(house.directory, get_stats{})->census.waits_for_opening;
  }

  bool waits(const referral_id& id) const { return waits_for_opening(referral(id), now()); }
};

TEST_F(Opening, ARequestBeforeItIsTakenAndWaits) {
  register_agent(ann);
  const auto taken = request();
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->callback_by, noon + 1h + 30min);
  EXPECT_TRUE(waits(taken->id));
  EXPECT_EQ(waiting(), 1U);
  wait(1h - 1s);
  EXPECT_EQ(holder(taken->id), "");
  wait(1s);
  EXPECT_EQ(holder(taken->id), "ann");
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(Opening, TheOldestGoesOutFirst) {
  hire(4);
  const auto ids = requests(12);
  wait(1h);
  EXPECT_EQ(gone_out(), ids);
  EXPECT_NE(holder(ids[3]), "");
  EXPECT_EQ(referral(ids[4]).type, referral_type::mass);
}

TEST_F(Opening, WhatComesAfterItComesAfterWhatHasWaited) {
  register_agent(ann);
  const auto early = request()->id;
  wait(1h);
  const auto late = request()->id;
  EXPECT_EQ(gone_out(), (std::vector{early, late}));
  EXPECT_EQ(referral(late).callback_by, now() + 30min);
}

TEST_F(Opening, ARestartBeforeItChangesNothing) {
  hire(2);
  const auto ids = requests(12);
  restart(10min);
  EXPECT_EQ(gone_out(), std::vector<referral_id>{});
  wait(50min);
  EXPECT_EQ(gone_out(), ids);
}

TEST_F(Opening, WhatItPassedDuringAnOutageGoesOutOldestFirst) {
  hire(2);
  const auto ids = requests(12);
  restart(1h + 5min);
  EXPECT_EQ(gone_out(), ids);
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(Opening, AnEarlierOneLetsOutWhatWaitsByThen) {
  hire(12);
  const auto ids = requests(12);
  open_daily(std::nullopt);
  EXPECT_EQ(gone_out(), ids);
  EXPECT_EQ(referral(ids[0]).callback_by, now() + 30min);
}

TEST_F(Opening, ALaterOneIsWaitedForAndThePromiseStays) {
  register_agent(ann);
  const auto id = request()->id;
  open_daily(day_span{two, five});
  wait(1h + 30min);
  EXPECT_TRUE(waits(id));
  EXPECT_TRUE(referral(id).overdue) << "who waits past the promise is not silent about it";
  wait(30min);
  EXPECT_EQ(referral(id).type, referral_type::mass) << "no window fits any more";
}

TEST_F(Opening, AHolidayMovesIt) {
  const auto id = request()->id;
  open_daily(day_span{one, five}, {std::chrono::floor<std::chrono::days>(noon)});
  EXPECT_EQ(referral(id).opens_at, noon + 25h);
  EXPECT_EQ(referral(id).callback_by, noon + 1h + 30min);
}

TEST_F(Opening, HoursChangedJustBeforeACrashAreFollowedByTheNextStart) {
  register_agent(ann);
  const auto id = request()->id;
  const auto setting = programme_setting{true, {}, {}, "+15025550000"};
  const auto version = store->find(the_programme)->version;
  const auto change =
    *decide(store->find(the_programme)->snapshot, set_programme{setting, ""}, now());
  auto after = evolve(store->find(the_programme)->snapshot, change.events.front());
  batch written{.at = now(), .by = an_operator};
  written.writes.push_back(programme_write{version + 1, change.events, after});
  store->append({&written, 1}); // Nobody was told of it.
  restart();
  EXPECT_EQ(holder(id), "ann");
}

TEST_F(Opening, WhatIsAssignedBeforeItWaitsAgainOnceItIsMissed) {
  register_agent(ann);
  const auto id = request()->id;
  ASSERT_TRUE(order(an_operator, id, assign{ann, ""}));
  EXPECT_EQ(waiting(), 0U);
  wait(15min);
  EXPECT_EQ(waiting(), 1U);
  register_agent(bob);
  wait(45min);
  EXPECT_EQ(holder(id), "bob");
}

TEST_F(Opening, WhatIsCancelledNeverGoesOut) {
  register_agent(ann);
  const auto ids = requests(2);
  ASSERT_TRUE(order(an_operator, ids[0], cancel{"r"}));
  wait(1h);
  EXPECT_EQ(gone_out(), std::vector{ids[1]});
}

TEST_F(Opening, ClosingStopsNothingThatWasTaken) {
  register_agent(ann);
  wait(5h - 1min);
  const auto id = request()->id;
  wait(6min);
  ASSERT_TRUE(order(as(ann), id, reject{.agent = ann, .reason = ""}));
  EXPECT_EQ(referral(id).type, referral_type::mass);
  EXPECT_EQ(request()->callback_by, noon + 25h + 30min);
}

TEST_F(Opening, AReferralThatFailsOnItsWayOutHoldsUpNobody) {
  hire(3);
  const auto ids = requests(3);
  wait(1h - 4s);
  clock_fails_in = 3; // The timer looks twice, the dispatcher, and then the first referral.
  wait(1min);
  EXPECT_FALSE(clock_fails_in) << "nothing has failed";
  EXPECT_EQ(died_of, "");
  for (const auto& id : ids)
    EXPECT_NE(holder(id), "") << id.text;
}

TEST_F(Opening, WhatWasSetWinsOverTheSettings) {
  programme.hours.reset();
  restart();
  EXPECT_TRUE(waits(request()->id));
}

// -- the switch -----------------------------------------------------------------

class Switch : public Opening {
protected:
  void turn(bool on) {
    auto now = store->find(the_programme)->snapshot;
    ASSERT_TRUE(set({on, now.message, now.hours, now.contact_centre_phone}));
  }
  caf::expected<request_taken> request_with(const request_key& key) {
    auto wish = a_take({});
    wish.key = key;
    return ask<request_taken>(house.registry, request_order{{}, wish});
  }
};

TEST_F(Switch, OffRefusesRequestsUntilItIsOnAgain) {
  turn(false);
  EXPECT_EQ(request().error(), caf::make_error(rejection::programme_closed));
  restart();
  EXPECT_EQ(request().error(), caf::make_error(rejection::programme_closed));
  turn(true);
  EXPECT_TRUE(request());
}

TEST_F(Switch, WhatWasTakenGoesOn) {
  register_agent(ann);
  const auto id = request()->id;
  turn(false);
  wait(1h);
  EXPECT_EQ(holder(id), "ann");
  EXPECT_TRUE(accept(ann, id));
}

TEST_F(Switch, ARepeatedRequestIsAnsweredAsBefore) {
  const request_key key{"key/intake/1", "hash"};
  const auto first = request_with(key);
  ASSERT_TRUE(first);
  turn(false);
  const auto again = request_with(key);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(
    request_with({"key/intake/1", "another"}).error(), caf::make_error(rejection::key_reused));
  EXPECT_EQ(
    request_with({"key/intake/2", "hash"}).error(), caf::make_error(rejection::programme_closed));
}

TEST_F(Switch, TheStoryOfTheProgrammeIsStored) {
  turn(false);
  const auto story = whole_history(*store, the_programme);
  ASSERT_EQ(story.size(), 2U);
  EXPECT_EQ(story[1].by, an_operator);
  EXPECT_EQ(store->unseal(text_key(the_programme, 2)), sealed_content{free_text{"why"}});
}

} // namespace
