#include "tests/support/with_engine.hpp"

// The figures by minute, as operators look back on them.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class StatsHistory : public with_engine {
protected:
  StatsHistory() {
    keeps_minutes = true;
    restart();
  }

  std::vector<shown_minute> history(std::size_t count) {
    return ask<minute_list>(house.minutes, list_minutes{count}).value().items;
  }
  minute_record last() {
    const auto shown = history(1).at(0).record;
    EXPECT_TRUE(shown) << "a gap";
    return shown.value_or(minute_record{});
  }
};

TEST_F(StatsHistory, EachMinuteTellsHowItEndedAndWhatCameInIt) {
  register_agent(ann);
  const auto id = request()->id;
  request();
  wait(60s);
  EXPECT_EQ(last().at, last_minute(now()));
  EXPECT_EQ(last().waiting, 2U);
  EXPECT_EQ(last().offered, 1U);
  EXPECT_EQ(last().available, 1U);
  EXPECT_EQ(last().taken, 2U);
  EXPECT_EQ(last().accepted, 0U);

  accept(ann, id);
  wait(60s);
  EXPECT_EQ(last().waiting, 1U);
  EXPECT_EQ(last().in_progress, 1U);
  EXPECT_EQ(last().taken, 0U) << "that was the minute before";
  EXPECT_EQ(last().accepted, 1U);
}

TEST_F(StatsHistory, AMinuteTellsAllThatStatsTell) {
  register_agent(ann);
  register_agent(bob);
  const auto first = request()->id;
  wait(20s);
  accept({holder(first)}, first);
  const auto waiting = request()->id;
  order(an_operator, waiting, broadcast{"why"});
  ASSERT_TRUE(
    ask<agent_view>(house.registry, agent_order{bob, an_operator, deregister_agent{"why"}}));
  wait(60s - 20s);
  ASSERT_TRUE(last().standing);
  const auto seen = *last().standing;
  EXPECT_EQ(seen.oldest_waiting_seconds, 40.0);
  EXPECT_NEAR(seen.accept_p50_seconds.value_or(0), 20, 0.2);
  EXPECT_EQ(seen.accept_p95_seconds, seen.accept_p50_seconds);
  EXPECT_EQ(seen.general, 1U);
  EXPECT_EQ(seen.mass, 1U);
  EXPECT_EQ(seen.waits_for_opening, 0U);
  EXPECT_EQ(seen.registered, 1U);
  EXPECT_EQ(seen.offerable, 1U);
  EXPECT_EQ(seen.deregistered, 1U);
  EXPECT_EQ(seen.suspended, 0U);
  accept(ann, waiting);
  wait(60s);
  EXPECT_EQ(last().standing->oldest_waiting_seconds, std::nullopt) << "nobody waits";
}

TEST_F(StatsHistory, EventsOfReferralsAreCountedByType) {
  register_agent(ann);
  const auto counted = [this](const referral_event& like) {
    return ask<stats>(house.directory, get_stats{})->referral_events[like.index()];
  };
  const auto id = request()->id;
  request();
  accept(ann, id);
  EXPECT_EQ(counted(requested{}), 2U);
  EXPECT_EQ(counted(accepted{}), 1U);
  EXPECT_EQ(counted(missed{}), 0U);
  restart();
  EXPECT_EQ(counted(requested{}), 0U) << "since the start";
}

TEST_F(StatsHistory, MissesAndBrokenPromisesAreInIt) {
  register_agent(ann);
  request();
  wait(15min);
  wait(60s);
  std::uint64_t missed = 0;
  for (const auto& each : history(20))
    missed += each.record ? each.record->missed : 0;
  EXPECT_EQ(missed, 1U);
  EXPECT_EQ(last().inside_promise, std::nullopt) << "nobody was due yet";
  wait(15min);
  EXPECT_EQ(last().overdue, 1U);
  EXPECT_EQ(last().contact_centre, 1U);
  EXPECT_EQ(last().inside_promise, 0.0);
}

TEST_F(StatsHistory, WhileTheEngineWasDownThereIsAGap) {
  wait(2min);
  restart(5min);
  wait(1min);
  const auto shown = history(8);
  const auto there = [&](std::size_t at) { return shown.at(at).record.has_value(); };
  EXPECT_TRUE(there(0));
  EXPECT_TRUE(there(1));
  for (std::size_t down = 2; down < 7; ++down)
    EXPECT_FALSE(there(down)) << down;
  EXPECT_TRUE(there(7));
}

TEST_F(StatsHistory, ItGoesOnForADayAndNoLonger) {
  wait(1min);
  pass(25h);
  wait(1min);
  EXPECT_EQ(history(most_minutes).size(), most_minutes);
  EXPECT_EQ(store->kept_since({}).size(), 2U) << "the one after the sleep, and the next";
}

} // namespace
