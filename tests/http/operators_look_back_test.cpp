#include "http/csv_row.hpp"
#include "tests/http/resources_fixture.hpp"

// Dead letters, actors put aside, and the figures by minute.

namespace {

using namespace kod;
using namespace kod::tests;
using testing::HasSubstr;

using LookBack = Resources;

TEST_F(LookBack, DeadLettersAreToldByReasonAndKind) {
  actors::dead_letter_list all;
  all.counts[static_cast<std::size_t>(actors::undelivered::put_aside)] = 3;
  all.latest.push_back({noon, {"agent", "due", actors::undelivered::handler_failed}});
  engine.answers(all);
  const auto heard = get("/v1/actors/dead-letters", as_operator);
  EXPECT_EQ(heard.status, 200U);
  EXPECT_EQ(heard.text("/counts/put-aside"), "3");
  EXPECT_EQ(heard.text("/counts/receiver-ended"), "0");
  EXPECT_EQ(heard.text("/items/0/to"), "agent");
  EXPECT_EQ(heard.text("/items/0/message"), "due");
  EXPECT_EQ(heard.text("/items/0/reason"), "handler-failed");
  EXPECT_EQ(heard.text("/next"), "null");
}

TEST_F(LookBack, AnActorIsStartedAgainInTheOperatorsName) {
  actors::actor_row row;
  row.kind = "agent";
  row.id = "ann";
  engine.answers(actors::restart_answer{row, true});
  const auto heard = post("/v1/actors/agent/ann/restart", as_operator);
  EXPECT_EQ(heard.status, 200U);
  EXPECT_EQ(heard.text("/put_aside"), "false");
  EXPECT_EQ(engine.last<actors::restart_actor>().id, "ann");
  EXPECT_EQ(engine.last<actors::restart_actor>().by, an_operator);
  const auto& told = engine.last<actors::notice_order>();
  EXPECT_EQ(told.by, an_operator);
  EXPECT_EQ(told.notice.subject.text, "ann");
  EXPECT_EQ(told.notice.event, model::notice_event{model::actor_restarted{"agent"}});
  expect_refused(post("/v1/actors/boss/ann/restart", as_operator), 404, "not-found");
}

TEST_F(LookBack, AnActorThatIsWellIsLeftAsItIsAndTheAuditToldNothing) {
  actors::actor_row row;
  row.kind = "agent";
  row.id = "ann";
  engine.answers(actors::restart_answer{row, false});
  EXPECT_EQ(post("/v1/actors/agent/ann/restart", as_operator).status, 200U);
  EXPECT_EQ(engine.count<actors::restart_actor>(), 1);
  EXPECT_EQ(engine.count<actors::notice_order>(), 0);
}

TEST_F(LookBack, WhatIsAskedOfOneThatWasPutAsideIsToldToComeAgain) {
  engine.fails<model::referral_view>(caf::make_error(actors::engine_error::put_aside));
  const auto heard = post("/v1/referrals/r-1/accept", as_agent(ann));
  expect_refused(heard, 503, "put-aside");
  EXPECT_EQ(heard.header("Retry-After"), "60");
}

TEST_F(LookBack, WhoWasPutAsideIsCountedAndMarked) {
  actors::kind_row agents;
  agents.kind = "agent";
  agents.put_aside = 2;
  actors::actor_row row;
  row.kind = "agent";
  row.id = "ann";
  row.put_aside = true;
  engine.answers(actors::actor_page{.kinds = {agents}, .items = {row}, .next = {}});
  const auto heard = get("/v1/actors", as_operator);
  EXPECT_EQ(heard.text("/kinds/0/put_aside"), "2");
  EXPECT_EQ(heard.text("/items/0/put_aside"), "true");
}

TEST_F(LookBack, MetricsCountBoth) {
  engine.answers(actors::stats{});
  actors::kind_row agents;
  agents.kind = "agent";
  agents.put_aside = 2;
  engine.answers(actors::actor_page{.kinds = {agents}, .items = {}, .next = {}});
  actors::dead_letter_list letters;
  letters.counts[0] = 7;
  engine.answers(letters);
  const auto text = get("/metrics", as_operator).body;
  EXPECT_THAT(text, HasSubstr("kod_actors_put_aside{name=\"agent\"} 2\n"));
  EXPECT_THAT(text, HasSubstr("kod_dead_letters_total{reason=\"receiver-ended\"} 7\n"));
}

TEST_F(LookBack, MetricsAreToldThoughNobodyCountsDeadLetters) {
  engine.answers(actors::stats{});
  engine.answers(actors::actor_page{});
  EXPECT_EQ(get("/metrics", as_operator).status, 200U); // The fake engine knows none.
}

TEST_F(LookBack, AMinuteTellsItsFiguresAndAGapNone) {
  model::minute_record record;
  record.at = noon;
  record.waiting = 5;
  record.offered = 2;
  record.taken = 7;
  record.inside_promise = 0.5;
  record.standing = model::minute_standing{41.0, 62.0, {}, 10, 3, 1, 740, 300, 2, 4};
  model::minute_record of_an_earlier_version;
  of_an_earlier_version.at = noon + 1min;
  of_an_earlier_version.waiting = 6;
  engine.answers(
    actors::minute_list{{{noon - 1min, {}}, {noon, record}, {noon + 1min, of_an_earlier_version}}});
  const auto heard = get("/v1/stats/history?minutes=2", as_operator);
  EXPECT_EQ(engine.last<actors::list_minutes>().count, 2U);
  EXPECT_EQ(heard.text("/items/0/waiting"), "null");
  EXPECT_EQ(heard.text("/items/0/inside_promise"), "null");
  EXPECT_EQ(heard.text("/items/1/waiting"), "5");
  EXPECT_EQ(heard.text("/items/1/open_offers"), "2");
  EXPECT_EQ(heard.text("/items/1/requested"), "7");
  const std::vector<std::pair<std::string, std::string>> standing{
    {"oldest_waiting_seconds", "41"},
    {"accept_seconds_p50", "62"},
    {"accept_seconds_p95", "null"},
    {"general", "10"},
    {"mass", "3"},
    {"waits_for_opening", "1"},
    {"registered", "740"},
    {"offerable", "300"},
    {"deregistered", "2"},
    {"suspended", "4"}};
  EXPECT_EQ(heard.text("/items/2/waiting"), "6");
  for (const auto& [name, value] : standing) {
    EXPECT_EQ(heard.text("/items/0/" + name), "null") << name;
    EXPECT_EQ(heard.text("/items/1/" + name), value) << name;
    EXPECT_EQ(heard.text("/items/2/" + name), "null") << name;
  }
  EXPECT_EQ(heard.text("/items/1/at"), heard.text("/items/1/at").substr(0, 20));
}

TEST_F(LookBack, AnHourOfMinutesIsToldUnlessAskedForMoreAndNeverMoreThanADay) {
  engine.answers(actors::minute_list{});
  get("/v1/stats/history", as_operator);
  EXPECT_EQ(engine.last<actors::list_minutes>().count, 60U);
  for (const auto* wrong : {"0", "1441", "-1", "x", "5x", ""})
    expect_invalid(get("/v1/stats/history?minutes=" + std::string{wrong}, as_operator), "/minutes");
}

TEST(CsvRow, QuotesWhatNeedsIt) {
  std::string text;
  http::csv_row row{text};
  row.add("plain").add("a,b").add("say \"so\"").add(7).add(std::optional<int>{}).add("x").end();
  EXPECT_EQ(text, "plain,\"a,b\",\"say \"\"so\"\"\",7,,x\r\n");
}

TEST(CsvRow, NoFieldIsAFormula) {
  for (const auto* begin : {"=", "+", "-", "@", "\t", "\r"}) {
    std::string text;
    http::csv_row{text}.add(std::string{begin} + "1").end();
    EXPECT_EQ(text.find('\''), text.starts_with('"') ? 1U : 0U) << text;
  }
  std::string text;
  http::csv_row{text}.add(-1).add("a=1").end();
  EXPECT_EQ(text, "-1,a=1\r\n");
}

} // namespace
