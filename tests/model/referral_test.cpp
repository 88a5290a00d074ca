#include "model/referral_commands.hpp" // The unit under test comes first.
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;

const choice_reasons why{.cost_tenths = 32, .miles_tenths = 32, .considered = 1, .runner_up = {}};

// -- a request ----------------------------------------------------------------

TEST(Referral, ARequestBecomesOnePendingGeneralReferral) {
  const auto made = given{{}}.when(a_take()).then({a_request()}).after();
  EXPECT_EQ(made.id, r1);
  EXPECT_EQ(made.status, referral_status::pending);
  EXPECT_EQ(made.type, referral_type::general);
}

TEST(Referral, ThePromiseRunsFromTheRequest) {
  EXPECT_EQ(given{{}}.when(a_take()).after().callback_by, noon + 30min);
}

TEST(Referral, OutsideProgrammeHoursThePromiseRunsFromTheOpening) {
  auto early = a_take();
  early.opens_at = noon + 3h;
  const auto made = given{{}}.when(early).after();
  EXPECT_EQ(made.callback_by, noon + 3h + 30min);
  EXPECT_EQ(waiting_since(made), noon + 3h);
}

TEST(Referral, TheKeyIsClaimedBeforePhoneAndMail) {
  auto keyed = a_take();
  keyed.key = request_key{"key/intake/abc", "hash"};
  const auto taken = given{{}}.when(keyed).change().take;
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].name, "key/intake/abc");
  EXPECT_EQ(taken[0].expires, noon + 24h);
  EXPECT_EQ(kept_answer_of(taken[0]), (kept_answer{"hash", r1, noon, noon + 30min}));
  EXPECT_EQ(taken[1].name, "phone/r-1");
  EXPECT_EQ(taken[1].expires, std::nullopt);
}

TEST(Referral, WhatThePersonTypedIsSealedAndInNoEvent) {
  const auto change = given{{}}.when(a_take()).change();
  ASSERT_EQ(change.sealed.size(), 1U);
  EXPECT_EQ(change.sealed[0].key, contact_key(r1));
  EXPECT_EQ(std::get<resident_contact>(*change.sealed[0].content), a_contact());
}

TEST(Referral, OneThatIsNotThereIsNotFound) {
  given{{}}.when(accept{.agent = ann}).then_rejected(rejection::not_found);
  given{{}}.when(cancel{}).then_rejected(rejection::not_found);
}

// -- two clocks ---------------------------------------------------------------

TEST(Referral, APlannedAgentIsOfferedItForTheWholeWindow) {
  auto expected = an_offer(ann, 1);
  expected.why = why;
  given{{a_request()}}.when(make_offer{ann, why}).then({expected}).asking({{ann, ask_kind::offer}});
}

TEST(Referral, AnOfferIsMadeWhileWindowAndReserveFitUnderThePromise) {
  const auto last = noon + 10min;
  EXPECT_EQ(
    given({a_request()}).at(last).when(make_offer{ann, why}).after().tenure->reply_by,
    last + 15min);
  given{{a_request()}}
    .at(last + 1ms)
    .when(make_offer{ann, why})
    .then({made_mass{mass_cause::no_window_left, last + 1ms}})
    .asking({});
}

TEST(Referral, NobodyOfferableMakesItMassAtOnce) {
  given{{a_request()}}
    .when(make_mass{mass_cause::nobody_offerable})
    .then({made_mass{mass_cause::nobody_offerable, noon}});
}

TEST(Referral, AnUnansweredFirstOfferGoesToEverybodyAndAnEarlyRejectToTheNextAgent) {
  const dispatch_settings as_shipped;
  const auto missed_it = given({a_request(), an_offer(ann, 1), missed{ann, 1}}).after();
  EXPECT_EQ(next_step_of(missed_it, as_shipped, noon + 15min), next_step::go_mass);
  const auto rejected_it = given({a_request(), an_offer(ann, 1), rejected{ann, 1}}).after();
  EXPECT_EQ(next_step_of(rejected_it, as_shipped, noon + 1min), next_step::plan);
}

TEST(Referral, APlanForWhatItNoLongerIsIsRefused) {
  given{{a_request(), an_offer(ann, 1)}}
    .when(make_offer{bob, why})
    .then_rejected(rejection::stale_number);
  given{{a_request(), made_mass{mass_cause::operator_, noon}}}
    .when(make_mass{mass_cause::nobody_offerable})
    .then_rejected(rejection::stale_number);
}

TEST(Referral, NoAgentIsPlannedForTheSameReferralTwice) {
  for (const referral_event& over :
       {referral_event{rejected{ann, 1}},
        referral_event{missed{ann, 1}},
        referral_event{withdrawn{ann, 1, withdrawal_cause::outage}}})
    given{{a_request(), an_offer(ann, 1), over}}
      .when(make_offer{ann, why})
      .then_rejected(rejection::stale_number);
  given{{a_request(),
         an_offer(ann, 1),
         accepted{ann, 1, noon},
         assigned{bob, 2, noon, 0},
         released{bob, 2, 0}}}
    .when(make_offer{ann, why})
    .then_rejected(rejection::stale_number);
}

// -- a window closes ----------------------------------------------------------

TEST(Referral, AnUnansweredOfferIsAMissOfItsAgent) {
  given{{a_request(), an_offer(ann, 1)}}
    .at(noon + 15min)
    .when(close_window{1})
    .then({missed{ann, 1}})
    .asking({{ann, ask_kind::miss}});
}

TEST(Referral, AWindowThatIsStillOpenIsNotClosedByAnEarlyTimer) {
  given{{a_request(), an_offer(ann, 1)}}
    .at(noon + 15min - 1ms)
    .when(close_window{1})
    .then_nothing();
}

TEST(Referral, ATimerThatOutlivesItsOfferChangesNothing) {
  given{{a_request(), an_offer(ann, 1), rejected{ann, 1}, an_offer(bob, 2)}}
    .at(noon + 1h)
    .when(close_window{1})
    .then_nothing();
  given{{a_request(), an_offer(ann, 1), accepted{ann, 1, noon}}}
    .at(noon + 1h)
    .when(close_window{1})
    .then_nothing();
}

TEST(Referral, OurOwnDowntimeIsNobodysMiss) {
  given{{a_request(), an_offer(ann, 1)}}
    .at(noon + 15min)
    .in_start(2)
    .when(close_window{1})
    .then({withdrawn{ann, 1, withdrawal_cause::outage}})
    .asking({{ann, ask_kind::leave}});
}

TEST(Referral, AnOfferOfAnEarlierStartKeepsItsWindow) {
  given{{a_request(), an_offer(ann, 1)}}
    .at(noon + 14min)
    .in_start(2)
    .when(accept{.agent = ann})
    .then({accepted{ann, 1, noon + 14min}, shared_with(ann, "accepted")});
}

TEST(Referral, AnOfferThatTheClockWasSetBackBehindEndsAsNobodysMiss) {
  given{{a_request(), an_offer(ann, 1)}}
    .at(noon - 1ms)
    .in_start(2)
    .when(close_window{1})
    .then({withdrawn{ann, 1, withdrawal_cause::outage}})
    .asking({{ann, ask_kind::leave}});
  given{{a_request(), an_offer(ann, 1)}}.at(noon).in_start(2).when(close_window{1}).then_nothing();
}

TEST(Referral, AnOfferThatTheClockWasSetBackBehindIsNotAnswered) {
  given{{a_request(), an_offer(ann, 1)}}
    .at(noon - 1ms)
    .in_start(2)
    .when(reject{.agent = ann, .reason = {}})
    .then_rejected(rejection::not_offered);
  given{{a_request(), an_offer(ann, 1)}}
    .at(noon - 1ms)
    .in_start(2)
    .when(accept{.agent = ann})
    .with_verdict(rejection::offer_expired);
}

TEST(Referral, AnAgentWhoIsGoneLosesTheOfferAndItIsNoMiss) {
  given{{a_request(), an_offer(ann, 1)}}
    .when(withdraw{ann, 1, withdrawal_cause::switched_off})
    .then({withdrawn{ann, 1, withdrawal_cause::switched_off}})
    .asking({{ann, ask_kind::leave}});
}

TEST(Referral, AWithdrawalThatIsToldTwiceChangesNothing) {
  given{{a_request(), an_offer(ann, 1), withdrawn{ann, 1, withdrawal_cause::suspended}}}
    .when(withdraw{ann, 1, withdrawal_cause::suspended})
    .then_nothing();
  given{{a_request(), an_offer(ann, 1), rejected{ann, 1}, an_assigned_offer(ann, 2)}}
    .when(withdraw{ann, 1, withdrawal_cause::suspended})
    .then_nothing();
}

// -- nothing waits silently ---------------------------------------------------

TEST(Referral, APromiseThatPassesMakesItOverdueOnce) {
  given{{a_request()}}.at(noon + 30min - 1ms).when(mark_overdue{}).then_nothing();
  given{{a_request()}}.at(noon + 30min).when(mark_overdue{}).then({overdue{noon + 30min}});
  given{{a_request(), overdue{noon + 30min}}}.at(noon + 1h).when(mark_overdue{}).then_nothing();
}

TEST(Referral, WhatFollowsAPromiseIsReckonedFromIt) {
  given{{a_request()}}.at(noon + 47min).when(mark_overdue{}).then({overdue{noon + 30min}});
}

TEST(Referral, AContactedOrEndedOneIsNeverOverdue) {
  given{{a_request(), contacted{noon}}}.at(noon + 1h).when(mark_overdue{}).then_nothing();
  given{{a_request(), cancelled{noon, 0}}}.at(noon + 1h).when(mark_overdue{}).then_nothing();
}

TEST(Referral, ContactingLaterKeepsThatItWasOverdue) {
  EXPECT_TRUE(given({a_request(), overdue{noon + 30min}, contacted{noon + 1h}}).after().overdue);
}

TEST(Referral, OneInProgressCanBeOverdueToo) {
  given{{a_request(), an_offer(ann, 1), accepted{ann, 1, noon}}}
    .at(noon + 30min)
    .when(mark_overdue{})
    .then({overdue{noon + 30min}});
}

TEST(Referral, EveryPendingOneHasANextStep) {
  const dispatch_settings as_shipped;
  const auto step_after = [&](referral_history then, instant at) {
    then.insert(then.begin(), a_request());
    return next_step_of(given(then).after(), as_shipped, at);
  };
  EXPECT_EQ(step_after({}, noon), next_step::plan);
  EXPECT_EQ(step_after({}, noon + 11min), next_step::go_mass);
  EXPECT_EQ(step_after({an_offer(ann, 1)}, noon), next_step::nothing);
  EXPECT_EQ(step_after({made_mass{mass_cause::operator_, noon}}, noon), next_step::nothing);
  auto early = a_request();
  early.opens_at = noon + 3h;
  early.callback_by = noon + 3h + 30min;
  EXPECT_EQ(next_step_of(given({early}).after(), as_shipped, noon), next_step::await_opening);
  EXPECT_EQ(next_step_of(given({early}).after(), as_shipped, noon + 3h), next_step::plan);
}

TEST(Referral, ARestartTakesAVersionAndChangesNothing) {
  const given before{{a_request(), an_offer(ann, 1)}};
  auto restarting = before;
  EXPECT_EQ(restarting.when(restart_referral{}).then({restarted{}}).after(), before.after());
}

TEST(Referral, ItsWordsAreTheApis) {
  EXPECT_EQ(to_string(referral_status::in_progress), "In Progress");
  EXPECT_EQ(parse_referral_status("In Progress"), referral_status::in_progress);
  EXPECT_EQ(parse_referral_status("in-progress"), std::nullopt);
  EXPECT_EQ(parse_referral_type("Mass"), referral_type::mass);
  EXPECT_EQ(to_string(disposition::will_enrol_later), "will-enrol-later");
  EXPECT_EQ(parse_disposition("wrong-number"), disposition::wrong_number);
  EXPECT_EQ(to_string(withdrawal_cause::out_of_office), "out-of-office");
  EXPECT_EQ(to_string(mass_cause::no_window_left), "no-window-left");
}

} // namespace

} // namespace kod::model
