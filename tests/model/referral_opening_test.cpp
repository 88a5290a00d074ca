#include "model/listing.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;

const dispatch_settings defaults;

/// Requested at noon, to be dispatched at three.
requested an_early_request(const referral_id& id = r1) {
  auto result = a_request(id);
  result.opens_at = noon + 3h;
  result.callback_by = noon + 3h + 30min;
  return result;
}

given waiting(referral_history then = {}) {
  then.insert(then.begin(), an_early_request());
  return given{std::move(then)};
}

TEST(ReferralOpening, NothingIsTakenWhileTheProgrammeIsSwitchedOff) {
  auto request = a_take();
  request.switched_off = true;
  given{{}}.when(request).then_rejected(rejection::programme_closed);
}

TEST(ReferralOpening, BeforeItNobodyIsOfferedAndNothingBecomesMass) {
  waiting().at(noon + 3h - 1ms).when(make_offer{ann, {}}).then_rejected(rejection::stale_number);
  waiting()
    .at(noon + 3h - 1ms)
    .when(make_mass{mass_cause::nobody_offerable})
    .then_rejected(rejection::stale_number);
  EXPECT_EQ(waiting().at(noon + 3h).when(make_offer{ann, {}}).change().asks.size(), 1U);
}

TEST(ReferralOpening, AnOperatorNeedNotWaitForIt) {
  EXPECT_FALSE(waiting().when(assign{ann, ""}).events().empty());
  EXPECT_TRUE(listed_as_mass(waiting().when(broadcast{""}).after()));
}

TEST(ReferralOpening, AnEarlierOneBringsThePromiseForward) {
  waiting().when(follow_opening{noon + 1h}).then({opening_moved{noon + 1h, noon + 1h + 30min}});
}

TEST(ReferralOpening, ALaterOneLeavesThePromiseAsItWasTold) {
  const auto later = waiting().when(follow_opening{noon + 5h}).after();
  EXPECT_EQ(later.opens_at, noon + 5h);
  EXPECT_EQ(later.callback_by, noon + 3h + 30min);
  EXPECT_EQ(next_step_of(later, defaults, noon + 4h), next_step::await_opening);
}

TEST(ReferralOpening, WhereTheProgrammeIsOpenNowItIsNow) {
  const auto open = waiting().at(noon + 10min).when(follow_opening{}).after();
  EXPECT_EQ(open.opens_at, noon + 10min);
  EXPECT_EQ(open.callback_by, noon + 40min);
  EXPECT_EQ(next_step_of(open, defaults, noon + 10min), next_step::plan);
}

TEST(ReferralOpening, TheSameOneAgainChangesNothing) {
  waiting().when(follow_opening{noon + 3h}).then_nothing();
}

TEST(ReferralOpening, OneThatHasComeIsNotTakenBack) {
  waiting().at(noon + 3h).when(follow_opening{noon + 5h}).then_nothing();
}

TEST(ReferralOpening, WhatDoesNotWaitFollowsNothing) {
  given{{a_request()}}.when(follow_opening{noon + 5h}).then_nothing();
  waiting({an_offer(ann, 1)}).when(follow_opening{noon + 5h}).then_nothing();
  waiting({made_mass{mass_cause::operator_, noon}}).when(follow_opening{noon + 5h}).then_nothing();
}

TEST(ReferralOpening, WhoWaitsPastThePromiseIsOverdue) {
  const auto moved = opening_moved{noon + 5h, noon + 3h + 30min};
  waiting({moved}).at(noon + 3h + 30min).when(mark_overdue{}).then({overdue{noon + 3h + 30min}});
}

TEST(ReferralOpening, OnTheBoardTheOlderOfOnePromiseIsFirst) {
  auto older = folded<referral>(referral_history{
    an_early_request({"r-9"}), made_mass{mass_cause::nobody_offerable, noon + 3h}});
  auto younger = older;
  younger.id = {"r-1"};
  younger.requested_at += 1ms;
  const auto place = [](const referral& each) {
    for (const auto& row : rows_of(each))
      if (row.starts_with(list_of_mass()))
        return row;
    return std::string{};
  };
  EXPECT_LT(place(older), place(younger));
}

} // namespace

} // namespace kod::model
