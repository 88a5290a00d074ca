#include "actors/exports.hpp"
#include "tests/support/with_engine.hpp"

#include <algorithm>

// What is told of a period.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class Exports : public with_engine {
protected:
  const period today{noon - 1h, noon + 10h};

  std::vector<referral_line> referrals(const period& when) {
    std::vector<referral_line> all;
    for (export_referrals next{when, {}};;) {
      auto page = ask<referral_lines>(house.exports, next).value();
      EXPECT_LE(page.items.size(), exports_state::most_lines);
      all.insert(all.end(), page.items.begin(), page.items.end());
      if (!page.next)
        return all;
      next.after = page.next;
    }
  }
  std::vector<agent_line> agents(const period& when) {
    std::vector<agent_line> all;
    for (export_agents next{when, {}};;) {
      auto page = ask<agent_lines>(house.exports, next).value();
      EXPECT_LE(page.items.size(), exports_state::most_agents);
      all.insert(all.end(), page.items.begin(), page.items.end());
      if (!page.next)
        return all;
      next.after = page.next;
    }
  }
  agent_line line_of_agent(const agent_id& id, const period& when) {
    const auto all = agents(when);
    return *std::ranges::find(all, id, &agent_line::id);
  }
};

TEST_F(Exports, AReferralsLineTellsWhatBecameOfIt) {
  register_agent(ann);
  register_agent(bob);
  const auto id = request()->id;
  const agent_id first{holder(id)};
  order(as(first), id, reject{.agent = first, .reason = {}});
  wait(90s);
  const agent_id second{holder(id)};
  accept(second, id);
  order(as(second), id, complete{.disposition = disposition::enrolled, .note = {}});
  const auto all = referrals(today);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].id, id);
  EXPECT_EQ(all[0].requested_at, noon);
  EXPECT_EQ(all[0].status, referral_status::complete);
  EXPECT_EQ(all[0].offers, 2U);
  EXPECT_EQ(all[0].rejects, 1U);
  EXPECT_EQ(all[0].misses, 0U);
  EXPECT_EQ(all[0].to_accept, 90s);
  EXPECT_EQ(all[0].disposition, disposition::enrolled);
  EXPECT_FALSE(all[0].overdue);
}

TEST_F(Exports, MissesReleasesAndHandWithdrawalsAreCountedApart) {
  register_agent(ann);
  const auto missed_one = request()->id;
  pass(15min);
  const auto lost = request()->id;
  order(ann, set_override{override_mode::off, {}});
  order(ann, set_override{override_mode::schedule, {}});
  accept(ann, missed_one);
  order(as(ann), missed_one, release{.agent = ann, .reason = "why"});
  const auto all = referrals(today);
  const auto line = [&](const referral_id& id) {
    return *std::ranges::find(all, id, &referral_line::id);
  };
  EXPECT_EQ(line(missed_one).misses, 1U);
  EXPECT_EQ(line(missed_one).releases, 1U);
  EXPECT_EQ(line(missed_one).hand_withdrawals, 0U);
  EXPECT_EQ(line(lost).hand_withdrawals, 1U);
  EXPECT_EQ(line(lost).misses, 0U);
  const auto hers = line_of_agent(ann, today);
  EXPECT_EQ(hers.offers, 2U);
  EXPECT_EQ(hers.misses, 1U);
  EXPECT_EQ(hers.accepts, 1U);
  EXPECT_EQ(hers.releases, 1U);
  EXPECT_EQ(hers.withdrawals, 1U);
  EXPECT_EQ(hers.hand_withdrawals, 1U);
  EXPECT_EQ(hers.rejects, 0U);
}

TEST_F(Exports, WhatAnAgentCompletedCountsByDisposition) {
  register_agent(ann);
  register_agent(bob);
  for (const auto how : {disposition::enrolled, disposition::no_answer, disposition::enrolled}) {
    const auto id = request()->id;
    const agent_id one{holder(id)};
    accept(one, id);
    order(as(one), id, complete{.disposition = how, .note = {}});
  }
  std::array<std::uint32_t, 6> sum{};
  for (const auto& each : agents(today))
    for (std::size_t at = 0; at < sum.size(); ++at)
      sum[at] += each.completed[at];
  EXPECT_EQ(sum, (std::array<std::uint32_t, 6>{2, 0, 1, 0, 0, 0}));
}

TEST_F(Exports, AnOfferThatAnOperatorTookBackIsNoHandWithdrawal) {
  register_agent(ann);
  const auto id = request()->id;
  order(an_operator, id, broadcast{"why"});
  EXPECT_EQ(line_of_agent(ann, today).withdrawals, 1U);
  EXPECT_EQ(line_of_agent(ann, today).hand_withdrawals, 0U);
}

TEST_F(Exports, AnAgentsAcceptTimesAreThoseOfReferralsThatItAcceptedFirst) {
  register_agent(ann);
  EXPECT_EQ(line_of_agent(ann, today).accept_p50_seconds, std::nullopt);
  const auto quick = request()->id;
  wait(10s);
  accept(ann, quick);
  const auto slow = request()->id;
  wait(300s);
  accept(ann, slow);
  register_agent(bob);
  order(as(ann), slow, release{.agent = ann, .reason = "why"});
  wait(60s);
  accept(bob, slow);
  const auto hers = line_of_agent(ann, today);
  EXPECT_NEAR(hers.accept_p50_seconds.value_or(0), 10, 0.1);
  EXPECT_NEAR(hers.accept_p95_seconds.value_or(0), 300, 3);
  EXPECT_EQ(line_of_agent(bob, today).accepts, 1U);
  EXPECT_EQ(line_of_agent(bob, today).accept_p50_seconds, std::nullopt);
  EXPECT_EQ(line_of_agent(ann, {noon + 3h, noon + 4h}).accept_p50_seconds, std::nullopt);
}

TEST_F(Exports, WhatTheContactCentreCompletedIsNobodys) {
  register_agent(ann);
  const auto id = request()->id;
  accept(ann, id);
  order(as(ann), id, release{.agent = ann, .reason = "why"});
  order(an_operator, id, complete{.disposition = disposition::enrolled, .note = {}});
  EXPECT_EQ(line_of_agent(ann, today).completed, (std::array<std::uint32_t, 6>{}));
}

TEST_F(Exports, OnlyThePeriodIsTold) {
  register_agent(ann);
  const auto early = request()->id;
  accept(ann, early);
  pass(2h);
  const auto late = request()->id;
  accept(ann, late);
  const period morning{noon - 1h, noon + 1h}, afternoon{noon + 1h, noon + 3h};
  ASSERT_EQ(referrals(morning).size(), 1U);
  EXPECT_EQ(referrals(morning)[0].id, early);
  ASSERT_EQ(referrals(afternoon).size(), 1U);
  EXPECT_EQ(referrals(afternoon)[0].id, late);
  EXPECT_TRUE(referrals({noon + 3h, noon + 4h}).empty());
  EXPECT_EQ(line_of_agent(ann, morning).accepts, 1U);
  EXPECT_EQ(line_of_agent(ann, today).accepts, 2U);
  EXPECT_EQ(line_of_agent(ann, {noon + 3h, noon + 4h}).accepts, 0U);
}

TEST_F(Exports, AnOfferAndItsMissStandEachInTheirPeriod) {
  register_agent(ann);
  request();
  pass(15min);
  const period before{noon - 1h, noon + 10min}, after{noon + 10min, noon + 1h};
  EXPECT_EQ(line_of_agent(ann, before).offers, 1U);
  EXPECT_EQ(line_of_agent(ann, before).misses, 0U);
  EXPECT_EQ(line_of_agent(ann, after).offers, 0U);
  EXPECT_EQ(line_of_agent(ann, after).misses, 1U);
}

TEST_F(Exports, EachStandsOnExactlyOnePage) {
  for (int each = 0; each < 45; ++each)
    register_agent({"agent-" + std::to_string(each)});
  for (int each = 0; each < 230; ++each)
    request();
  std::set<std::string> ids;
  const auto all = referrals(today);
  for (const auto& each : all)
    ids.insert(each.id.text);
  EXPECT_EQ(all.size(), 230U);
  EXPECT_EQ(ids.size(), 230U);
  ids.clear();
  for (const auto& each : agents(today))
    ids.insert(each.id.text);
  EXPECT_EQ(ids.size(), 45U);
  EXPECT_EQ(agents(today).size(), 45U);
}

} // namespace
