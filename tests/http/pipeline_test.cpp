#include "http/pipeline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace {

using namespace kod;
using namespace std::chrono_literals;
using http::access;
using http::body_kind;
using http::method;
using testing::Contains;
using testing::HasSubstr;
using testing::Pair;

/// Requests against a few routes, with nothing of a server. A handler answers 200 and keeps its
/// call.
class Pipeline : public testing::Test {
protected:
  http::route
  route(method how, std::string pattern, std::vector<access> allowed, body_kind body = {}) {
    return {
      .method = how,
      .pattern = std::move(pattern),
      .allowed = std::move(allowed),
      .body = body,
      .handler = [this](std::shared_ptr<const http::call> made, const http::respond& answer) {
        handled = std::move(made);
        answer({});
      }};
  }
  std::vector<http::route> routes() {
    auto request = route(method::post, "/requests", {access::anybody}, body_kind::json);
    request.rated = true;
    request.errand = http::errand::new_request;
    auto form = route(method::post, "/form", {access::anybody}, body_kind::form);
    form.refusal = [](const http::request&, const http::response& problem) {
      return http::response{
        .status = problem.status, .body = "a page: " + std::to_string(problem.status)};
    };
    return {
      std::move(form),
      std::move(request),
      route(method::get, "/open", {access::anybody}),
      route(method::get, "/agents/{id}", {access::agent, access::operator_}),
      route(method::patch, "/agents/{id}", {access::operator_}, body_kind::json),
      route(method::post, "/maybe", {access::anybody}, body_kind::optional),
      route(method::post, "/import", {access::operator_}, body_kind::csv)};
  }

  http::response ask(http::request asked) {
    asked.peer = "10.0.0.1";
    if (!asked.body.empty() && !asked.header("Content-Length"))
      asked.headers.emplace_back("Content-Length", std::to_string(asked.body.size()));
    admitted = pipeline.admit(asked);
    if (admitted.refusal)
      return *admitted.refusal;
    http::response heard;
    admitted.serve(std::move(asked), [&](http::response answer) { heard = std::move(answer); });
    return heard;
  }

  http::name_value bearer(model::role role) {
    return {"Authorization", "Bearer " + tokens.sign({role, "a-1"}, 1h)};
  }
  http::request get(std::string path, std::vector<http::name_value> headers = {}) {
    return {.method = method::get, .path = std::move(path), .headers = std::move(headers)};
  }
  http::request post(std::string path, std::string type, std::string body) {
    return {
      .method = method::post,
      .path = std::move(path),
      .headers = {{"Content-Type", std::move(type)}},
      .body = std::move(body)};
  }

  model::instant now{1h};
  http::tokens tokens{"0123456789abcdef0123456789abcdef", [this] { return now; }};
  http::sessions sessions{tokens, [this] { return now; }, [] { return std::string{"s-1"}; }};
  http::pipeline pipeline{
    routes(), tokens, sessions, {http::rate{.most = 2, .per = 60s}, [this] { return now; }}};
  http::admission admitted;
  std::shared_ptr<const http::call> handled;
};

TEST_F(Pipeline, TellsTheLogTheRoutesPatternAndNeverThePath) {
  ask(get("/agents/Plantedname"));
  EXPECT_EQ(admitted.route, "/agents/{id}");
  EXPECT_TRUE(admitted.refusal);
  ask(get("/Plantedpath"));
  EXPECT_EQ(admitted.route, "");
}

TEST_F(Pipeline, AnUnknownPathIsNotFound) {
  EXPECT_EQ(ask(get("/nowhere")).status, 404u);
  EXPECT_EQ(ask(get("")).status, 404u);
}

TEST_F(Pipeline, WhereNoRouteLeadsAnotherAnswerMayStand) {
  pipeline.answer_nowhere_with([](const http::request& asked, http::response problem) {
    problem.body = "nothing at " + asked.path;
    return problem;
  });
  const auto answer = ask(get("/nowhere"));
  EXPECT_EQ(answer.status, 404u);
  EXPECT_EQ(answer.body, "nothing at /nowhere");
  EXPECT_EQ(ask({.method = method::delete_, .path = "/open"}).status, 405u);
  EXPECT_EQ(ask(get("/open")).status, 200u);
}

TEST_F(Pipeline, AMethodThatAPathDoesntTakeIsToldWhichItDoes) {
  const auto answer = ask({.method = method::delete_, .path = "/open"});
  EXPECT_EQ(answer.status, 405u);
  EXPECT_THAT(answer.headers, Contains(Pair("Allow", "GET, HEAD")));
}

TEST_F(Pipeline, TheMethodIsLookedAtBeforeTheToken) {
  EXPECT_EQ(ask({.method = method::post, .path = "/agents/a-1"}).status, 405u);
}

TEST_F(Pipeline, NoTokenIsUnauthorized) {
  const auto answer = ask(get("/agents/a-1"));
  EXPECT_EQ(answer.status, 401u);
  EXPECT_THAT(answer.headers, Contains(Pair("WWW-Authenticate", "Bearer")));
}

TEST_F(Pipeline, ABadTokenIsUnauthorizedEvenWhereNoneIsNeeded) {
  for (const auto* text : {"Bearer nonsense", "Bearer", "Basic YTpi", ""})
    EXPECT_EQ(ask(get("/open", {{"Authorization", text}})).status, 401u) << text;
}

TEST_F(Pipeline, AnotherRoleIsForbidden) {
  EXPECT_EQ(ask(get("/agents/a-1", {bearer(model::role::intake)})).status, 403u);
}

TEST_F(Pipeline, OperatorsMayOnlyWhereTheyAreNamed) {
  EXPECT_EQ(ask(get("/agents/a-1", {bearer(model::role::operator_)})).status, 200u);
}

TEST_F(Pipeline, AHandlerIsToldWhoCallsAndWhatThePathNames) {
  EXPECT_EQ(ask(get("/agents/a-7", {bearer(model::role::agent)})).status, 200u);
  EXPECT_EQ(handled->caller.who, (model::party{model::role::agent, "a-1"}));
  EXPECT_FALSE(handled->caller.anonymous);
  EXPECT_THAT(handled->path, Contains(Pair("id", "a-7")));
}

TEST_F(Pipeline, ATokenMayComeAsACookie) {
  const auto token = tokens.sign({model::role::agent, "a-1"}, 1h);
  EXPECT_EQ(ask(get("/agents/a-1", {{"Cookie", "a=b; kod_session=" + token}})).status, 200u);
}

TEST_F(Pipeline, AnOldCookieIsAsGoodAsNone) {
  EXPECT_EQ(ask(get("/agents/a-1", {{"Cookie", "kod_session=old"}})).status, 401u);
  EXPECT_EQ(ask(get("/open", {{"Cookie", "kod_session=old"}})).status, 200u);
  EXPECT_TRUE(handled->caller.anonymous);
}

TEST_F(Pipeline, ASessionsCookieIsAsGoodAsAToken) {
  const auto begun = sessions.begin_with_token(tokens.sign({model::role::agent, "a-1"}, 1h));
  const http::name_value cookie{"Cookie", "kod_session=" + sessions.text_of(*begun)};
  EXPECT_EQ(ask(get("/agents/a-1", {cookie})).status, 200u);
  now += http::sessions::idle;
  EXPECT_EQ(ask(get("/agents/a-1", {cookie})).status, 401u);
}

TEST_F(Pipeline, ACookieChangesThingsForOurOwnPagesAlone) {
  const auto begun = sessions.begin_with_token(tokens.sign({model::role::operator_, "o"}, 1h));
  const auto patch = [&](http::name_value sign) {
    return ask(
      {.method = method::patch,
       .path = "/agents/a-1",
       .headers =
         {{"Content-Type", "application/json"},
          {"Host", "kod.example"},
          {"Cookie", "kod_session=" + sessions.text_of(*begun)},
          std::move(sign)},
       .body = "{}"});
  };
  EXPECT_EQ(patch({"Sec-Fetch-Site", "same-origin"}).status, 200u);
  EXPECT_EQ(patch({"Origin", "https://kod.example"}).status, 200u);
  EXPECT_EQ(patch({"Sec-Fetch-Site", "cross-site"}).status, 401u);
  EXPECT_EQ(patch({"Sec-Fetch-Site", "same-site"}).status, 401u);
  EXPECT_EQ(patch({"Origin", "https://evil.example"}).status, 401u);
  EXPECT_EQ(patch({"Accept", "*/*"}).status, 401u) << "no browser has said whose page it was";
}

TEST_F(Pipeline, AFormIsReadWhateverIsInIt) {
  EXPECT_EQ(ask(post("/form", "application/x-www-form-urlencoded", "a=1+%26&b&=c")).status, 200u);
  EXPECT_THAT(handled->form, testing::ElementsAre(Pair("a", "1 &"), Pair("b", ""), Pair("", "c")));
  EXPECT_EQ(ask(post("/form", "application/json", "{}")).status, 415u);
}

TEST_F(Pipeline, APageSaysInItsOwnWayWhatItRefuses) {
  const auto refused = ask(post("/form", "text/plain", "a=1"));
  EXPECT_EQ(refused.body, "a page: 415");
}

TEST_F(Pipeline, AnybodyIsRatedByAddress) {
  for (int each = 0; each < 2; ++each)
    EXPECT_EQ(ask(post("/requests", "application/json", "{}")).status, 200u);
  const auto answer = ask(post("/requests", "application/json", "{}"));
  EXPECT_EQ(answer.status, 429u);
  EXPECT_THAT(answer.headers, Contains(Pair("Retry-After", "30")));
  EXPECT_EQ(ask(get("/open")).status, 200u) << "which isn't rated";
}

TEST_F(Pipeline, FailedRequestsCountToo) {
  for (int each = 0; each < 2; ++each)
    EXPECT_EQ(ask(post("/requests", "application/json", "{")).status, 400u);
  EXPECT_EQ(ask(post("/requests", "text/plain", "{")).status, 429u);
}

TEST_F(Pipeline, AResidentsTokenIsNoWayRoundTheRate) {
  auto asked = post("/requests", "application/json", "{}");
  asked.headers.emplace_back("Authorization", "Bearer " + tokens.sign_for_resident({"r-1"}, now));
  EXPECT_EQ(ask(asked).status, 200u);
  EXPECT_EQ(ask(asked).status, 200u);
  EXPECT_EQ(ask(asked).status, 429u);
}

TEST_F(Pipeline, TheIntakeIsNotRated) {
  auto asked = post("/requests", "application/json", "{}");
  asked.headers.push_back(bearer(model::role::intake));
  for (int each = 0; each < 5; ++each)
    EXPECT_EQ(ask(asked).status, 200u);
}

TEST_F(Pipeline, JsonRoutesTakeJson) {
  auto asked = post("/maybe", "", "{\"a\":1}");
  for (const auto* type :
       {"application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\""}) {
    asked.headers[0].second = type;
    EXPECT_EQ(ask(asked).status, 200u) << type;
    EXPECT_EQ(handled->body.as_object().at("a"), 1);
  }
  for (const auto* type :
       {"",
        "text/plain",
        "application/jsonx",
        "text/json",
        "application/json; charset=latin1",
        "application/merge-patch+json"}) {
    asked.headers[0].second = type;
    EXPECT_EQ(ask(asked).status, 415u) << type;
  }
}

TEST_F(Pipeline, ABodyWithoutATypeIsRefused) {
  auto asked = post("/maybe", "", "{}");
  asked.headers.clear();
  EXPECT_EQ(ask(asked).status, 415u);
}

TEST_F(Pipeline, APatchMayBeAMergePatch) {
  auto asked = post("/agents/a-1", "application/merge-patch+json", "{}");
  asked.method = method::patch;
  asked.headers.push_back(bearer(model::role::operator_));
  EXPECT_EQ(ask(asked).status, 200u);
}

TEST_F(Pipeline, AnEmptyBodyIsJsonOnlyWhereItMayBe) {
  EXPECT_EQ(ask({.method = method::post, .path = "/maybe"}).status, 200u);
  EXPECT_TRUE(handled->body.is_null());
  const auto answer = ask({.method = method::post, .path = "/requests"});
  EXPECT_EQ(answer.status, 400u);
  EXPECT_THAT(answer.body, HasSubstr("/problems/not-json"));
}

TEST_F(Pipeline, CsvRoutesTakeCsvAndMuchOfIt) {
  auto asked = post("/import", "text/csv; charset=utf-8; header=present", "id,npn\n");
  asked.headers.push_back(bearer(model::role::operator_));
  EXPECT_EQ(ask(asked).status, 200u);
  EXPECT_EQ(handled->request.body, "id,npn\n");
  EXPECT_EQ(admitted.body_limit, http::limits::csv_body);
  asked.headers[0].second = "application/json";
  EXPECT_EQ(ask(asked).status, 415u);
}

TEST_F(Pipeline, WhatLooksIsALookAndAllElseAnOrderUntilARouteSaysOtherwise) {
  ask(get("/open"));
  EXPECT_EQ(admitted.errand, http::errand::look);
  ask({.method = method::post, .path = "/maybe"});
  EXPECT_EQ(admitted.errand, http::errand::order);
  ask(post("/requests", "application/json", "{}"));
  EXPECT_EQ(admitted.errand, http::errand::new_request);
}

TEST_F(Pipeline, OthersTakeLittle) {
  EXPECT_EQ(ask(get("/open")).status, 200u);
  EXPECT_EQ(admitted.body_limit, http::limits::json_body);
}

} // namespace
