#include "actors/interfaces.hpp"
#include "http/problem.hpp"
#include "http/response_text.hpp"

#include <boost/json/parse.hpp>
#include <caf/sec.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <utility>

namespace {

using namespace kod;
using http::code;
using testing::Contains;
using testing::Pair;

boost::json::object body_of(const http::response& answer) {
  return boost::json::parse(answer.body).as_object();
}
std::string type_of(const http::response& answer) {
  return body_of(answer).at("type").as_string().c_str();
}

TEST(Problem, IsADocument) {
  const auto answer = http::problem(code::already_taken);
  EXPECT_EQ(answer.status, 409u);
  EXPECT_EQ(answer.content_type, "application/problem+json");
  const auto body = body_of(answer);
  EXPECT_EQ(body.at("type"), "/problems/already-taken");
  EXPECT_EQ(body.at("status"), 409);
  EXPECT_FALSE(body.at("title").as_string().empty());
  EXPECT_FALSE(body.at("detail").as_string().empty());
  EXPECT_FALSE(body.contains("errors"));
}

TEST(Problem, EachStatusHasAPhraseOfItsOwn) {
  std::map<std::string, unsigned> phrases;
  for (auto each = 0; each <= static_cast<int>(code::unknown_outcome); ++each) {
    const auto answer = http::problem(static_cast<code>(each));
    std::string text;
    http::append(text, answer, {});
    const auto begin = "HTTP/1.1 " + std::to_string(answer.status) + ' ';
    ASSERT_EQ(text.substr(0, begin.size()), begin);
    const auto phrase = text.substr(begin.size(), text.find("\r\n") - begin.size());
    EXPECT_EQ(phrases.emplace(phrase, answer.status).first->second, answer.status) << phrase;
    EXPECT_NE(phrase, "Status") << answer.status;
  }
}

TEST(Problem, MaySayMore) {
  EXPECT_EQ(body_of(http::problem(code::programme_closed, "Call us.")).at("detail"), "Call us.");
}

TEST(Problem, OfFieldsNamesEach) {
  const auto answer = http::invalid({{"/zip", "unknown"}, {"/name", "missing"}});
  EXPECT_EQ(answer.status, 422u);
  EXPECT_EQ(
    body_of(answer).at("errors"), boost::json::parse(R"([{"pointer":"/zip","detail":"unknown"},
                           {"pointer":"/name","detail":"missing"}])"));
}

TEST(Problem, ThatPassesSaysWhenToTryAgain) {
  for (const auto what : {code::overloaded, code::stopping, code::unknown_outcome}) {
    EXPECT_EQ(http::problem(what).status, 503u);
    EXPECT_THAT(http::problem(what).headers, Contains(Pair("Retry-After", "1")));
  }
}

TEST(Problem, OfAFullDiskIsNotOverInASecond) {
  EXPECT_EQ(http::problem(code::storage_full).status, 503u);
  EXPECT_THAT(http::problem(code::storage_full).headers, Contains(Pair("Retry-After", "60")));
}

TEST(Problem, WithoutATokenSaysHowToBringOne) {
  EXPECT_THAT(
    http::problem(code::unauthorized).headers, Contains(Pair("WWW-Authenticate", "Bearer")));
}

/// Every rejection that a client can meet, and how the contract spells it.
const std::map<model::rejection, std::pair<unsigned, std::string>> spelling{
  {model::rejection::not_found, {404, "not-found"}},
  {model::rejection::already_ended, {409, "already-ended"}},
  {model::rejection::already_taken, {409, "already-taken"}},
  {model::rejection::agent_not_eligible, {409, "agent-not-eligible"}},
  {model::rejection::agent_not_registered, {409, "agent-not-registered"}},
  {model::rejection::offer_expired, {409, "offer-expired"}},
  {model::rejection::not_offered, {409, "not-offered"}},
  {model::rejection::not_accepted, {409, "not-accepted"}},
  {model::rejection::limit_reached, {409, "limit-reached"}},
  {model::rejection::section_order, {409, "section-order"}},
  {model::rejection::npn_taken, {409, "npn-taken"}},
  {model::rejection::id_taken, {409, "id-taken"}},
  {model::rejection::duplicate_request, {409, "duplicate-request"}},
  {model::rejection::key_in_progress, {409, "idempotency-key-in-progress"}},
  {model::rejection::key_reused, {422, "idempotency-key-reused"}},
  {model::rejection::unknown_agent, {422, "invalid"}},
  {model::rejection::until_passed, {422, "invalid"}},
  {model::rejection::incomplete_license, {422, "invalid"}},
  {model::rejection::stale_number, {500, "internal-error"}}};

TEST(Problem, OfARejectionIsSpeltAsTheContractSays) {
  for (const auto& [why, expected] : spelling) {
    const auto answer = http::problem_of(caf::make_error(why));
    EXPECT_EQ(answer.status, expected.first) << to_string(why);
    EXPECT_EQ(type_of(answer), "/problems/" + expected.second);
  }
}

TEST(Problem, OfAnUnknownAgentDependsOnWhoNamedIt) {
  const auto why = caf::make_error(model::rejection::unknown_agent);
  EXPECT_EQ(
    body_of(http::problem_of(why)).at("errors").as_array().at(0).at("pointer"), "/agent_id");
  EXPECT_EQ(http::problem_of(why, http::agent_named_in::path).status, 404u);
}

TEST(Problem, OfAnInstantThatHasPassedPointsAtIt) {
  const auto answer = http::problem_of(caf::make_error(model::rejection::until_passed));
  EXPECT_EQ(body_of(answer).at("errors").as_array().at(0).at("pointer"), "/until");
}

TEST(Problem, OfTheEngineSaysWhetherToRepeat) {
  using enum actors::engine_error;
  for (const auto why : {version_refused, unknown_outcome})
    EXPECT_EQ(type_of(http::problem_of(caf::make_error(why))), "/problems/unknown-outcome");
  EXPECT_EQ(
    type_of(http::problem_of(caf::make_error(caf::sec::request_receiver_down))),
    "/problems/unknown-outcome");
  EXPECT_EQ(http::problem_of(caf::make_error(bad_cursor)).status, 422u);
  EXPECT_EQ(http::problem_of(caf::make_error(handler_failed)).status, 500u);
}

TEST(Problem, OfAnythingElseIsOurs) {
  EXPECT_EQ(http::problem_of(caf::make_error(caf::sec::unexpected_message)).status, 500u);
}

} // namespace
