#include "model/history.hpp"
#include "model/invariants.hpp"
#include "tests/support/with_engine.hpp"

// What operators do by hand: on the version that they have seen, and to an agent's offers.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class Overrides : public with_engine {
protected:
  ~Overrides() override {
    settle();
    for (const auto& broken : violations(*store, settings))
      ADD_FAILURE() << broken;
  }
};

TEST_F(Overrides, OfTwoOrdersOnOneVersionTheSecondIsTold) {
  register_agent(ann);
  register_agent(bob);
  const auto id = request()->id;
  const auto seen = ask<referral_view>(house.directory, see_referral{id, an_operator})->version;
  EXPECT_EQ(seen, store->find(id)->version);
  using order_on = decltype(self->request(house.registry, caf::infinite, referral_order{}));
  std::vector<order_on> asked; // Nobody is served before all have asked.
  for (const auto& command :
       std::vector<referral_command>{assign{ann, ""}, broadcast{}, cancel{"r"}})
    asked.push_back(self->request(
      house.registry, caf::infinite, referral_order{id, an_operator, command, std::vector{seen}}));
  settle();
  std::vector<caf::error> answers;
  for (auto& each : asked)
    each.receive(
      [&](const referral_view&) { answers.emplace_back(); },
      [&](const caf::error& why) { answers.push_back(why); });
  EXPECT_EQ(answers[0], caf::error{}) << "ann has it already: that changes nothing";
  EXPECT_EQ(answers[1], caf::error{});
  EXPECT_EQ(answers[2], caf::make_error(rejection::precondition_failed));
  EXPECT_EQ(referral(id).type, referral_type::mass);
}

TEST_F(Overrides, AnOrderThatIsRepeatedNeedsNoNewerVersion) {
  const auto id = request()->id;
  const auto seen = store->find(id)->version;
  const referral_order first{id, an_operator, cancel{"r"}, std::vector{seen}};
  const auto done = ask<referral_view>(house.registry, first);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->version, seen + 1);
  EXPECT_TRUE(ask<referral_view>(house.registry, first));
  const referral_order other{id, an_operator, broadcast{}, std::vector{seen}};
  EXPECT_EQ(
    ask<referral_view>(house.registry, other).error(),
    caf::make_error(rejection::precondition_failed));
}

TEST_F(Overrides, APausedAgentGetsNoOfferUntilItIsResumed) {
  register_agent(ann);
  const auto pause = [&](agent_command command) {
    return ask<agent_view>(house.registry, agent_order{ann, an_operator, std::move(command)});
  };
  const auto before = request()->id;
  ASSERT_TRUE(pause(pause_offers{"complaints", now() + 1h}));
  EXPECT_EQ(holder(before), "ann") << "what it has it keeps";
  EXPECT_TRUE(accept(ann, before));
  const auto during = request()->id;
  EXPECT_EQ(referral(during).type, referral_type::mass);
  EXPECT_FALSE(accept(ann, during));
  restart();
  EXPECT_FALSE(accept(ann, during)) << "the pause is stored";
  ASSERT_TRUE(pause(resume_offers{}));
  EXPECT_EQ(holder(request()->id), "ann");
}

TEST_F(Overrides, APauseEndsByItself) {
  register_agent(ann);
  ASSERT_TRUE(
    ask<agent_view>(house.registry, agent_order{ann, an_operator, pause_offers{"r", now() + 1h}}));
  wait(1h);
  EXPECT_EQ(holder(request()->id), "ann");
}

TEST_F(Overrides, ThePausesHistoryTellsWhoAndWhy) {
  register_agent(ann);
  ASSERT_TRUE(
    ask<agent_view>(house.registry, agent_order{ann, an_operator, pause_offers{"complaints", {}}}));
  const auto last = whole_history(*store, ann).back();
  EXPECT_EQ(last.by, an_operator);
  const auto text = std::get<offers_paused>(std::get<agent_event>(last.event)).texts;
  EXPECT_EQ(store->unseal(text_key(ann, text)), sealed_content{free_text{"complaints"}});
}

// -- a county ---------------------------------------------------------------------

class PausedCounty : public Overrides {
protected:
  std::string here = facts_of(newcomer(ann)).place.county; // Everybody's of these tests.

  caf::expected<kod::model::programme> order(programme_command command) {
    return ask<kod::model::programme>(
      house.registry, programme_order{an_operator, std::move(command)});
  }
  std::optional<offers_pause> pause_of_one(const agent_id& who) {
    settle();
    return store->find(who)->snapshot.county_pause;
  }
};

TEST_F(PausedCounty, ItsAgentsGetNoOfferUntilItIsResumed) {
  register_agent(ann);
  register_agent(bob);
  ASSERT_TRUE(order(pause_county{here, "flood", {}}));
  const auto during = request()->id;
  EXPECT_EQ(referral(during).type, referral_type::mass);
  EXPECT_FALSE(accept(ann, during));
  restart();
  EXPECT_FALSE(accept(bob, during)) << "the pause is stored";
  ASSERT_TRUE(order(resume_county{here, ""}));
  EXPECT_EQ(pause_of_one(ann), std::nullopt);
  EXPECT_NE(holder(request()->id), "");
}

TEST_F(PausedCounty, TheHistoryTellsWhoAndWhyAndNothingTwice) {
  ASSERT_TRUE(order(pause_county{here, "flood", {}}));
  ASSERT_TRUE(order(pause_county{here, "again", {}}));
  ASSERT_TRUE(order(resume_county{here, "dry"}));
  ASSERT_TRUE(order(resume_county{here, "again"}));
  const auto story = whole_history(*store, the_programme);
  ASSERT_EQ(story.size(), 2U);
  EXPECT_EQ(story[0].by, an_operator);
  EXPECT_EQ(store->unseal(text_key(the_programme, 1)), sealed_content{free_text{"flood"}});
  EXPECT_EQ(store->unseal(text_key(the_programme, 2)), sealed_content{free_text{"dry"}});
}

TEST_F(PausedCounty, OthersGoOn) {
  register_agent(ann);
  ASSERT_TRUE(order(pause_county{"Another County", "flood", {}}));
  EXPECT_EQ(pause_of_one(ann), std::nullopt);
  EXPECT_EQ(holder(request()->id), "ann");
}

TEST_F(PausedCounty, EndsByItself) {
  register_agent(ann);
  ASSERT_TRUE(order(pause_county{here, "flood", now() + 1h}));
  wait(1h);
  EXPECT_EQ(holder(request()->id), "ann");
}

TEST_F(PausedCounty, WhoComesToItIsPausedToo) {
  ASSERT_TRUE(order(pause_county{here, "flood", {}}));
  register_agent(ann);
  EXPECT_TRUE(pause_of_one(ann));
  auto elsewhere = facts_of(newcomer(ann));
  elsewhere.place.county = "Another County";
  ASSERT_TRUE(
    ask<agent_view>(house.registry, agent_order{ann, an_operator, supply_agent{ann, elsewhere}}));
  EXPECT_EQ(pause_of_one(ann), std::nullopt);
}

TEST_F(PausedCounty, WhoIsOnItsWayThereIsToldAsWell) {
  auto elsewhere = facts_of(newcomer(ann));
  elsewhere.place.county = "Another County";
  register_agent(ann);
  ASSERT_TRUE(
    ask<agent_view>(house.registry, agent_order{ann, an_operator, supply_agent{ann, elsewhere}}));
  // All are asked before anybody is served, and ann is busy while the pause is written.
  self->send(house.registry, agent_order{ann, an_operator, pause_offers{"r", now() + 1min}});
  self->send(
    house.registry, agent_order{ann, an_operator, supply_agent{ann, facts_of(newcomer(ann))}});
  self->send(house.registry, programme_order{an_operator, pause_county{here, "flood", {}}});
  EXPECT_TRUE(pause_of_one(ann));
}

TEST_F(PausedCounty, APauseJustBeforeACrashIsFollowedByTheNextStart) {
  register_agent(ann);
  const auto change = *decide({}, pause_county{here, "flood", {}}, now());
  batch pending{.at = now(), .by = an_operator};
  pending.writes.push_back(
    programme_write{1, change.events, evolve(kod::model::programme{}, change.events.front())});
  store->append({&pending, 1}); // Nobody was told of it.
  restart();
  EXPECT_TRUE(pause_of_one(ann));
  EXPECT_EQ(referral(request()->id).type, referral_type::mass);
}

} // namespace
