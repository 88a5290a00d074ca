#include "actors/dispatcher.hpp"
#include "actors/feed.hpp"
#include "actors/journal.hpp"
#include "actors/referral.hpp"
#include "actors/timer.hpp"
#include "persistence/memory_journal.hpp"
#include "tests/support/deterministic_system.hpp"
#include "tests/support/people.hpp"
#include "tests/support/small_archive.hpp"

#include <caf/send.hpp>

// Single actors, told what the others would only say in a rare order.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

template <class Pointer, class Handle>
auto& state_of(const Handle& actor) {
  return dynamic_cast<std::remove_pointer_t<Pointer>&>(
           *caf::actor_cast<caf::abstract_actor*>(actor))
    .state;
}

agent_card card_for(const agent_id& agent) {
  return {
    .agent = agent,
    .version = 1,
    .where = {38.25, -85.75},
    .languages = {english},
    .available = true,
    .offerable = true,
    .last_offer_at = {}};
}

class Parts : public deterministic_system {
protected:
  ~Parts() override { caf::anon_send_exit(part, caf::exit_reason::kill); }

  caf::actor part;
};

/// A registry every agent of which fails; `hear` is told what is planned.
registry_actor::behavior_type
registry_of_failing_agents(const std::function<void(const planned&)>& hear) {
  return {
    [](const settle_in&) {},
    [](const wake&) {},
    [](const tell_of_county&) {},
    [](const request_order&) -> caf::result<request_taken> { return caf::sec::unexpected_message; },
    [](const referral_order&) -> caf::result<referral_view> {
      return caf::sec::unexpected_message;
    },
    [](const agent_order&) -> caf::result<agent_view> { return caf::sec::unexpected_message; },
    [](const notice_order&) { return commit_answer{}; },
    [](const programme_order&) { return programme{}; },
    [](const see_programme&) { return programme{}; },
    [](const join&) -> caf::result<joined> {
      return caf::make_error(engine_error::handler_failed);
    },
    [](const withdraw_offer&) {},
    [](const remind&) {},
    [hear](const planned& plan) { hear(plan); },
    [](const move_opening&) {},
    [](const audience_changed&) {},
    [](const due&) {},
    [](const retire&) {},
    [](const introduce&) {},
    [](const restart_actor&) { return restart_answer{}; }};
}

/// One referral with nothing but failing agents round it.
class LoneReferral : public deterministic_system {
protected:
  ~LoneReferral() override {
    caf::anon_send_exit(alone, caf::exit_reason::kill);
    caf::anon_send_exit(registry, caf::exit_reason::kill);
    caf::anon_send_exit(world->dispatcher, caf::exit_reason::kill);
    caf::anon_send_exit(world->journal, caf::exit_reason::kill);
    caf::anon_send_exit(world->timer, caf::exit_reason::kill);
  }

  std::shared_ptr<const entity_world> make_world() {
    roster agents{dispatch_settings{}};
    agents.put(card_for(ann));
    const auto clock = [] { return noon; };
    return std::make_shared<const entity_world>(
      registry,
      system.spawn(
        journal_behavior, journal_stores{&store}, listeners{}, [](const std::string&) {}),
      system.spawn(
        dispatcher_behavior,
        dispatcher_state::origin{
          .registry = registry,
          .timer = {},
          .now = clock,
          .settings = {},
          .agents = std::move(agents),
          .waiting = {}}),
      system.spawn(timer_behavior, registry, clock, std::vector<arm>{}),
      &store,
      dispatch_settings{},
      clock);
  }

  void store_version(std::uint64_t version, const referral_history& events, const referral& after) {
    store.append(std::vector{batch{
      .at = noon, .by = kod::tests::engine, .writes = {referral_write{version, events, after}}}});
  }

  void be(const referral_history& past, bool again = false) {
    referral now;
    for (const auto& event : past)
      now = evolve(std::move(now), event);
    store_version(1, past, now);
    alone = system.spawn(referral_behavior, world, r1, kod::model::stored<referral>{1, now});
    self->monitor(alone);
    caf::anon_send(alone, be_born{again});
  }

  /// Within a number of steps that no honest wait needs.
  bool came_to_rest_and_ended() {
    scheduler.run(1000);
    return !scheduler.has_job() && self->has_next_message();
  }

  kod::persistence::memory_journal store;
  referral_actor alone;
  registry_actor registry = system.spawn([this] {
    return registry_of_failing_agents([this](const planned& plan) {
      if (alone)
        caf::anon_send(alone, plan);
    });
  });
  std::shared_ptr<const entity_world> world = make_world();
};

TEST_F(LoneReferral, AsksForNoOtherPlanAtOnceWhenTheAgentFails) {
  be({a_request()});
  EXPECT_TRUE(came_to_rest_and_ended()) << "its pause is the registry's";
}

TEST_F(LoneReferral, IsStartedAgainWhenItCouldNotLoseAnOffer) {
  be({a_request(), an_offer(ann, 1)});
  caf::anon_send(alone, withdraw_offer{r1, {ann, 1, withdrawal_cause::switched_off}});
  EXPECT_TRUE(came_to_rest_and_ended()) << "nobody would tell it again";
}

TEST_F(Parts, TwoPlansOfOneReferralLeaveNoMarkBehind) {
  roster agents{dispatch_settings{}};
  agents.put(card_for(ann));
  agents.put(card_for(bob));
  const auto dispatcher = system.spawn(
    dispatcher_behavior,
    dispatcher_state::origin{
      .registry = {},
      .timer = {},
      .now = [] { return noon; },
      .settings = {},
      .agents = std::move(agents),
      .waiting = {}});
  part = caf::actor_cast<caf::actor>(dispatcher);
  const plan wanted{r1, noon + 30min, noon, {38.25, -85.75}, english, {}};
  caf::anon_send(dispatcher, wanted); // One in a former life, which nobody waits for any more.
  caf::anon_send(dispatcher, wanted);
  settle();
  caf::anon_send(dispatcher, plan_done{r1});
  settle();
  auto& known = *state_of<dispatcher_state::pointer>(dispatcher).agents;
  EXPECT_EQ(known.best({wanted.where, english, {}})->why.considered, 2);
}

TEST_F(Parts, WhatWaitedForTheOpeningGoesOutOneByOneAndOthersWaitTheirTurn) {
  std::vector<std::string> heard;
  const auto registry = system.spawn([&heard] {
    return registry_of_failing_agents(
      [&heard](const planned& plan) { heard.push_back(plan.referral.text); });
  });
  const auto wanted = [](const referral_id& id, duration later) {
    return plan{id, noon + 30min, noon + later, {38.25, -85.75}, english, {}};
  };
  const auto dispatcher = system.spawn(
    dispatcher_behavior,
    dispatcher_state::origin{
      .registry = registry,
      .timer = {},
      .now = [] { return noon; },
      .settings = {},
      .waiting = {{wanted(r1, 2ms), noon}, {wanted(r2, 1ms), noon}}});
  part = caf::actor_cast<caf::actor>(dispatcher);
  using ids = std::vector<std::string>;
  caf::anon_send(dispatcher, look_at_openings{});
  caf::anon_send(dispatcher, wanted(r3, 3ms)); // Requested after the opening.
  settle();
  EXPECT_EQ(heard, (ids{"r-2"}));
  auto again = wanted(r2, 1ms); // Whoever was named refused; its own clock was read later.
  again.callback_by += 1s;
  caf::anon_send(dispatcher, again);
  settle();
  EXPECT_EQ(heard, (ids{"r-2", "r-2"})) << "it keeps its turn";
  caf::anon_send(dispatcher, plan_done{r2});
  settle();
  EXPECT_EQ(heard, (ids{"r-2", "r-2", "r-1"}));
  caf::anon_send(dispatcher, plan_done{r1});
  settle();
  EXPECT_EQ(heard, (ids{"r-2", "r-2", "r-1", "r-3"}));
  caf::anon_send_exit(registry, caf::exit_reason::kill);
}

TEST_F(Parts, WhatComesAtTheOpeningBeforeItsAlarmComesAfterWhatHasWaited) {
  std::vector<std::string> heard;
  const auto registry = system.spawn([&heard] {
    return registry_of_failing_agents(
      [&heard](const planned& plan) { heard.push_back(plan.referral.text); });
  });
  auto now = noon;
  auto from_one = std::make_shared<programme>();
  from_one->hours = {"America/New_York", daily(13 * 60, 17 * 60).weekly, {}};
  const auto dispatcher = system.spawn(
    dispatcher_behavior,
    dispatcher_state::origin{
      .registry = registry,
      .timer = {},
      .now = [&now] { return now; },
      .settings = {},
      .waiting = {},
      .programme = std::move(from_one)});
  part = caf::actor_cast<caf::actor>(dispatcher);
  const plan early{r2, noon + 90min, noon, {38.25, -85.75}, english, {}};
  const plan late{r1, noon + 90min, noon + 1h, {38.25, -85.75}, english, {}};
  caf::anon_send(dispatcher, await_opening{early, noon + 1h});
  settle();
  ASSERT_TRUE(heard.empty());
  now = noon + 1h; // The alarm is still on its way.
  caf::anon_send(dispatcher, late);
  settle();
  caf::anon_send(dispatcher, plan_done{r2});
  settle();
  EXPECT_EQ(heard, (std::vector<std::string>{"r-2", "r-1"}));
  caf::anon_send_exit(registry, caf::exit_reason::kill);
}

TEST_F(LoneReferral, ThatIsBehindTheStoreWritesNothing) {
  be({a_request(), an_offer(ann, 1), made_mass{mass_cause::operator_, noon}});
  settle();
  const auto events = store.last_sequence();
  store_version(2, {overdue{}}, store.find(r1)->snapshot); // A former life's, as it were.
  caf::anon_send(alone, referral_order{r1, an_operator, mark_contacted{}});
  EXPECT_TRUE(came_to_rest_and_ended()) << "to read itself again";
  EXPECT_EQ(store.last_sequence(), events + 1);
}

/// Nobody may be left to answer a plan: the line would wait for it for ever.
TEST_F(LoneReferral, LeavesTheOpeningListWhenItEnds) {
  auto waiting = a_request();
  waiting.opens_at = noon + 1h;
  be({waiting});
  settle();
  const auto& list = state_of<dispatcher_state::pointer>(world->dispatcher).closed;
  ASSERT_TRUE(list.contains(r1));
  caf::anon_send(alone, referral_order{r1, an_operator, cancel{"r"}});
  settle();
  EXPECT_FALSE(list.contains(r1));
}

TEST_F(LoneReferral, BelievesNoOlderWordOfItsAudience) {
  caf::anon_send(world->dispatcher, card_for(bob));
  settle();
  be({a_request(), made_mass{mass_cause::operator_, noon}});
  settle();
  caf::anon_send(alone, audience_changed{r1, {audience::nobody, 0}});
  settle();
  EXPECT_EQ(state_of<referral_state::pointer>(alone).seen_by.who, audience::speakers);
  caf::anon_send(alone, audience_changed{r1, {audience::nobody, 2}});
  settle();
  EXPECT_EQ(state_of<referral_state::pointer>(alone).seen_by.who, audience::nobody);
}

TEST_F(LoneReferral, ThatIsStartedAgainFreesWhomAFormerPlanMarked) {
  auto& agents = *state_of<dispatcher_state::pointer>(world->dispatcher).agents;
  caf::anon_send(world->dispatcher, plan{r1, noon + 30min, noon, {38.25, -85.75}, english, {}});
  settle();
  ASSERT_FALSE(agents.best({{38.25, -85.75}, english, {}}));
  be({a_request(), an_offer(bob, 1)}, true);
  settle();
  EXPECT_TRUE(agents.best({{38.25, -85.75}, english, {}}));
}

TEST_F(Parts, AFeedTellsNothingTwiceThatWasStoredBeforeItsFirstWord) {
  small_archive archive;
  const batch first{
    .at = noon, .by = kod::tests::engine, .writes = {referral_write{1, {a_request()}, {}}}};
  archive.write(first);
  const auto feed = system.spawn(feed_behavior, &archive, feed_state::origin{});
  part = caf::actor_cast<caf::actor>(feed);
  int told = 0;
  const auto hear = [&told](const feed_item&) { return ++told > 0; };
  caf::anon_send(feed, subscribe{.only = {}, .after = 0, .sink = hear});
  using news = std::vector<stored_batch>;
  caf::anon_send(feed, kod::actors::stored{std::make_shared<const news>(news{{first, 1}})});
  settle();
  EXPECT_EQ(told, 1);
}

TEST_F(Parts, AFeedForgetsWhoHasGoneThoughItHasNothingToTell) {
  small_archive archive;
  const auto feed = system.spawn(feed_behavior, &archive, feed_state::origin{});
  part = caf::actor_cast<caf::actor>(feed);
  bool gone = false;
  const auto hear = [](const feed_item&) { return true; };
  const auto left = [&gone] { return gone; };
  for (int each = 0; each < 3; ++each)
    caf::anon_send(feed, subscribe{.only = ann, .after = {}, .sink = hear, .gone = left});
  settle();
  const auto& readers = state_of<feed_state::pointer>(feed).readers;
  EXPECT_EQ(readers.size(), 3U);
  gone = true;
  caf::anon_send(feed, subscribe{.only = ann, .after = {}, .sink = hear});
  settle();
  EXPECT_EQ(readers.size(), 1U);
}

} // namespace
