#include "http/event_stream.hpp"
#include "model/text_forms.hpp"
#include "tests/http/resources_fixture.hpp"

// Tables of a period, sent while they are made.

namespace {

using namespace kod;
using namespace kod::tests;
using testing::HasSubstr;

/// What a client that reads at once is sent, and whether it was told that this is the whole.
struct heard_body {
  std::string text;
  bool whole = false;

  void add_chunks(std::string_view part) {
    while (!part.empty()) {
      ASSERT_FALSE(whole) << "something follows the last chunk";
      const auto begin = part.find("\r\n") + 2;
      const auto size = std::stoul(std::string{part}, nullptr, 16);
      ASSERT_GE(part.size(), begin + size + 2) << "framed wrongly";
      EXPECT_EQ(part.substr(begin + size, 2), "\r\n") << "framed wrongly";
      text += part.substr(begin, size);
      whole = size == 0;
      part.remove_prefix(begin + size + 2);
    }
  }
};

heard_body read_all(http::event_stream& body) {
  heard_body heard;
  int in_vain = 0;
  body.listen([&] { in_vain = 0; });
  while (in_vain < 2) { // Nothing more comes by itself here.
    const auto part = body.take();
    if (!part)
      break;
    heard.add_chunks(*part);
    in_vain = part->empty() ? in_vain + 1 : 0;
  }
  return heard;
}

class Exporting : public Resources {
protected:
  static constexpr const char* period = "?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z";

  static model::referral_line a_line(const std::string& id) {
    model::referral_line line;
    line.id = {id};
    line.requested_at = noon;
    line.county = "Jefferson County";
    line.zip = {"40202"};
    line.language = {"es"};
    line.type = model::referral_type::mass;
    line.status = model::referral_status::in_progress;
    line.offers = 3;
    line.misses = 1;
    line.to_accept = 90s;
    line.overdue = true;
    return line;
  }
};

TEST_F(Exporting, AReferralIsALineWithoutAnythingPersonal) {
  engine.answers(actors::referral_lines{{a_line("r-1")}, {}});
  const auto heard = get("/v1/referrals/export" + std::string{period}, as_operator);
  ASSERT_TRUE(heard.stream);
  EXPECT_EQ(heard.content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(heard.header("Transfer-Encoding"), "chunked");
  EXPECT_EQ(heard.header("Content-Disposition"), "attachment; filename=\"referrals.csv\"");
  const auto body = read_all(*heard.stream);
  EXPECT_TRUE(body.whole);
  EXPECT_EQ(
    body.text,
    "id,requested_at,county,zip,language,type,status,offers,misses,rejects,hand_withdrawals,"
    "releases,seconds_to_accept,disposition,overdue\r\n"
    "r-1,"
      + model::format_instant(noon)
      + ",Jefferson County,40202,es,Mass,In Progress,3,1,0,0,0,90,,true\r\n");
}

TEST_F(Exporting, AnAgentIsALineOfCounts) {
  model::agent_line line;
  line.id = {"-ann"};
  line.offers = 4;
  line.completed[5] = 2;
  line.hand_withdrawals = 3;
  line.accept_p50_seconds = 61.6;
  engine.answers(actors::agent_lines{{line}, {}});
  const auto heard = get("/v1/agents/export" + std::string{period}, as_operator);
  ASSERT_TRUE(heard.stream);
  const auto body = read_all(*heard.stream);
  EXPECT_TRUE(body.whole);
  EXPECT_THAT(body.text, HasSubstr("\r\n'-ann,4,0,0,0,0,0,0,0,0,0,0,2,3,62,\r\n"));
}

TEST_F(Exporting, TheNextPageIsAskedForWhenTheOneBeforeWasTaken) {
  engine.answers(actors::referral_lines{{a_line("r-1")}, model::referral_id{"r-1"}});
  const auto heard = get("/v1/referrals/export" + std::string{period}, as_operator);
  ASSERT_TRUE(heard.stream);
  heard.stream->listen([] {});
  EXPECT_THAT(heard.stream->take().value_or(""), HasSubstr("r-1"));
  EXPECT_EQ(engine.count<actors::export_referrals>(), 1) << "it is still being sent";
  engine.silent = true;
  EXPECT_EQ(heard.stream->take(), "");
  EXPECT_EQ(engine.count<actors::export_referrals>(), 2);
  EXPECT_EQ(engine.last<actors::export_referrals>().after, model::referral_id{"r-1"});
  EXPECT_EQ(heard.stream->take(), "") << "it is still being made";
  engine.silent = false;
  engine.answers(actors::referral_lines{{a_line("r-99")}, {}});
  engine.answer_all();
  heard_body rest;
  rest.add_chunks(heard.stream->take().value_or(""));
  EXPECT_THAT(rest.text, HasSubstr("r-99"));
  EXPECT_TRUE(rest.whole);
  EXPECT_EQ(heard.stream->take(), std::nullopt);
}

TEST_F(Exporting, APageWithoutALineIsNotTheEnd) {
  engine.answers(actors::referral_lines{{}, model::referral_id{"r-1"}});
  const auto heard = get("/v1/referrals/export" + std::string{period}, as_operator);
  ASSERT_TRUE(heard.stream);
  heard.stream->listen([] {});
  heard_body body;
  body.add_chunks(heard.stream->take().value_or("")); // The headings.
  engine.answers(actors::referral_lines{{}, model::referral_id{"r-2"}});
  EXPECT_EQ(heard.stream->take(), "");
  EXPECT_EQ(heard.stream->take(), "");
  EXPECT_FALSE(body.whole);
  EXPECT_EQ(engine.last<actors::export_referrals>().after, model::referral_id{"r-2"});
  engine.answers(actors::referral_lines{{a_line("r-3")}, {}});
  body.add_chunks(heard.stream->take().value_or(""));
  body.add_chunks(heard.stream->take().value_or(""));
  EXPECT_THAT(body.text, HasSubstr("r-3"));
  EXPECT_TRUE(body.whole);
}

TEST_F(Exporting, ATableThatCannotGoOnIsCutAndNotEnded) {
  engine.answers(actors::referral_lines{{a_line("r-1")}, model::referral_id{"r-1"}});
  const auto heard = get("/v1/referrals/export" + std::string{period}, as_operator);
  ASSERT_TRUE(heard.stream);
  engine.fails<actors::referral_lines>(caf::make_error(actors::engine_error::handler_failed));
  const auto body = read_all(*heard.stream);
  EXPECT_THAT(body.text, HasSubstr("r-1"));
  EXPECT_FALSE(body.whole);
  EXPECT_TRUE(heard.stream->over());
}

TEST_F(Exporting, WhatCannotEvenBeginIsAProblem) {
  engine.fails<actors::agent_lines>(caf::make_error(actors::engine_error::handler_failed));
  const auto heard = get("/v1/agents/export" + std::string{period}, as_operator);
  expect_refused(heard, 500, "internal-error");
}

TEST_F(Exporting, APeriodIsNeededAndNotTheOtherWayRound) {
  for (const auto* path : {"/v1/referrals/export", "/v1/agents/export"}) {
    const std::string begin{path};
    expect_invalid(get(begin, as_operator), "/from");
    expect_invalid(get(begin + "?from=2026-11-24T00:00:00Z", as_operator), "/to");
    expect_invalid(
      get(begin + "?from=2026-11-24T00:00:00Z&to=2026-11-24T00:00:00Z", as_operator), "/to");
    expect_invalid(get(begin + "?from=yesterday&to=2026-11-24T00:00:00Z", as_operator), "/from");
    expect_invalid(get(begin + period + "&x=1", as_operator), "/x");
  }
}

TEST_F(Exporting, WhoStopsReadingIsAskedForNothingMore) {
  engine.answers(actors::referral_lines{{a_line("r-1")}, model::referral_id{"r-1"}});
  const auto heard = get("/v1/referrals/export" + std::string{period}, as_operator);
  ASSERT_TRUE(heard.stream);
  engine.silent = true;
  heard.stream->listen([] {});
  heard.stream->take();
  heard.stream->take(); // The next page is asked for.
  heard.stream->close();
  engine.answer_all();
  EXPECT_EQ(heard.stream->take(), std::nullopt);
  EXPECT_EQ(engine.count<actors::export_referrals>(), 2);
}

} // namespace
