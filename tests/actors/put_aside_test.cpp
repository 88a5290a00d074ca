#include "model/history.hpp"
#include "model/invariants.hpp"
#include "tests/support/with_engine.hpp"

#include <caf/send.hpp>

#include <algorithm>

// Actors that fail again and again: what is asked of them is refused, and nothing is lost.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class PutAside : public with_engine {
protected:
  PutAside() {
    register_agent(ann);
    referral_id_ = request()->id;
  }
  ~PutAside() override {
    settle();
    for (const auto& broken : violations(*store, settings))
      ADD_FAILURE() << broken;
  }

  /// An alarm whose handler fails at its first look at the clock. Its own number is nobody's.
  void fail(const entity_id& whose) {
    clock_fails_in = 0;
    const bool is_agent = std::holds_alternative<agent_id>(whose);
    caf::anon_send(house.registry, due{whose, is_agent ? alarm::agent_time : alarm::reply, 4711});
    settle();
    clock_fails_in.reset();
  }
  /// So often, and started again after each but the last.
  void fail(const entity_id& whose, int times, std::chrono::seconds apart = 2s) {
    while (times-- > 0) {
      fail(whose);
      wait(times > 0 ? apart : 0s);
    }
  }
  void put_aside(const entity_id& whose) { fail(whose, 6); }

  template <class Id>
  actor_row row(const std::string& kind, const Id& id) {
    return ask<actor_page>(house.roll, list_actors{.kind = kind, .id = id.text})->items.at(0);
  }
  kind_row sum(const std::string& kind) {
    const auto page = ask<actor_page>(house.roll, list_actors{});
    return *std::ranges::find(page->kinds, kind, &kind_row::kind);
  }
  caf::expected<restart_answer> restart_one(const std::string& kind, const std::string& id) {
    return ask<restart_answer>(house.registry, restart_actor{kind, id, an_operator});
  }
  std::vector<withdrawal_cause> withdrawals(const referral_id& id) const {
    std::vector<withdrawal_cause> causes;
    for (const auto& each : whole_history(*store, id))
      if (const auto* lost = std::get_if<withdrawn>(&std::get<referral_event>(each.event)))
        causes.push_back(lost->cause);
    return causes;
  }

  referral_id referral_id_; // Offered to ann.
  const caf::error refusal = caf::make_error(engine_error::put_aside);
};

TEST_F(PutAside, FiveRestartsInAMinuteAreAMishapAndASixthIsNot) {
  fail(ann, 5);
  wait(2s);
  EXPECT_FALSE(row("agent", ann).put_aside);
  EXPECT_TRUE(order(ann, set_override{override_mode::on, {}}));
  fail(ann);
  EXPECT_TRUE(row("agent", ann).put_aside);
  EXPECT_EQ(row("agent", ann).last_error, "planted");
  EXPECT_EQ(row("agent", ann).restarts, 5U);
  EXPECT_EQ(sum("agent").put_aside, 1U);
  EXPECT_EQ(sum("agent").live, 0U);
}

TEST_F(PutAside, WhoFailsNowAndThenIsStartedAgainEachTime) {
  fail(ann, 9, 13s);
  wait(2s);
  EXPECT_FALSE(row("agent", ann).put_aside);
  EXPECT_TRUE(order(ann, set_override{override_mode::on, {}}));
}

TEST_F(PutAside, WhatIsAskedOfItIsRefusedAndNotStored) {
  put_aside(ann);
  put_aside(referral_id_);
  const auto before = store->last_sequence();
  EXPECT_EQ(order(ann, set_override{override_mode::off, {}}).error(), refusal);
  EXPECT_EQ(accept(ann, referral_id_).error(), refusal);
  EXPECT_EQ(order(an_operator, referral_id_, cancel{"why"}).error(), refusal);
  wait(10s);
  EXPECT_EQ(store->last_sequence(), before);
  EXPECT_TRUE(row("agent", ann).put_aside);
}

TEST_F(PutAside, AnAcceptThatNeedsAnAgentWhoIsPutAsideIsRefusedAndTheReferralGoesOn) {
  put_aside(ann);
  EXPECT_EQ(accept(ann, referral_id_).error(), refusal);
  EXPECT_EQ(row("referral", referral_id_).restarts, 0U);
  EXPECT_TRUE(order(an_operator, referral_id_, mark_contacted{}));
}

TEST_F(PutAside, OthersAreOfferedWhatItWouldHaveBeen) {
  register_agent(bob);
  accept(ann, referral_id_);
  put_aside(ann);
  EXPECT_EQ(holder(request()->id), "bob");
  EXPECT_EQ(referral(request()->id).type, referral_type::mass) << "nobody else is offerable";
}

TEST_F(PutAside, ItsReferralBecomesOverdueAtItsPromise) {
  put_aside(ann);
  pass(15min);
  wait(5s);
  EXPECT_TRUE(open_offer(referral(referral_id_))) << "only its agent can let go";
  EXPECT_EQ(agent(ann).misses, 0U);
  pass(15min);
  wait(2s);
  EXPECT_TRUE(referral(referral_id_).overdue);
}

TEST_F(PutAside, AnOfferThatClosedMeanwhileIsNobodysMiss) {
  put_aside(ann);
  pass(15min);
  wait(2s);
  ASSERT_TRUE(restart_one("agent", ann.text));
  wait(3s);
  EXPECT_FALSE(open_offer(referral(referral_id_)));
  EXPECT_EQ(withdrawals(referral_id_), std::vector{withdrawal_cause::outage});
  EXPECT_EQ(agent(ann).misses, 0U);
  EXPECT_TRUE(agent(ann).ledger.empty());
}

TEST_F(PutAside, AnOfferThatItsAgentCouldNotAnswerIsWithdrawnAtOnce) {
  put_aside(ann);
  ASSERT_TRUE(restart_one("agent", ann.text));
  settle();
  EXPECT_EQ(withdrawals(referral_id_), std::vector{withdrawal_cause::outage});
  EXPECT_EQ(agent(ann).misses, 0U);
}

TEST_F(PutAside, ItsWindowThatIsClosedOnceMoreAtItsReturnIsNoMissEither) {
  put_aside(ann);
  pass(15min);
  wait(2s);
  caf::anon_send(house.registry, restart_actor{"agent", ann.text, an_operator});
  caf::anon_send(
    house.registry, due{referral_id_, alarm::reply, referral(referral_id_).tenure.value().number});
  settle();
  EXPECT_EQ(withdrawals(referral_id_), std::vector{withdrawal_cause::outage});
  EXPECT_EQ(agent(ann).misses, 0U);
}

TEST_F(PutAside, AReferralGoesOnWhereItStoodOnceAnOperatorAsks) {
  register_agent(bob);
  put_aside(referral_id_);
  pass(40min);
  EXPECT_FALSE(referral(referral_id_).overdue) << "nobody could write it";
  const auto answer = restart_one("referral", referral_id_.text);
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->restarted);
  EXPECT_FALSE(answer->row.put_aside);
  wait(2s);
  EXPECT_TRUE(referral(referral_id_).overdue);
  EXPECT_EQ(withdrawals(referral_id_), std::vector{withdrawal_cause::outage});
  EXPECT_EQ(agent(ann).misses, 0U);
  EXPECT_TRUE(accept(bob, referral_id_));
}

TEST_F(PutAside, ItsOfferIsNoMissEitherWhereAReferralDiesAtItsReturn) {
  put_aside(referral_id_);
  const auto deaths = row("referral", referral_id_).restarts;
  clock_fails_in = 1; // Not of whoever starts it again.
  ASSERT_TRUE(restart_one("referral", referral_id_.text));
  settle();
  clock_fails_in.reset();
  wait(2s);
  ASSERT_EQ(row("referral", referral_id_).restarts, deaths + 2) << "by the operator and by itself";
  pass(15min);
  wait(2s);
  EXPECT_EQ(withdrawals(referral_id_), std::vector{withdrawal_cause::outage});
  EXPECT_EQ(agent(ann).misses, 0U);
}

TEST_F(PutAside, TheHistorySaysWhoHadItStartedAgain) {
  put_aside(referral_id_);
  restart_one("referral", referral_id_.text);
  settle();
  std::vector<role> by;
  for (const auto& each : whole_history(*store, referral_id_))
    if (std::holds_alternative<restarted>(std::get<referral_event>(each.event)))
      by.push_back(each.by.role);
  ASSERT_FALSE(by.empty());
  EXPECT_EQ(by.back(), role::operator_);
  EXPECT_EQ(by.front(), role::engine);
}

TEST_F(PutAside, AnAgentWhoSwitchesOffNeedNotWaitForAReferralThatIsPutAside) {
  put_aside(referral_id_);
  EXPECT_TRUE(order(ann, set_override{override_mode::off, {}}));
  EXPECT_TRUE(order(ann, set_override{override_mode::schedule, {}}));
  EXPECT_TRUE(open_offer(referral(referral_id_)));
  restart_one("referral", referral_id_.text);
  wait(2s);
  EXPECT_FALSE(open_offer(referral(referral_id_)));
  EXPECT_TRUE(agent(ann).ledger.empty());
}

TEST_F(PutAside, WhatWaitsForTheOpeningBehindItGoesOut) {
  register_agent(bob);
  open_daily(day_span{22 * 60, 23 * 60});
  const auto first = request()->id, second = request()->id;
  put_aside(first);
  open_daily(std::nullopt);
  wait(2s);
  EXPECT_EQ(holder(first), "");
  EXPECT_NE(holder(second), "");
}

TEST_F(PutAside, TheEnginesRestartBeginsAnew) {
  put_aside(ann);
  restart();
  EXPECT_TRUE(order(ann, set_override{override_mode::on, {}}));
  EXPECT_FALSE(row("agent", ann).put_aside);
}

TEST_F(PutAside, AnyOtherActorIsLeftAsItIs) {
  const auto before = store->last_sequence();
  for (const auto& [kind, id] : {std::pair{"agent", ann.text}, {"journal", "journal"}}) {
    const auto answer = restart_one(kind, id);
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->restarted);
  }
  EXPECT_EQ(restart_one("agent", "nobody").error(), caf::make_error(rejection::not_found));
  wait(2s);
  EXPECT_EQ(store->last_sequence(), before);
}

TEST_F(PutAside, AnOperatorsWordBeginsTheCountAnew) {
  put_aside(ann);
  restart_one("agent", ann.text);
  fail(ann, 5);
  wait(2s);
  EXPECT_FALSE(row("agent", ann).put_aside);
}

} // namespace
