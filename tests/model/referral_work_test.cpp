#include "model/referral_commands.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;

/// Ann has it In Progress, and what came after.
given taken_by_ann(referral_history then = {}) {
  referral_history all{a_request(), an_offer(ann, 1), accepted{ann, 1, noon}};
  all.insert(all.end(), then.begin(), then.end());
  return given{all}.by(as(ann));
}

given completed_by_ann(disposition how) {
  return taken_by_ann({contacted{noon}, completed{how, noon, 0}});
}

complete as_enrolled() {
  return {.disposition = disposition::enrolled, .note = {}};
}

// -- contacted and complete ---------------------------------------------------

TEST(Calling, IsRecordedOnceByItsAgent) {
  taken_by_ann().when(mark_contacted{}).then({contacted{noon}}).asking({});
  taken_by_ann({contacted{noon}}).at(noon + 5min).when(mark_contacted{}).then_nothing();
}

TEST(Calling, TheContactCentreRecordsWhatItDidItself) {
  given{{a_request()}}.by(an_operator).when(mark_contacted{}).then({contacted{noon}});
}

TEST(Completing, EndsItWithADispositionAndRecordsTheContact) {
  const auto now =
    taken_by_ann()
      .at(noon + 20min)
      .when(as_enrolled())
      .then({contacted{noon + 20min}, completed{disposition::enrolled, noon + 20min, 0}})
      .asking({{ann, ask_kind::leave}})
      .after();
  EXPECT_EQ(now.status, referral_status::complete);
  EXPECT_EQ(now.ended_with, ann);
  EXPECT_EQ(now.tenure, std::nullopt);
}

TEST(Completing, RecordsNoContactWhereNobodyWasReached) {
  for (const auto how : {disposition::no_answer, disposition::wrong_number})
    taken_by_ann().when(complete{.disposition = how, .note = {}}).then({completed{how, noon, 0}});
}

TEST(Completing, KeepsTheTimeOfAnEarlierContact) {
  taken_by_ann({contacted{noon}})
    .at(noon + 9min)
    .when(as_enrolled())
    .then({completed{disposition::enrolled, noon + 9min, 0}});
}

TEST(Completing, FreesThePhoneForTheNextRequest) {
  const auto change = taken_by_ann().when(as_enrolled()).change();
  EXPECT_EQ(change.free, (std::vector<std::string>{"phone/r-1"}));
}

TEST(Completing, ANoteIsSealedAndInNoEvent) {
  const auto change =
    taken_by_ann()
      .when(complete{.disposition = disposition::no_answer, .note = "called twice"})
      .then({completed{disposition::no_answer, noon, 1}})
      .change();
  ASSERT_EQ(change.sealed.size(), 1U);
  EXPECT_EQ(change.sealed[0].key, text_key(r1, 1));
}

TEST(Completing, TheSameAgainIsDoneAlreadyAndAnotherWayIsRefused) {
  completed_by_ann(disposition::enrolled).when(as_enrolled()).then_nothing();
  completed_by_ann(disposition::enrolled).when(mark_contacted{}).then_nothing();
  completed_by_ann(disposition::not_interested)
    .when(as_enrolled())
    .then_rejected(rejection::already_ended);
}

TEST(Completing, APendingOneByTheContactCentreKeepsNoAgent) {
  const auto now = given{{a_request(), an_offer(ann, 1)}}
                     .by(an_operator)
                     .when(as_enrolled())
                     .then(
                       {withdrawn{ann, 1, withdrawal_cause::cancelled},
                        contacted{noon},
                        completed{disposition::enrolled, noon, 0}})
                     .asking({{ann, ask_kind::leave}})
                     .after();
  EXPECT_EQ(now.ended_with, std::nullopt);
}

TEST(Completing, ByTheContactCentreAsksNobodyWhereNobodyHadIt) {
  given{{a_request()}}
    .by(an_operator)
    .when(as_enrolled())
    .then({contacted{noon}, completed{disposition::enrolled, noon, 0}})
    .asking({});
}

TEST(Completing, AnOperatorMayCompleteWhatAnAgentHas) {
  taken_by_ann()
    .by(an_operator)
    .when(as_enrolled())
    .then({contacted{noon}, completed{disposition::enrolled, noon, 0}})
    .asking({{ann, ask_kind::leave}});
}

TEST(Completing, ACancelledOneIsTooLate) {
  taken_by_ann({cancelled{noon, 0}}).when(as_enrolled()).then_rejected(rejection::already_ended);
  taken_by_ann({contacted{noon}, cancelled{noon, 0}})
    .when(mark_contacted{})
    .then_rejected(rejection::already_ended);
  taken_by_ann({cancelled{noon, 0}})
    .by(an_operator)
    .when(mark_contacted{})
    .then_rejected(rejection::already_ended);
}

// -- release ------------------------------------------------------------------

TEST(Releasing, MakesItPendingGeneralUnderItsOldPromise) {
  const auto now = taken_by_ann()
                     .when(release{.agent = ann, .reason = {}})
                     .then({released{ann, 1, 0}})
                     .asking({{ann, ask_kind::leave}})
                     .after();
  EXPECT_TRUE(waits_for_plan(now));
  EXPECT_EQ(now.callback_by, noon + 30min);
  EXPECT_TRUE(released_by(now, ann));
}

TEST(Releasing, OneThatWasMassIsGeneralAgain) {
  const auto now =
    given{{a_request(), made_mass{mass_cause::operator_, noon}, accepted{ann, 1, noon}}}
      .by(as(ann))
      .when(release{.agent = ann, .reason = {}})
      .after();
  EXPECT_TRUE(waits_for_plan(now));
  EXPECT_EQ(now.mass_since, std::nullopt);
}

TEST(Releasing, ARejectLeavesNoTraceThatAReleaseWould) {
  EXPECT_FALSE(released_by(given({a_request(), an_offer(ann, 1), rejected{ann, 1}}).after(), ann));
}

TEST(Releasing, TheSameAgainIsDoneAlready) {
  taken_by_ann({released{ann, 1, 0}}).when(release{.agent = ann, .reason = "again"}).then_nothing();
  taken_by_ann({released{ann, 1, 0}, an_offer(bob, 2), accepted{bob, 2, noon}})
    .when(release{.agent = ann, .reason = {}})
    .then_nothing();
}

TEST(Releasing, WhatWasReleasedAndIsOfferedAgainNeedsAnAcceptFirst) {
  taken_by_ann({released{ann, 1, 0}, an_assigned_offer(ann, 2)})
    .when(release{.agent = ann, .reason = {}})
    .then_rejected(rejection::not_accepted);
}

TEST(Releasing, AnEndedOneIsTooLate) {
  completed_by_ann(disposition::enrolled)
    .when(release{.agent = ann, .reason = {}})
    .then_rejected(rejection::already_ended);
}

// -- by somebody else ---------------------------------------------------------

const std::vector<referral_command> reports{
  mark_contacted{}, as_enrolled(), release{.agent = bob, .reason = {}}};

TEST(Reporting, IsForNobodyButTheAssignedAgent) {
  for (const auto& report : reports) {
    taken_by_ann().by(as(bob)).when(report).then_rejected(rejection::not_found);
    completed_by_ann(disposition::enrolled)
      .by(as(bob))
      .when(report)
      .then_rejected(rejection::not_found);
  }
}

TEST(Reporting, NeedsAnAcceptFirst) {
  for (const auto& report : reports)
    given{{a_request(), an_offer(bob, 1)}}.by(as(bob)).when(report).then_rejected(
      rejection::not_accepted);
}

TEST(Reporting, OnAMassReferralDependsOnTheBoardOfWhoAsks) {
  for (const auto& report : reports) {
    const auto asks = given{{a_request(), made_mass{mass_cause::operator_, noon}}}
                        .by(as(bob))
                        .when(report)
                        .then({})
                        .asking({{bob, ask_kind::board}})
                        .with_verdict(rejection::not_accepted)
                        .change()
                        .asks;
    EXPECT_EQ(asks.front().otherwise, rejection::not_found);
  }
}

} // namespace

} // namespace kod::model
