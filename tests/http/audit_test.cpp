#include "http/event_stream.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using testing::HasSubstr;

class Audit : public Resources {
protected:
  static actors::audit_record a_look(std::uint64_t sequence, std::string reason) {
    return {
      {sequence,
       2,
       noon,
       an_operator,
       r1,
       model::contact_shared{an_operator, "revealed", 1},
       "192.0.2.1"},
      std::move(reason)};
  }
};

TEST_F(Audit, IsForOperatorsAlone) {
  EXPECT_THAT(
    routes.find(http::method::get, "/v1/audit").route->allowed,
    testing::ElementsAre(http::access::operator_));
}

TEST_F(Audit, SaysWhoDidWhatToWhomFromWhereAndWhy) {
  engine.answers(actors::audit_page{{a_look(7, "She called.")}, {}});
  const auto heard = get("/v1/audit?subject=r-1&limit=3", as_operator);
  EXPECT_EQ(engine.last<actors::list_audit>().subject, "r-1");
  EXPECT_EQ(engine.last<actors::list_audit>().limit, 3U);
  EXPECT_THAT(
    heard.body,
    HasSubstr(quoted("'sequence':7,'at':'2026-11-10T17:00:00Z','type':'contact-shared',"
                     "'by':{'role':'operator','id':'op-1'},'subject':'r-1',"
                     "'reason':'She called.','from':'192.0.2.1'")));
  EXPECT_THAT(heard.body, HasSubstr(quoted("'next':null")));
}

TEST_F(Audit, SaysWhatWasChangedOfTheProgrammeWhereThatWasNoted) {
  using enum model::programme_part;
  model::programme_changed change;
  const auto told = [&] {
    engine.answers(
      actors::audit_page{{{{7, 2, noon, an_operator, model::the_programme, change}, {}}}, {}});
    return json::serialize(get("/v1/audit", as_operator).at("/items/0/data"));
  };
  EXPECT_EQ(told(), quoted("{'open':true,'changed':null}"));
  change.parts = {hours, contact_centre};
  EXPECT_EQ(told(), quoted("{'open':true,'changed':['hours','contact-centre']}"));
}

TEST_F(Audit, GoesOnWithItsOwnCursorAlone) {
  engine.answers(actors::audit_page{{a_look(7, "")}, 7});
  const auto next = get("/v1/audit?subject=r-1", as_operator).text("/next");
  get("/v1/audit?subject=r-1&cursor=" + next, as_operator);
  EXPECT_EQ(engine.last<actors::list_audit>().before, 7U);
  expect_invalid(get("/v1/audit?cursor=" + next, as_operator), "/cursor");
  expect_invalid(get("/v1/audit?format=xml", as_operator), "/format");
}

TEST_F(Audit, IsAFileForWhoeverAsksForCsv) {
  engine.answers(actors::audit_page{{a_look(7, "Said \"no\", twice")}, 7});
  const auto heard = get("/v1/audit?format=csv&subject=r-1", as_operator);
  ASSERT_TRUE(heard.stream);
  EXPECT_EQ(heard.content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(heard.header("Transfer-Encoding"), "chunked");
  heard.stream->listen([] {});
  const auto line = "7,2026-11-10T17:00:00Z,contact-shared,operator,op-1,r-1,"
                    "\"Said \"\"no\"\", twice\",192.0.2.1\r\n";
  const auto first = heard.stream->take().value_or("");
  EXPECT_THAT(first, HasSubstr("sequence,at,type,role,id,subject,reason,from\r\n"));
  EXPECT_THAT(first, HasSubstr(line));
  EXPECT_EQ(engine.last<actors::list_audit>().before, std::nullopt) << "nobody has taken the first";
  engine.answers(actors::audit_page{});
  EXPECT_EQ(heard.stream->take(), "");
  EXPECT_EQ(engine.last<actors::list_audit>().before, 7U);
  EXPECT_EQ(heard.stream->take(), "0\r\n\r\n");
  EXPECT_EQ(heard.stream->take(), std::nullopt);
}

TEST_F(Audit, AFileThatBreaksOffHasNoLastChunk) {
  engine.answers(actors::audit_page{{a_look(7, "=1+1")}, 7});
  const auto heard =
    call(http::method::get, "/v1/audit", as_operator, {}, {{"Accept", "text/csv"}});
  ASSERT_TRUE(heard.stream);
  heard.stream->listen([] {});
  EXPECT_THAT(heard.stream->take().value_or(""), HasSubstr(",'=1+1,")) << "no formula";
  engine.refuses<actors::audit_page>(model::rejection::not_found);
  EXPECT_THAT(heard.stream->take().value_or(""), testing::Not(HasSubstr("0\r\n\r\n")));
  EXPECT_EQ(heard.stream->take(), std::nullopt);
}

TEST_F(Audit, AnOrderSaysWhereItCameFrom) {
  engine.answers(model::referral_view{});
  engine.answers(model::agent_view{});
  engine.answers(model::programme{});
  post("/v1/referrals/r-1/cancel", as_operator, quoted("{'reason':'asked'}"));
  EXPECT_EQ(engine.last<actors::referral_order>().from, "192.0.2.9");
  post("/v1/agents/ann/deregister", as_operator, quoted("{'reason':'asked'}"));
  EXPECT_EQ(engine.last<actors::agent_order>().from, "192.0.2.9");
  post("/v1/counties/Jefferson County/pause", as_operator, quoted("{'reason':'ice'}"));
  EXPECT_EQ(engine.last<actors::programme_order>().from, "192.0.2.9");
}

TEST_F(Audit, SomebodySignsInOnceTheAuditTellsOfIt) {
  const auto token = tokens.sign(an_operator, std::chrono::hours{1});
  EXPECT_EQ(post("/sign-in", as_anybody, "token=" + token).status, 303U);
  const auto& told = engine.last<actors::notice_order>();
  EXPECT_EQ(told.by, an_operator);
  EXPECT_EQ(told.notice.subject.text, an_operator.id);
  EXPECT_EQ(told.notice.event, model::notice_event{model::signed_in{"token"}});
  EXPECT_EQ(told.from, "192.0.2.9");
  engine.fails<actors::commit_answer>(caf::make_error(actors::engine_error::unknown_outcome));
  const auto in_vain = post("/sign-in", as_anybody, "token=" + token);
  EXPECT_EQ(in_vain.status, 503U);
  EXPECT_EQ(in_vain.header("Set-Cookie"), "");
}

TEST_F(Audit, ABackupThatSomebodyAskedForIsToldOf) {
  engine.answers(model::backup{.number = 3});
  EXPECT_EQ(post("/v1/backups", as_operator).status, 201U);
  const auto& told = engine.last<actors::notice_order>();
  EXPECT_EQ(told.notice.subject.text, "backups");
  EXPECT_EQ(told.notice.event, model::notice_event{model::backup_made{3}});
  EXPECT_EQ(told.by, an_operator);
}

} // namespace
