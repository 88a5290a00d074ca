#include "http/cursors.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;

class Lists : public Resources {
protected:
  Lists() {
    engine.answers(actors::referral_page{});
    engine.answers(actors::agent_page{});
    engine.answers(actors::history_page{});
    engine.answers(actors::actor_page{});
    engine.answers(model::agent_view{});
    engine.answers(model::referral_view{});
  }
};

TEST_F(Lists, FiltersReachTheEngine) {
  get(
    "/v1/referrals?status=In Progress&type=Mass&overdue=true&contact_centre=false&agent=ann",
    as_operator);
  const auto& wanted = engine.last<actors::list_referrals>();
  EXPECT_EQ(wanted.status, model::referral_status::in_progress);
  EXPECT_EQ(wanted.type, model::referral_type::mass);
  EXPECT_EQ(wanted.overdue, true);
  EXPECT_EQ(wanted.contact_centre, false);
  EXPECT_EQ(wanted.agent, ann);
  get("/v1/agents?status=De-registered&available=true", as_operator);
  EXPECT_EQ(engine.last<actors::list_agents>().status, model::registration_status::deregistered);
  EXPECT_EQ(engine.last<actors::list_agents>().available, true);
  get("/v1/agents/me/referrals?status=Pending&type=General", as_agent(ann));
  EXPECT_EQ(engine.last<actors::list_desk>().agent, ann);
  EXPECT_EQ(engine.last<actors::list_desk>().by, as(ann));
  EXPECT_EQ(engine.last<actors::list_desk>().type, model::referral_type::general);
}

TEST_F(Lists, APageHolds50AndAtMost200) {
  const std::vector<std::pair<std::string, std::size_t>> rows{
    {"", 50},
    {"?limit=1", 1},
    {"?limit=200", 200},
    {"?limit=201", 200},
    {"?limit=99999999999999999999999", 200}};
  for (const auto& [query, limit] : rows) {
    get("/v1/referrals" + query, as_operator);
    EXPECT_EQ(engine.last<actors::list_referrals>().limit, limit) << query;
  }
}

TEST_F(Lists, WrongFiltersAreNamed) {
  const std::vector<std::pair<std::string, std::string>> rows{
    {"limit=0", "/limit"},
    {"limit=-1", "/limit"},
    {"limit=ten", "/limit"},
    {"limit=", "/limit"},
    {"limit=1&limit=2", "/limit"},
    {"cursor=nonsense", "/cursor"},
    {"cursor=", "/cursor"},
    {"status=Lost", "/status"},
    {"type=Huge", "/type"},
    {"overdue=maybe", "/overdue"},
    {"contact_centre=2", "/contact_centre"},
    {"agent=no one", "/agent"},
    {"colour=red", "/colour"},
    {"Jane Secretname=1", ""}};
  for (const auto& [query, pointer] : rows)
    expect_invalid(get("/v1/referrals?" + query, as_operator), pointer);
  for (const auto* query : {"status=No", "available=perhaps", "overdue=true"})
    EXPECT_EQ(get(std::string{"/v1/agents?"} + query, as_operator).status, 422U);
  for (const auto* query : {"sort=beauty", "kind=robot"})
    EXPECT_EQ(get(std::string{"/v1/actors?"} + query, as_operator).status, 422U);
}

TEST_F(Lists, AnAgentWhoIsNotThereIsNoFilter) {
  engine.refuses<model::agent_view>(model::rejection::not_found);
  expect_invalid(get("/v1/referrals?agent=nobody", as_operator), "/agent");
}

TEST_F(Lists, OfAnAgentWhoIsNotThereNoDeskIsShown) {
  engine.refuses<model::agent_view>(model::rejection::not_found);
  expect_refused(get("/v1/agents/nobody/referrals?limit=0", as_operator), 404, "not-found");
}

TEST_F(Lists, ACursorLeadsOn) {
  engine.answers(actors::referral_page{.items = {}, .next = actors::list_cursor{"all/0/r-7", 42}});
  const auto next = get("/v1/referrals", as_operator).text("/next");
  get("/v1/referrals?cursor=" + next, as_operator);
  const auto& cursor = engine.last<actors::list_referrals>().cursor;
  ASSERT_TRUE(cursor);
  EXPECT_EQ(cursor->after, "all/0/r-7");
  EXPECT_EQ(cursor->as_of, 42U);
}

TEST_F(Lists, ACursorOfAnotherListIsRefused) {
  const auto of_referrals = http::to_text({"all/0/r-7", 42});
  for (const auto* path : {"/v1/agents", "/v1/referrals/r-1/events", "/v1/actors"})
    expect_invalid(get(std::string{path} + "?cursor=" + of_referrals, as_operator), "/cursor");
  engine.answers(actors::history_page{.items = {}, .next = 7});
  const auto of_history = get("/v1/referrals/r-1/events", as_operator).text("/next");
  expect_invalid(get("/v1/referrals/r-2/events?cursor=" + of_history, as_operator), "/cursor");
  get("/v1/referrals/r-1/events?cursor=" + of_history, as_operator);
  EXPECT_EQ(engine.last<actors::get_history>().after, 7U);
}

TEST_F(Lists, TheLastPageHasNoNext) {
  EXPECT_EQ(get("/v1/referrals", as_operator).body, R"({"items":[],"next":null})");
}

TEST_F(Lists, ActorsAreSortedAndSkippedByCount) {
  engine.answers(actors::actor_page{.kinds = {}, .items = {}, .next = 50});
  const auto next = get("/v1/actors?kind=agent&sort=mailbox", as_operator).text("/next");
  get("/v1/actors?kind=agent&sort=handling_seconds&cursor=" + next, as_operator);
  const auto& wanted = engine.last<actors::list_actors>();
  EXPECT_EQ(wanted.kind, "agent");
  EXPECT_EQ(wanted.order, actors::actor_order::p99);
  EXPECT_EQ(wanted.skip, 50U);
}

TEST_F(Lists, OneActorIsShownOrNotFound) {
  expect_refused(get("/v1/actors/agent/ann", as_operator), 404, "not-found");
  expect_refused(get("/v1/actors/robot/ann", as_operator), 404, "not-found");
  actors::actor_page page;
  page.items.push_back({"agent", "ann", {}, 1, 0, std::nullopt});
  engine.answers(page);
  EXPECT_EQ(get("/v1/actors/agent/ann", as_operator).text("/timers"), "1");
}

TEST_F(Lists, HealthIsWhatTheEngineSays) {
  EXPECT_EQ(get("/livez", as_anybody).status, 200U);
  EXPECT_EQ(get("/readyz", as_anybody).status, 503U);
  engine.answers(actors::stats{});
  EXPECT_EQ(get("/readyz", as_anybody).status, 200U);
}

} // namespace
