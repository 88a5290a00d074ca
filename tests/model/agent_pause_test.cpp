#include "model/availability.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;

const offers_pause for_good{.since = noon, .until = {}};
const offers_pause for_an_hour{.since = noon, .until = noon + 1h};

given_agent ann_with(agent_history then = {}) {
  return given_agent{registered_agent(ann, std::move(then))};
}

agent paused(const offers_pause& pause) {
  return folded<agent>(registered_agent(ann, {offers_paused{pause, 0}}));
}

availability at(const agent& now, instant when) {
  return availability_of(now, {}, when);
}

TEST(AgentPause, AnOperatorPausesOffersAndTheReasonIsSealed) {
  auto told = ann_with();
  told.when(pause_offers{"complaints", noon + 1h}).then({offers_paused{for_an_hour, 8}});
  ASSERT_EQ(told.change().sealed.size(), 1U);
  EXPECT_EQ(told.change().sealed[0].key, text_key(ann, 8));
}

TEST(AgentPause, PausingAgainChangesNothing) {
  ann_with({offers_paused{for_an_hour, 0}}).when(pause_offers{"again", noon + 1h}).then_nothing();
}

TEST(AgentPause, AnotherEndIsTakenAndTheBeginningStays) {
  ann_with({offers_paused{for_an_hour, 0}})
    .at(noon + 10min)
    .when(pause_offers{"", {}})
    .then({offers_paused{for_good, 0}});
}

TEST(AgentPause, AnEndInThePastIsRefused) {
  ann_with().when(pause_offers{"r", noon}).then_rejected(rejection::until_passed);
}

TEST(AgentPause, ResumingEndsItOnce) {
  ann_with({offers_paused{for_good, 0}}).when(resume_offers{""}).then({offers_resumed{0}});
  ann_with().when(resume_offers{"r"}).then_nothing();
  ann_with({offers_paused{for_an_hour, 0}}).at(noon + 1h).when(resume_offers{""}).then_nothing();
}

TEST(AgentPause, APausedAgentIsNeitherAvailableNorOfferable) {
  const auto now = paused(for_good);
  EXPECT_EQ(at(now, noon), (availability{false, availability_reason::paused, {}}));
  EXPECT_FALSE(offerable(now, {}, noon));
  const agent_ask offer{
    .agent = ann, .kind = ask_kind::offer, .referral = r1, .number = 1, .language = english};
  ann_with({offers_paused{for_good, 0}}).asked(offer).then_rejected(rejection::not_offerable);
}

TEST(AgentPause, EndsByItselfAtItsTime) {
  const auto now = paused(for_an_hour);
  EXPECT_EQ(at(now, noon), (availability{false, availability_reason::paused, noon + 1h}));
  EXPECT_EQ(next_instant(now, noon), noon + 1h);
  EXPECT_TRUE(at(now, noon + 1h).now);
}

TEST(AgentPause, SwitchingOnDoesNotEndIt) {
  const auto now = folded<agent>(registered_agent(
    ann, {offers_paused{for_good, 0}, availability_changed{{override_mode::on, {}}}}));
  EXPECT_EQ(at(now, noon).reason, availability_reason::paused);
}

TEST(AgentPause, WhatTheAgentHasStaysItsOwn) {
  auto busy = ann_with({entered(r1, 1)});
  busy.when(pause_offers{"r", {}});
  EXPECT_EQ(count_entries(busy.after(), entry_state::open), 1U);
  const agent_ask accept{
    .agent = ann, .kind = ask_kind::accept_own, .referral = r1, .number = 1, .language = english};
  ann_with({entered(r1, 1), offers_paused{for_good, 0}})
    .asked(accept)
    .then({referral_taken{r1, 1}});
}

TEST(AgentPause, AnOperatorMayStillAssign) {
  const agent_ask assign{
    .agent = ann, .kind = ask_kind::assign, .referral = r1, .number = 1, .language = english};
  ann_with({offers_paused{for_good, 0}}).asked(assign).then({entered_by_hand(r1, 1)});
}

// -- with its county --------------------------------------------------------------

agent paused_with_county(const offers_pause& pause, agent_history then = {}) {
  then.insert(then.begin(), county_pause_changed{pause});
  return folded<agent>(registered_agent(ann, std::move(then)));
}

std::string county_of_ann() {
  return folded<agent>(registered_agent(ann, {})).county;
}

TEST(AgentPause, ItFollowsItsCountyAndNoOther) {
  const auto here = county_of_ann();
  ann_with().when(follow_county{here, for_an_hour}).then({county_pause_changed{for_an_hour}});
  ann_with().when(follow_county{"Another County", for_an_hour}).then_nothing();
  ann_with({county_pause_changed{for_an_hour}})
    .when(follow_county{here, for_an_hour})
    .then_nothing();
  ann_with({county_pause_changed{for_an_hour}})
    .when(follow_county{here, {}})
    .then({county_pause_changed{}});
}

TEST(AgentPause, WithItsCountyItIsNeitherAvailableNorOfferable) {
  const auto now = paused_with_county(for_an_hour);
  EXPECT_EQ(at(now, noon), (availability{false, availability_reason::paused, noon + 1h}));
  EXPECT_FALSE(offerable(now, {}, noon));
  EXPECT_TRUE(at(now, noon + 1h).now);
}

TEST(AgentPause, OfItsOwnAndItsCountysTheLongerHolds) {
  const offers_pause for_two_hours{.since = noon, .until = noon + 2h};
  EXPECT_EQ(
    pause_at(paused_with_county(for_two_hours, {offers_paused{for_an_hour, 0}}), noon),
    for_two_hours);
  EXPECT_EQ(
    pause_at(paused_with_county(for_an_hour, {offers_paused{for_two_hours, 0}}), noon),
    for_two_hours);
  EXPECT_EQ(
    pause_at(paused_with_county(for_good, {offers_paused{for_an_hour, 0}}), noon), for_good);
  EXPECT_EQ(
    pause_at(paused_with_county(for_an_hour, {offers_paused{for_good, 0}}), noon), for_good);
}

TEST(AgentPause, ResumingOneByNameLeavesItsCountys) {
  ann_with({county_pause_changed{for_good}}).when(resume_offers{""}).then_nothing();
  ann_with({county_pause_changed{for_good}})
    .when(pause_offers{"", noon + 1h})
    .then({offers_paused{for_an_hour, 0}});
}

TEST(AgentPause, WhoMovesOrComesFindsThePauseOfItsCounty) {
  auto facts = facts_of(newcomer(ann));
  facts.county_pause = for_an_hour;
  auto added = given_agent{{}};
  added.when(create_agent{ann, facts});
  EXPECT_EQ(added.after().county_pause, for_an_hour);
  facts.county_pause.reset();
  auto moved = ann_with({county_pause_changed{for_an_hour}});
  moved.when(supply_agent{ann, facts, false});
  EXPECT_EQ(moved.after().county_pause, std::nullopt);
}

} // namespace

} // namespace kod::model
