#include "model/invariants.hpp"
#include "tests/support/small_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kod::model {

namespace {

using namespace kod::tests;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

/// Ann has r-1 In Progress, Bob is offered r-2, r-3 has ended.
class Invariants : public testing::Test {
protected:
  Invariants() {
    engine.hire(ann);
    engine.take(a_take(r1));
    engine.settle();
    engine.order(r1, as(ann), accept{.agent = ann});
    engine.take(a_take(r3));
    engine.order(r3, a_resident, cancel{});
    engine.hire(bob);
    engine.take(a_take(r2));
    engine.order(r2, an_operator, assign{bob, "nearby"});
  }

  std::vector<std::string> found() const { return violations(engine.stored, engine.settings); }
  referral& snapshot(const referral_id& id) { return engine.stored.referrals.at(id).snapshot; }
  agent& snapshot(const agent_id& id) { return engine.stored.agents.at(id).snapshot; }

  small_engine engine;
};

TEST_F(Invariants, HoldForWhatTheRulesMade) {
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Invariants, ASequenceWithAGapIsFound) {
  engine.stored.events.erase(engine.stored.events.begin() + 3);
  EXPECT_THAT(found(), Contains(HasSubstr("the journal's sequence has a gap")));
}

TEST_F(Invariants, ASnapshotThatItsHistoryDoesNotGiveIsFound) {
  ++snapshot(r1).texts;
  snapshot(bob).misses = 2;
  EXPECT_THAT(found(), Contains("referral r-1: folding its history doesn't give its snapshot"));
  EXPECT_THAT(found(), Contains("agent bob: folding its history doesn't give its snapshot"));
}

TEST_F(Invariants, AVersionThatItsHistoryDoesNotGiveIsFound) {
  ++engine.stored.referrals.at(r1).version;
  EXPECT_THAT(found(), Contains("referral r-1: the snapshot's version isn't its history's"));
}

TEST_F(Invariants, ATenureThatNoLedgerHoldsIsFound) {
  snapshot(ann).ledger.clear();
  EXPECT_THAT(
    found(), Contains("referral r-1 and agent ann: the tenure is not in the agent's ledger"));
}

TEST_F(Invariants, AnEntryThatIsNoTenureIsFound) {
  snapshot(ann).ledger.push_back({.referral = r2, .number = 1, .state = entry_state::open});
  EXPECT_THAT(
    found(),
    Contains("agent ann and referral r-2: the ledger's entry is not the referral's tenure"));
}

TEST_F(Invariants, TwoOpenOffersAndALedgerOverTheLimitAreFound) {
  for (const auto* id : {"x", "y", "z"})
    snapshot(ann).ledger.push_back({.referral = {id}, .number = 1, .state = entry_state::open});
  EXPECT_THAT(found(), Contains("agent ann: it holds more than one offer that nobody assigned"));
  EXPECT_THAT(found(), Contains("agent ann: it is over the limit"));
}

TEST_F(Invariants, WhatAnOperatorAssignedIsOverNoLimit) {
  for (const auto* id : {"r-5", "r-6", "r-7", "r-8"}) {
    engine.take(a_take({id}));
    engine.order(referral_id{id}, an_operator, assign{ann, {}});
  }
  EXPECT_EQ(open_referrals(snapshot(ann)), 5U);
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(Invariants, AnOfferOfWhoIsNotRegisteredIsFound) {
  snapshot(bob).registration = registration_status::suspended;
  EXPECT_THAT(found(), Contains("agent bob: it holds an offer and isn't Registered"));
}

TEST_F(Invariants, TooManyMissesOfARegisteredAgentAreFound) {
  snapshot(bob).misses = 3;
  EXPECT_THAT(found(), Contains("agent bob: it is Registered with too many misses"));
}

TEST_F(Invariants, RowsThatAreMissingOrLeftOverAreFound) {
  engine.stored.rows.erase(engine.stored.rows.begin());
  engine.stored.rows["mass/000000000000/r-3"] = 1;
  EXPECT_THAT(found(), Contains(HasSubstr("it is missing in a list")));
  EXPECT_THAT(found(), Contains("referral r-3: it stands in a list where it doesn't belong"));
}

TEST_F(Invariants, ClaimsThatAreMissingOrLeftOverAreFound) {
  engine.stored.claims.erase("phone/r-1");
  engine.stored.claims["phone/r-3"] = {
    .name = "phone/r-3", .owner = "r-3", .detail = {}, .expires = {}};
  engine.stored.claims.erase("npn/9000ann");
  EXPECT_THAT(found(), Contains("referral r-1: it is open and doesn't hold its claims"));
  EXPECT_THAT(found(), Contains("referral r-3: it has ended and holds its claims"));
  EXPECT_THAT(found(), Contains("agent ann: it doesn't hold its NPN"));
}

TEST_F(Invariants, APendingOneWithoutANextStepIsFound) {
  snapshot(r2).tenure->reply_by.reset();
  EXPECT_THAT(found(), Contains("referral r-2: it is Pending without a next step"));
}

TEST_F(Invariants, OneInProgressWithNobodyIsFound) {
  snapshot(r1).tenure.reset();
  EXPECT_THAT(found(), Contains(HasSubstr("referral r-1: it is In Progress with nobody")));
}

TEST_F(Invariants, LostContactInformationIsFound) {
  engine.stored.sealed.erase(contact_key(r2));
  EXPECT_THAT(found(), Contains("referral r-2: its contact information is gone"));
}

TEST_F(Invariants, ProgressEndsAtTheTotal) {
  std::uint64_t last = 0, of = 0;
  violations(engine.stored, engine.settings, [&](std::uint64_t done, std::uint64_t total) {
    EXPECT_GT(done, last);
    last = done;
    of = total;
  });
  EXPECT_EQ(last, of);
}

} // namespace

} // namespace kod::model
