#include "model/agent_asks.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;

agent_ask about(const referral_id& referral, ask_kind kind) {
  return {.agent = ann, .kind = kind, .referral = referral, .number = 1, .language = english};
}

agent_ask with_verdict(agent_ask ask, rejection verdict) {
  ask.verdict = verdict;
  return ask;
}

given_agent registered_ann(const agent_history& then = {}) {
  return given_agent{registered_agent(ann, then)};
}

const availability_changed switched_off{{override_mode::off, noon + 9h}};
const agent_history at_the_limit{
  referral_taken{r2, 1}, referral_taken{r3, 1}, referral_taken{{"r-4"}, 1}};

// -- offers -------------------------------------------------------------------

TEST(Offering, AnOfferableAgentTakesIt) {
  registered_ann().asked(about(r1, ask_kind::offer)).then({entered(r1, 1)});
}

TEST(Offering, NobodyHoldsTwoOpenOffers) {
  registered_ann({entered(r2, 1)})
    .asked(about(r1, ask_kind::offer))
    .then_rejected(rejection::not_offerable);
}

TEST(Offering, NobodyIsOfferedMoreThanTheLimit) {
  registered_ann(at_the_limit)
    .asked(about(r1, ask_kind::offer))
    .then_rejected(rejection::not_offerable);
}

TEST(Offering, AnAgentWhoChangedMeanwhileIsNotOffered) {
  for (const agent_event& change :
       {agent_event{switched_off},
        agent_event{working(daily(0, 60))},
        agent_event{deregistered{deregistration_cause::operator_, 0}}})
    registered_ann({change})
      .asked(about(r1, ask_kind::offer))
      .then_rejected(rejection::not_offerable);
}

TEST(Offering, StopsTheInstantALicenceLapses) {
  registered_ann().at(expiry - 1ms).asked(about(r1, ask_kind::offer));
  registered_ann()
    .at(expiry)
    .asked(about(r1, ask_kind::offer))
    .then_rejected(rejection::not_offerable);
}

TEST(Offering, AnOperatorsOfferNeedsNoRoomAndNoSchedule) {
  auto busy = at_the_limit;
  busy.insert(busy.end(), {entered(r1, 9), switched_off});
  registered_ann(busy).asked(about({"r-9"}, ask_kind::assign)).then({entered_by_hand({"r-9"}, 1)});
}

TEST(Offering, AnOperatorsOfferNeedsARegisteredAndEligibleAgent) {
  registered_ann({deregistered{deregistration_cause::operator_, 0}})
    .asked(about(r1, ask_kind::assign))
    .then_rejected(rejection::agent_not_registered);
  registered_ann({suspended{}})
    .asked(about(r1, ask_kind::assign))
    .then_rejected(rejection::agent_not_eligible);
  registered_ann()
    .at(expiry)
    .asked(about(r1, ask_kind::give))
    .then_rejected(rejection::agent_not_eligible);
}

TEST(Offering, AnOfferIsRememberedForTheNextChoice) {
  EXPECT_EQ(registered_ann().asked(about(r1, ask_kind::offer)).after().last_offer_at, noon);
  EXPECT_EQ(registered_ann().asked(about(r1, ask_kind::assign)).after().last_offer_at, noon);
}

// -- accepting one's own offer ------------------------------------------------

TEST(AcceptingOwn, NeedsNoRoomAndResetsTheMisses) {
  auto before = agent_history{entered({"r-8"}, 1), miss_counted{{"r-8"}, 1}, entered(r1, 1)};
  before.insert(before.end(), at_the_limit.begin(), at_the_limit.end());
  given_agent accepting{registered_agent(ann, before)};
  const auto now =
    accepting.asked(about(r1, ask_kind::accept_own)).then({referral_taken{r1, 1}}).after();
  EXPECT_EQ(now.misses, 0U);
  EXPECT_EQ(entry_of(now, r1)->state, entry_state::in_progress);
}

TEST(AcceptingOwn, OutsideTheScheduleIsFine) {
  registered_ann({entered(r1, 1), working(daily(0, 60))})
    .asked(about(r1, ask_kind::accept_own))
    .then({referral_taken{r1, 1}});
}

TEST(AcceptingOwn, AWithdrawnOfferIsNotOffered) {
  registered_ann({entered(r1, 1), offers_withdrawn{withdrawal_cause::switched_off}})
    .asked(about(r1, ask_kind::accept_own))
    .then_rejected(rejection::not_offered);
}

TEST(AcceptingOwn, ByWhoIsNoLongerRegisteredIsRefused) {
  registered_ann({entered(r1, 1), deregistered{deregistration_cause::misses, 0}})
    .asked(about(r1, ask_kind::accept_own))
    .then_rejected(rejection::agent_not_registered);
}

TEST(AcceptingOwn, AfterALicenceLapsedIsRefused) {
  registered_ann({entered(r1, 1)})
    .at(expiry)
    .asked(about(r1, ask_kind::accept_own))
    .then_rejected(rejection::agent_not_eligible);
}

TEST(AcceptingOwn, TheAgentsStandingIsToldBeforeWhatTheReferralSays) {
  const auto expired = with_verdict(about(r1, ask_kind::accept_own), rejection::offer_expired);
  registered_ann({entered(r1, 1), suspended{}})
    .asked(expired)
    .then_rejected(rejection::agent_not_eligible);
  registered_ann({entered(r1, 1)}).asked(expired).then_rejected(rejection::offer_expired);
}

// -- accepting from the board -------------------------------------------------

agent_ask from_board(audience who = audience::speakers, bool missed = false) {
  auto ask = about(r1, ask_kind::accept_mass);
  ask.audience = who;
  ask.missed = missed;
  return ask;
}

TEST(AcceptingMass, TakesItAndResetsTheMisses) {
  given_agent accepting{registered_agent(ann, {entered(r2, 1), miss_counted{r2, 1}})};
  const auto now = accepting.asked(from_board()).then({referral_taken{r1, 1}}).after();
  EXPECT_EQ(now.misses, 0U);
  EXPECT_EQ(open_referrals(now), 1U);
}

TEST(AcceptingMass, WithoutRoomTheLimitIsReached) {
  registered_ann(at_the_limit).asked(from_board()).then_rejected(rejection::limit_reached);
}

TEST(AcceptingMass, AWithdrawnEntryTakesNoRoom) {
  registered_ann({referral_taken{r2, 1},
                  referral_taken{r3, 1},
                  entered({"r-4"}, 1),
                  offers_withdrawn{withdrawal_cause::out_of_office}})
    .asked(from_board())
    .then({referral_taken{r1, 1}});
}

TEST(AcceptingMass, WhoIsNotAvailableHasNoBoard) {
  registered_ann({switched_off}).asked(from_board()).then_rejected(rejection::not_offered);
  auto off_and_full = at_the_limit;
  off_and_full.push_back(switched_off);
  registered_ann(off_and_full).asked(from_board()).then_rejected(rejection::not_offered);
}

TEST(AcceptingMass, OtherLanguagesOnlyWhileNoSpeakerIsAvailable) {
  auto in_spanish = from_board(audience::speakers);
  in_spanish.language = spanish;
  registered_ann().asked(in_spanish).then_rejected(rejection::not_offered);
  for (const auto who : {audience::everybody, audience::nobody}) {
    in_spanish.audience = who;
    registered_ann().asked(in_spanish).then({referral_taken{r1, 1}});
  }
}

TEST(AcceptingMass, WhoMissedItBeforeIsToldThatItExpired) {
  registered_ann({switched_off})
    .asked(from_board(audience::speakers, true))
    .then_rejected(rejection::offer_expired);
  registered_ann().asked(from_board(audience::speakers, true)).then({referral_taken{r1, 1}});
}

TEST(AcceptingMass, ReasonsAreToldInTheApisOrder) {
  const auto taken = with_verdict(from_board(), rejection::already_taken);
  given_agent{{newcomer(ann, {})}}.asked(taken).then_rejected(rejection::agent_not_eligible);
  given_agent{{newcomer(ann)}}.asked(taken).then_rejected(rejection::agent_not_registered);
  registered_ann(at_the_limit).asked(taken).then_rejected(rejection::already_taken);
}

// -- looking at the board -----------------------------------------------------

TEST(Board, HoldsAReferralOnlyForWhoIsAvailableAndInTheAudience) {
  registered_ann().asked(about(r1, ask_kind::board)).then_nothing();
  registered_ann({switched_off})
    .asked(about(r1, ask_kind::board))
    .then_rejected(rejection::not_offered);
  registered_ann(at_the_limit)
    .asked(about(r1, ask_kind::board))
    .then_rejected(rejection::not_offered);
}

TEST(Board, AnswersWhatTheReferralSaysForEachCase) {
  auto ask = with_verdict(about(r1, ask_kind::board), rejection::not_accepted);
  ask.otherwise = rejection::not_found;
  registered_ann().asked(ask).then_rejected(rejection::not_accepted);
  registered_ann({switched_off}).asked(ask).then_rejected(rejection::not_found);
}

// -- leaving and missing ------------------------------------------------------

TEST(Missing, AnUnansweredOfferCountsAsAMiss) {
  given_agent closing{registered_agent(ann, {entered(r1, 1)})};
  const auto now = closing.asked(about(r1, ask_kind::miss)).then({miss_counted{r1, 1}}).after();
  EXPECT_EQ(now.misses, 1U);
  EXPECT_TRUE(now.ledger.empty());
}

const agent_history missed_twice{
  entered({"r-8"}, 1), miss_counted{{"r-8"}, 1}, entered({"r-9"}, 1), miss_counted{{"r-9"}, 1}};

TEST(Missing, ThreeInARowDeregister) {
  auto before = missed_twice;
  before.push_back(entered(r1, 1));
  registered_ann(before)
    .asked(about(r1, ask_kind::miss))
    .then({miss_counted{r1, 1}, deregistered{deregistration_cause::misses, 0}});
}

TEST(Missing, AnAcceptInBetweenStartsTheCountAgain) {
  auto before = missed_twice;
  before.insert(before.end(), {entered(r2, 1), referral_taken{r2, 1}, entered(r1, 1)});
  registered_ann(before).asked(about(r1, ask_kind::miss)).then({miss_counted{r1, 1}});
}

TEST(Missing, ARejectAndAWithdrawalLeaveTheCount) {
  auto before = missed_twice;
  before.push_back(entered(r1, 1));
  EXPECT_EQ(
    given_agent(registered_agent(ann, before)).asked(about(r1, ask_kind::leave)).after().misses,
    2U);
}

TEST(Missing, TheThirdWithdrawsOtherOpenOffersWithoutAFurtherMiss) {
  auto before = missed_twice;
  before.insert(before.end(), {entered(r1, 1), entered_by_hand(r2, 1), referral_given{r3, 1}});
  const auto now =
    given_agent(registered_agent(ann, before)).asked(about(r1, ask_kind::miss)).after();
  EXPECT_EQ(now.misses, 3U);
  EXPECT_EQ(entry_of(now, r2)->state, entry_state::withdrawn);
  EXPECT_EQ(entry_of(now, r3)->state, entry_state::in_progress);
}

TEST(Missing, AWithdrawnOfferIsNoMiss) {
  registered_ann({entered(r1, 1), offers_withdrawn{withdrawal_cause::switched_off}})
    .asked(about(r1, ask_kind::miss))
    .then_rejected(rejection::entry_withdrawn);
}

TEST(Missing, IsCountedOncePerOffer) {
  registered_ann({entered(r1, 1), miss_counted{r1, 1}})
    .asked(about(r1, ask_kind::miss))
    .then_rejected(rejection::stale_number);
  registered_ann({entered(r1, 1), referral_taken{r1, 1}})
    .asked(about(r1, ask_kind::miss))
    .then_rejected(rejection::stale_number);
}

TEST(Missing, TheLimitIsASetting) {
  registered_ann({entered(r1, 1)})
    .under({.misses_to_deregister = 1})
    .asked(about(r1, ask_kind::miss))
    .then({miss_counted{r1, 1}, deregistered{deregistration_cause::misses, 0}});
}

TEST(Leaving, TakesTheEntryWhateverItsState) {
  registered_ann({entered(r1, 1)}).asked(about(r1, ask_kind::leave)).then({entry_left{r1, 1}});
  registered_ann({entered(r1, 1), suspended{}})
    .asked(about(r1, ask_kind::leave))
    .then({entry_left{r1, 1}});
  registered_ann({referral_taken{r1, 1}})
    .asked(about(r1, ask_kind::leave))
    .then({entry_left{r1, 1}});
}

TEST(Leaving, AnEntryOfAnotherNumberIsNotMeant) {
  registered_ann({entered(r1, 2)})
    .asked(about(r1, ask_kind::leave))
    .then_rejected(rejection::stale_number);
}

TEST(Receiving, WhatAnOperatorHandsOverLeavesTheMisses) {
  given_agent receiving{registered_agent(ann, missed_twice)};
  const auto now = receiving.asked(about(r1, ask_kind::give)).then({referral_given{r1, 1}}).after();
  EXPECT_EQ(now.misses, 2U);
  EXPECT_TRUE(entry_of(now, r1)->assigned);
}

} // namespace

} // namespace kod::model
