#include "model/referral_commands.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;

const made_mass went_mass{mass_cause::no_window_left, noon};

/// Ann's offer, and what came after it.
given offered_to_ann(referral_history then = {}) {
  referral_history all{a_request(), an_offer(ann, 1)};
  all.insert(all.end(), then.begin(), then.end());
  return {all};
}

/// On everybody's board, and what came after that.
given listed(referral_history then = {}) {
  referral_history all{a_request(), went_mass};
  all.insert(all.end(), then.begin(), then.end());
  return {all};
}

// -- accept -------------------------------------------------------------------

TEST(Accepting, MakesItInProgressAndSharesTheContactInformation) {
  const auto now = offered_to_ann()
                     .at(noon + 2min)
                     .when(accept{.agent = ann})
                     .then({accepted{ann, 1, noon + 2min}, shared_with(ann, "accepted")})
                     .asking({{ann, ask_kind::accept_own}})
                     .with_verdict(std::nullopt)
                     .after();
  EXPECT_EQ(now.status, referral_status::in_progress);
  EXPECT_EQ(now.tenure->number, 1U);
  EXPECT_EQ(now.tenure->reply_by, std::nullopt);
  EXPECT_EQ(now.first_accepted_at, noon + 2min);
}

TEST(Accepting, CountsUntilTheInstantAtWhichTheWindowCloses) {
  offered_to_ann().at(noon + 15min - 1ms).when(accept{.agent = ann}).with_verdict(std::nullopt);
  offered_to_ann()
    .at(noon + 15min)
    .when(accept{.agent = ann})
    .with_verdict(rejection::offer_expired);
}

TEST(Accepting, TheSameAgainIsDoneAlready) {
  offered_to_ann({accepted{ann, 1, noon}}).when(accept{.agent = ann}).then_nothing();
}

TEST(Accepting, AnEndedOneIsRefusedWhoeverAsks) {
  for (const auto& agent : {ann, bob})
    offered_to_ann({accepted{ann, 1, noon}, completed{disposition::enrolled, noon, 0}})
      .when(accept{.agent = agent})
      .then_rejected(rejection::already_ended);
}

TEST(Accepting, SomebodyElsesIsTakenAlready) {
  offered_to_ann({accepted{ann, 1, noon}})
    .when(accept{.agent = bob})
    .asking({{bob, ask_kind::accept_mass}})
    .with_verdict(rejection::already_taken);
}

TEST(Accepting, WhatIsOfferedToAnotherIsNotOffered) {
  offered_to_ann().when(accept{.agent = bob}).with_verdict(rejection::not_offered);
}

TEST(Accepting, ItsOwnMissedOfferHasExpired) {
  offered_to_ann({missed{ann, 1}})
    .when(accept{.agent = ann})
    .with_verdict(rejection::offer_expired);
  offered_to_ann({missed{ann, 1}, an_offer(bob, 2)})
    .when(accept{.agent = ann})
    .with_verdict(rejection::offer_expired);
}

TEST(Accepting, AMassReferralTakesTheNextNumber) {
  const auto now = listed()
                     .when(accept{.agent = bob, .audience = audience::everybody})
                     .then({accepted{bob, 1, noon}, shared_with(bob, "accepted")})
                     .asking({{bob, ask_kind::accept_mass}})
                     .with_verdict(std::nullopt)
                     .after();
  EXPECT_EQ(now.last_number, 1U);
  EXPECT_EQ(now.type, referral_type::mass);
  EXPECT_EQ(now.tenure->kind, tenure_kind::in_progress);
}

TEST(Accepting, TheAgentIsAskedWithTheAudienceOfTheBoard) {
  const auto ask =
    listed().when(accept{.agent = bob, .audience = audience::everybody}).change().asks.front();
  EXPECT_EQ(ask.language, english);
  EXPECT_EQ(ask.audience, audience::everybody);
  EXPECT_FALSE(ask.missed);
}

TEST(Accepting, WhoMissedItBeforeIsRefusedAsWhoCameTooLate) {
  const auto missed_by_ann = offered_to_ann({missed{ann, 1}, went_mass});
  EXPECT_TRUE(given{missed_by_ann}.when(accept{.agent = ann}).change().asks.front().missed);
  EXPECT_FALSE(given{missed_by_ann}.when(accept{.agent = bob}).change().asks.front().missed);
}

TEST(Accepting, TheFirstAcceptIsRemembered) {
  const auto now = offered_to_ann({accepted{ann, 1, noon}, released{ann, 1, 0}, an_offer(bob, 2)})
                     .at(noon + 5min)
                     .when(accept{.agent = bob})
                     .after();
  EXPECT_EQ(now.first_accepted_at, noon);
  EXPECT_EQ(now.tenure->since, noon + 5min);
}

TEST(Accepting, ThoseWhoMissedRejectedOrLostItAsGeneralMayTakeItAsMass) {
  for (const referral_event& over :
       {referral_event{rejected{ann, 1}},
        referral_event{missed{ann, 1}},
        referral_event{withdrawn{ann, 1, withdrawal_cause::suspended}}})
    offered_to_ann({over, went_mass}).when(accept{.agent = ann}).with_verdict(std::nullopt);
}

TEST(Accepting, ThoseWhoReleasedItMayNot) {
  offered_to_ann({accepted{ann, 1, noon}, released{ann, 1, 0}, went_mass})
    .when(accept{.agent = ann})
    .with_verdict(rejection::not_offered);
}

TEST(Accepting, ThoseWhoRejectedItAsMassMayNot) {
  listed({rejected{ann, std::nullopt}})
    .when(accept{.agent = ann})
    .with_verdict(rejection::not_offered);
}

// -- reject -------------------------------------------------------------------

TEST(Rejecting, SendsTheOfferOnToTheNext) {
  const auto now = offered_to_ann()
                     .when(reject{.agent = ann, .reason = {}})
                     .then({rejected{ann, 1}})
                     .asking({{ann, ask_kind::leave}})
                     .after();
  EXPECT_TRUE(waits_for_plan(now));
  EXPECT_EQ(now.tried, (std::vector{exclusion{ann, exclusion_cause::rejected}}));
}

TEST(Rejecting, TheSameAgainIsDoneAlready) {
  offered_to_ann({rejected{ann, 1}}).when(reject{.agent = ann, .reason = {}}).then_nothing();
  offered_to_ann({rejected{ann, 1}, an_offer(bob, 2), accepted{bob, 2, noon}})
    .when(reject{.agent = ann, .reason = {}})
    .then_nothing();
  listed({rejected{ann, std::nullopt}}).when(reject{.agent = ann, .reason = {}}).then_nothing();
}

TEST(Rejecting, AMassReferralHidesItFromThatBoardAndChangesNothingElse) {
  auto expected = listed().after();
  expected.hidden_from = {ann};
  const auto now = listed()
                     .when(reject{.agent = ann, .reason = {}})
                     .then({rejected{ann, std::nullopt}})
                     .asking({{ann, ask_kind::board}})
                     .after();
  EXPECT_EQ(now, expected);
}

TEST(Rejecting, WhatIsNotOfferedIsRefused) {
  offered_to_ann().when(reject{.agent = bob, .reason = {}}).then_rejected(rejection::not_offered);
  offered_to_ann({accepted{ann, 1, noon}})
    .when(reject{.agent = ann, .reason = {}})
    .then_rejected(rejection::not_offered);
  offered_to_ann({cancelled{noon, 0}})
    .when(reject{.agent = bob, .reason = {}})
    .then_rejected(rejection::not_offered);
}

TEST(Rejecting, AfterTheWindowHasClosedIsTooLate) {
  offered_to_ann()
    .at(noon + 15min)
    .when(reject{.agent = ann, .reason = {}})
    .then_rejected(rejection::not_offered);
}

TEST(Rejecting, AReasonIsSealedAndInNoEvent) {
  const auto change = offered_to_ann()
                        .when(reject{.agent = ann, .reason = "too far"})
                        .then({rejected{ann, 1}, text_added{1}})
                        .change();
  ASSERT_EQ(change.sealed.size(), 1U);
  EXPECT_EQ(change.sealed[0].key, text_key(r1, 1));
  EXPECT_EQ(std::get<free_text>(*change.sealed[0].content).text, "too far");
}

} // namespace

} // namespace kod::model
