#include "model/agent_events.hpp"
#include "model/roster.hpp"
#include "tests/support/people.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <tuple>

namespace kod::model {

namespace {

using namespace kod::tests;
using testing::Optional;

constexpr point louisville{38.2542, -85.7594}, shelbyville{38.2120, -85.2236},
  lexington{38.0406, -84.5037};

agent_card card(const agent_id& who, point where = louisville) {
  return {
    .agent = who,
    .version = 1,
    .where = where,
    .languages = {english},
    .available = true,
    .offerable = true,
    .last_offer_at = {}};
}

class Roster : public testing::Test {
protected:
  void add(agent_card each) { EXPECT_TRUE(agents.put(std::move(each))); }

  std::optional<choice> best(std::vector<agent_id> excluded = {}, language tongue = english) const {
    return agents.best({louisville, std::move(tongue), excluded});
  }

  std::string chosen(std::vector<agent_id> excluded = {}, language tongue = english) const {
    const auto found = best(std::move(excluded), std::move(tongue));
    return found ? found->agent.text : "nobody";
  }

  roster agents{dispatch_settings{}};
};

// -- whom it chooses ----------------------------------------------------------

TEST_F(Roster, ChoosesTheNearest) {
  add(card(ann, lexington));
  add(card(bob, shelbyville));
  EXPECT_EQ(chosen(), "bob");
}

TEST_F(Roster, AMissCostsAsMuchAsTwentyFiveMiles) {
  auto missed = card(ann); // Shelbyville is 29.3 miles away.
  missed.misses = 1;
  add(missed);
  add(card(bob, shelbyville));
  EXPECT_EQ(chosen(), "ann");
  missed.misses = 2;
  add(missed);
  EXPECT_EQ(chosen(), "bob");
}

TEST_F(Roster, AnOpenReferralCostsAsMuchAsTenMiles) {
  auto busy = card(ann);
  busy.open = 2;
  add(busy);
  add(card(bob, shelbyville));
  EXPECT_EQ(chosen(), "ann");
  busy.open = 3;
  add(busy);
  EXPECT_EQ(chosen(), "bob");
}

TEST_F(Roster, OfEquallyCostlyOnesTheLongestWithoutAnOfferComesFirst) {
  auto early = card(bob), late = card(ann);
  early.last_offer_at = noon - 2h;
  late.last_offer_at = noon - 1h;
  add(late);
  add(early);
  EXPECT_EQ(chosen(), "bob");
  add(card(cid)); // Never offered.
  EXPECT_EQ(chosen(), "cid");
}

TEST_F(Roster, AmongEqualsTheIdDecides) {
  add(card(cid));
  add(card(ann));
  add(card(bob));
  EXPECT_EQ(chosen(), "ann");
}

TEST_F(Roster, ATenthOfAMileIsTheFinestThatCounts) {
  auto a_few_steps_on = louisville;
  a_few_steps_on.latitude += 0.0005; // 60 yards
  add(card(ann, a_few_steps_on));
  add(card(bob));
  EXPECT_EQ(chosen(), "ann");
}

TEST_F(Roster, SpeakersOfTheLanguageAlone) {
  auto speaker = card(bob, lexington);
  speaker.languages = {english, spanish};
  add(card(ann));
  add(speaker);
  EXPECT_EQ(chosen({}, spanish), "bob");
  EXPECT_EQ(chosen({}, {"vi"}), "nobody");
}

TEST_F(Roster, NotTheExcludedNorThoseWhoAreNotOfferable) {
  auto busy = card(cid);
  busy.offerable = false;
  add(busy);
  add(card(ann));
  add(card(bob, lexington));
  EXPECT_EQ(chosen({ann}), "bob");
  EXPECT_EQ(chosen({ann, bob}), "nobody");
}

TEST_F(Roster, AMarkKeepsAnAgentFromBeingChosenTwice) {
  add(card(ann));
  add(card(bob, lexington));
  agents.mark(ann);
  EXPECT_EQ(chosen(), "bob");
  add(card(ann)); // A new card doesn't lift it.
  EXPECT_EQ(chosen(), "bob");
  agents.unmark(ann);
  EXPECT_EQ(chosen(), "ann");
}

TEST_F(Roster, AMarkMayComeBeforeTheCardAndBeLiftedTwice) {
  agents.mark(ann);
  add(card(ann));
  EXPECT_EQ(chosen(), "nobody");
  agents.unmark(ann);
  agents.unmark(ann);
  EXPECT_EQ(chosen(), "ann");
}

TEST_F(Roster, SaysWhy) {
  auto busy = card(ann);
  busy.misses = 1;
  busy.open = 1;
  add(busy);
  add(card(bob, lexington));
  add(card(cid, lexington));
  const auto found = best({cid});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->agent, ann);
  EXPECT_EQ(
    found->why,
    (choice_reasons{
      .cost_tenths = 350,
      .miles_tenths = 0,
      .misses = 1,
      .open = 1,
      .considered = 2,
      .runner_up = runner_up{bob, miles_tenths(louisville, lexington)}}));
}

TEST_F(Roster, ConsidersNeitherTheMarkedNorTheExcluded) {
  for (const auto* each : {"a", "b", "c", "d"})
    add(card({each}));
  agents.mark({"b"});
  EXPECT_EQ(best({{"a"}, {"a"}, {"unknown"}})->why.considered, 2U);
  EXPECT_EQ(best({{"a"}, {"c"}})->why.runner_up, std::nullopt);
}

// -- what it knows ------------------------------------------------------------

TEST_F(Roster, TheNewestCardCounts) {
  auto newer = card(ann, lexington);
  newer.version = 2;
  add(newer);
  EXPECT_FALSE(agents.put(card(ann)));
  EXPECT_EQ(agents.cards().at(ann), newer);
  newer.where = louisville; // Time moves a card without a commit.
  add(newer);
  EXPECT_EQ(best()->why.miles_tenths, 0);
}

TEST_F(Roster, CountsWhoIsAvailableAndOfferable) {
  auto busy = card(ann);
  busy.offerable = false;
  add(busy);
  add(card(bob));
  EXPECT_EQ(agents.available(), 2U);
  EXPECT_EQ(agents.offerable(), 1U);
  busy.available = false;
  add(busy);
  EXPECT_EQ(agents.available(), 1U);
}

TEST_F(Roster, ALanguageTheyNoLongerSpeakIsForgotten) {
  auto polyglot = card(ann);
  polyglot.languages = {english, spanish};
  add(polyglot);
  EXPECT_EQ(chosen({}, spanish), "ann");
  add(card(ann));
  EXPECT_EQ(chosen({}, spanish), "nobody");
  EXPECT_EQ(agents.audience_of(spanish), audience::everybody);
}

TEST_F(Roster, TheAudienceIsWhoSpeaksItElseEverybodyElseNobody) {
  EXPECT_EQ(agents.audience_of(spanish), audience::nobody);
  add(card(ann));
  EXPECT_EQ(agents.audience_of(spanish), audience::everybody);
  auto speaker = card(bob);
  speaker.languages = {spanish};
  speaker.offerable = false; // Available is enough for the board.
  add(speaker);
  EXPECT_EQ(agents.audience_of(spanish), audience::speakers);
  speaker.available = false;
  add(speaker);
  EXPECT_EQ(agents.audience_of(spanish), audience::everybody);
}

TEST_F(Roster, ACopyStandsAlone) {
  add(card(ann));
  const auto copy = agents;
  agents.mark(ann);
  EXPECT_EQ(chosen(), "nobody");
  EXPECT_THAT(copy.best({louisville, english, {}}), Optional(testing::_));
}

TEST(AgentCard, ShowsWhatTheDispatcherChoosesBy) {
  agent now;
  for (const auto& event : registered_agent(ann, {entered(r1, 1), miss_counted{r1, 1}}))
    now = evolve(std::move(now), event);
  now = evolve(std::move(now), referral_given{r2, 1});
  EXPECT_EQ(
    card_of(now, 7, {}, noon),
    (agent_card{
      .agent = ann,
      .version = 7,
      .where = now.where,
      .languages = {english},
      .available = true,
      .offerable = true,
      .misses = 1,
      .open = 1,
      .last_offer_at = noon}));
}

// -- the whole formula --------------------------------------------------------

/// The rule as it is written, looking at everybody.
std::optional<choice> by_the_book(const roster& agents, const wanted_agent& wanted) {
  using key = std::tuple<std::int64_t, std::optional<instant>, agent_id>;
  std::vector<std::pair<key, const agent_card*>> ranked;
  for (const auto& [id, each] : agents.cards()) {
    const auto speaks = std::ranges::count(each.languages, wanted.language) > 0;
    if (!each.offerable || !speaks || std::ranges::count(wanted.excluded, id) > 0)
      continue;
    const auto miles = miles_tenths(wanted.where, each.where);
    const std::int64_t cost = miles + 250 * each.misses + 100 * each.open;
    ranked.push_back({{cost, each.last_offer_at, id}, &each});
  }
  if (ranked.empty())
    return std::nullopt;
  std::ranges::sort(ranked);
  const auto& [best, chosen] = ranked.front();
  choice result{chosen->agent, {}};
  result.why = {
    .cost_tenths = std::get<0>(best),
    .miles_tenths = miles_tenths(wanted.where, chosen->where),
    .misses = chosen->misses,
    .open = chosen->open,
    .considered = static_cast<std::uint32_t>(ranked.size()),
    .runner_up = {}};
  if (ranked.size() > 1)
    result.why.runner_up = runner_up{ranked[1].second->agent, std::get<0>(ranked[1].first)};
  return result;
}

class random_roster {
public:
  agent_card next_card() {
    auto result = card({"a-" + std::to_string(draw(300))}, next_point());
    result.languages = {english};
    if (draw(3) == 0)
      result.languages.push_back(spanish);
    result.offerable = draw(10) > 0;
    result.misses = draw(3);
    result.open = draw(3);
    if (draw(2) == 0)
      result.last_offer_at = noon - 1min * static_cast<int>(draw(3));
    return result;
  }
  /// Few places and far apart ones, so that there are ties, and all distances on Earth.
  point next_point() {
    const auto east = draw(8), north = draw(8);
    if (draw(2) == 0)
      return {37 + north / 8.0, -86 + east / 8.0};
    return {-90 + north * 22.5, -180 + east * 45.0};
  }
  language next_language() { return draw(2) == 0 ? english : spanish; }
  std::vector<agent_id> next_excluded() {
    std::vector<agent_id> result;
    for (auto left = draw(4); left > 0; --left)
      result.push_back({"a-" + std::to_string(draw(300))});
    return result;
  }

private:
  std::uint32_t draw(std::uint32_t below) {
    return static_cast<std::uint32_t>(generator_()) % below;
  }

  std::mt19937 generator_{20261101};
};

TEST(Choice, AgreesWithTheFormulaForAnyRoster) {
  random_roster chance;
  roster agents{dispatch_settings{}};
  for (int step = 0; step < 3000; ++step) {
    agents.put(chance.next_card());
    const auto excluded = chance.next_excluded();
    const wanted_agent wanted{chance.next_point(), chance.next_language(), excluded};
    const auto expected = by_the_book(agents, wanted), found = agents.best(wanted);
    ASSERT_EQ(found.has_value(), expected.has_value()) << "step " << step;
    if (found) {
      ASSERT_EQ(found->agent, expected->agent) << "step " << step;
      ASSERT_EQ(found->why, expected->why) << "step " << step;
    }
  }
}

} // namespace

} // namespace kod::model
