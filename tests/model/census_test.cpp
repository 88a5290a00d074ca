#include "model/census.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;

class Census : public testing::Test {
protected:
  void count(referral_history then, const referral_id& id = r1) {
    then.insert(then.begin(), a_request(id));
    counts.count(folded<referral>(then));
  }

  census_figures figures(instant now = noon + 1min, audience seen_by = audience::speakers) const {
    return counts.figures(now, [&](const language&) { return seen_by; });
  }

  census counts;
};

const made_mass listed{mass_cause::operator_, noon};

TEST_F(Census, CountsNothingBeforeItWasToldAnything) {
  const auto none = figures();
  EXPECT_EQ(none.by_status, (std::array<std::uint64_t, 4>{}));
  EXPECT_EQ(none.oldest_waiting_since, std::nullopt);
  EXPECT_EQ(none.accept_p50_seconds, std::nullopt);
  EXPECT_EQ(none.inside_promise, std::nullopt);
}

TEST_F(Census, ANewSnapshotReplacesTheOneBefore) {
  count({});
  count({an_offer(ann, 1)});
  EXPECT_EQ(figures().open_offers, 1U);
  count({an_offer(ann, 1), accepted{ann, 1, noon + 1min}});
  EXPECT_EQ(figures().by_status, (std::array<std::uint64_t, 4>{0, 1, 0, 0}));
  EXPECT_EQ(figures().by_type, (std::array<std::uint64_t, 2>{1, 0}));
  EXPECT_EQ(figures().open_offers, 0U);
}

TEST_F(Census, TheOldestOfThePendingOnesIsWaiting) {
  auto earlier = a_request(r2);
  earlier.requested_at = noon - 5min;
  counts.count(folded<referral>(referral_history{earlier}));
  count({}, r1);
  EXPECT_EQ(figures().oldest_waiting_since, noon - 5min);
  counts.count(folded<referral>(referral_history{earlier, cancelled{noon, 0}}));
  EXPECT_EQ(figures().oldest_waiting_since, noon);
}

TEST_F(Census, WhatWaitsForTheOpeningIsNotWaitingYet) {
  auto early = a_request();
  early.opens_at = noon + 1h;
  counts.count(folded<referral>(referral_history{early}));
  EXPECT_EQ(figures(noon).waits_for_opening, 1U);
  EXPECT_EQ(figures(noon).oldest_waiting_since, std::nullopt);
  EXPECT_EQ(figures(noon + 1h).waits_for_opening, 0U);
  EXPECT_EQ(figures(noon + 1h).oldest_waiting_since, noon + 1h);
}

TEST_F(Census, OverdueIsWhatIsOpenPastItsPromiseAndNotContacted) {
  const overdue late{noon + 30min};
  count({late});
  EXPECT_EQ(figures().overdue, 1U);
  count({late, contacted{noon + 1h}});
  EXPECT_EQ(figures().overdue, 0U);
  count({late, cancelled{noon + 1h, 0}});
  EXPECT_EQ(figures().overdue, 0U);
}

TEST_F(Census, TheContactCentreGetsWhatNobodySeesAndWhatIsPastItsPromise) {
  count({listed}, r1);
  count({listed, overdue{noon + 30min}}, r2);
  count({overdue{noon + 30min}}, r3);
  EXPECT_EQ(figures(noon, audience::speakers).contact_centre, 2U);
  EXPECT_EQ(figures(noon, audience::everybody).contact_centre, 2U);
  EXPECT_EQ(figures(noon, audience::nobody).contact_centre, 3U);
}

TEST_F(Census, TheTimeToAcceptRunsFromRequestOrOpeningToTheFirstAccept) {
  for (int i = 1; i <= 100; ++i)
    count(
      {an_offer(ann, 1), accepted{ann, 1, noon + 1s * i}, released{ann, 1, 0}},
      {"r-" + std::to_string(i)});
  EXPECT_NEAR(*figures().accept_p50_seconds, 50, 1);
  EXPECT_NEAR(*figures().accept_p95_seconds, 95, 1);
}

TEST_F(Census, InsideThePromiseIsTheShareNeverOverdue) {
  count({contacted{noon}}, r1);
  count({completed{disposition::no_answer, noon, 0}}, r2);
  count({overdue{noon + 30min}, contacted{noon + 40min}}, r3);
  count({overdue{noon + 30min}, cancelled{noon + 40min, 0}}, {"r-4"});
  count({}, {"r-5"}); // Not reached yet, nor late.
  EXPECT_DOUBLE_EQ(*figures().inside_promise, 0.5);
}

TEST_F(Census, AgentsAreCountedByTheirRegistration) {
  const auto in = [&](registration_status status) {
    return figures().agents[static_cast<std::size_t>(status)];
  };
  counts.count(folded<agent>(registered_agent(ann)));
  counts.count(folded<agent>(agent_history{newcomer(bob)}));
  EXPECT_EQ(in(registration_status::registered), 1U);
  EXPECT_EQ(in(registration_status::not_started), 1U);
  counts.count(folded<agent>(registered_agent(ann, {suspended{}})));
  EXPECT_EQ(in(registration_status::registered), 0U);
  EXPECT_EQ(in(registration_status::suspended), 1U);
}

TEST(TimeHistogram, IsRightToAboutOnePartInAHundred) {
  for (const duration time :
       {duration{3ms}, duration{700ms}, duration{62s}, duration{15min}, duration{70h}}) {
    time_histogram times;
    times.add(time);
    const auto seconds = std::chrono::duration<double>(time).count();
    EXPECT_NEAR(*times.share(0.5), seconds, seconds * 0.011 + 0.0005);
  }
}

TEST(TimeHistogram, ForgetsWhatIsRemoved) {
  time_histogram times;
  times.add(1s);
  times.add(0s);
  times.remove(1s);
  EXPECT_EQ(times.share(0.95), 0.0);
  times.remove(0s);
  EXPECT_EQ(times.share(0.95), std::nullopt);
}

} // namespace

} // namespace kod::model
