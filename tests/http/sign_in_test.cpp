// Signing in and out, and what the portals and the files of the pages are answered with.

#include "model/text_forms.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class SignIn : public Resources {
protected:
  answer sign_in(const std::string& form) { return post("/sign-in", as_anybody, form); }
  static std::string text_of(const answer& heard) {
    const auto cookie = heard.header("Set-Cookie");
    return cookie.substr(12, cookie.find(';') - 12);
  }
  http::name_value cookie_of(const answer& heard) {
    return {"Cookie", "kod_session=" + text_of(heard)};
  }
  const model::party ada{model::role::agent, "a-1"};
};

TEST_F(SignIn, ATokenLeadsToOnesOwnPlace) {
  const auto agent = sign_in("token=" + tokens.sign(ada, 1h));
  EXPECT_EQ(agent.status, 303U);
  EXPECT_EQ(agent.header("Location"), "/agent");
  EXPECT_EQ(sessions.read(text_of(agent))->who, ada);
  EXPECT_EQ(sign_in("token=" + tokens.sign(an_operator, 1h)).header("Location"), "/operator");
}

TEST_F(SignIn, AWrongTokenIsToldAndNotEchoed) {
  const auto heard = sign_in("token=secret");
  EXPECT_EQ(heard.status, 422U);
  EXPECT_THAT(heard.body, HasSubstr("This token is not valid"));
  EXPECT_THAT(heard.body, Not(HasSubstr("secret")));
  EXPECT_EQ(heard.header("Set-Cookie"), "");
}

TEST_F(SignIn, ALinkSignsInOnce) {
  const auto link = tokens.sign(http::new_link(ada, "l-1", now, {10min, 12h}));
  EXPECT_EQ(sign_in("link=" + link).header("Location"), "/agent");
  const auto again = sign_in("link=" + link);
  EXPECT_EQ(again.status, 422U);
  EXPECT_THAT(again.body, HasSubstr("This link signs nobody in any more"));
}

TEST_F(SignIn, SigningOutEndsTheSessionForGood) {
  const auto begun = sign_in("token=" + tokens.sign(ada, 1h));
  const auto ended = post(
    "/sign-out", as_agent({"a-1"}), "x=", {cookie_of(begun), {"Sec-Fetch-Site", "same-origin"}});
  EXPECT_EQ(ended.header("Location"), "/sign-in?signed-out");
  EXPECT_THAT(ended.header("Set-Cookie"), HasSubstr("Max-Age=0"));
  EXPECT_FALSE(sessions.read(text_of(begun)));
}

TEST_F(SignIn, ThePersonsPresenceRenewsTheSession) {
  const auto begun = sign_in("token=" + tokens.sign(ada, 1h));
  now += 10min;
  const auto looked =
    call(http::method::get, "/session", as_agent({"a-1"}), {}, {cookie_of(begun)});
  EXPECT_EQ(looked.header("Set-Cookie"), "") << "a look of the page's own renews nothing";
  EXPECT_EQ(looked.text("/idle_until"), model::format_instant(now + 5min));
  const auto there = post("/session", as_agent({"a-1"}), {}, {cookie_of(begun)});
  EXPECT_EQ(there.text("/idle_until"), model::format_instant(now + 15min));
  EXPECT_EQ(sessions.read(text_of(there))->who, ada);
}

TEST_F(SignIn, TheEnginesTimeIsToldToAnybody) {
  const auto heard = get("/session", as_anybody);
  EXPECT_EQ(heard.text("/now"), model::format_instant(now));
  EXPECT_EQ(heard.text("/role"), "null");
}

TEST_F(SignIn, APortalIsForItsOwnRole) {
  EXPECT_EQ(get("/agent", as_agent({"a-1"})).status, 200U);
  EXPECT_EQ(get("/operator", as_operator).status, 200U);
  const auto unknown = get("/agent", as_anybody);
  EXPECT_EQ(unknown.status, 303U);
  EXPECT_EQ(unknown.header("Location"), "/sign-in");
}

TEST_F(SignIn, WhoeverEntersAnothersPortalIsToldTheWayToTheirOwn) {
  const auto lost = get("/agent", as_operator);
  EXPECT_EQ(lost.status, 403U);
  EXPECT_THAT(lost.body, HasSubstr("You are signed in as somebody else"));
  EXPECT_THAT(lost.body, HasSubstr("class=\"usa-button\" href=\"/operator\""));
  const auto strayed = get("/operator", as_agent({"a-1"}));
  EXPECT_EQ(strayed.status, 403U);
  EXPECT_THAT(strayed.body, HasSubstr("class=\"usa-button\" href=\"/agent\""));
}

TEST_F(SignIn, ThePortalsNameLeadsToItself) {
  EXPECT_THAT(
    get("/agent", as_agent({"a-1"})).body,
    HasSubstr("class=\"site-header__name\" href=\"/agent\""));
  EXPECT_THAT(
    get("/operator", as_operator).body,
    HasSubstr("class=\"site-header__name\" href=\"/operator\""));
  EXPECT_THAT(
    get("/sign-in", as_anybody).body, HasSubstr("class=\"site-header__name\" href=\"/\""));
}

class Assets : public Resources {
protected:
  answer file(const std::string& path, std::vector<http::name_value> headers = {}) {
    return call(http::method::get, path, as_anybody, {}, std::move(headers));
  }
};

TEST_F(Assets, MayBeKeptForEverUnderTheirVersion) {
  const auto heard = file("/assets/v1/site.css");
  EXPECT_EQ(heard.status, 200U);
  EXPECT_EQ(heard.content_type, "text/css; charset=utf-8");
  EXPECT_EQ(heard.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(file("/assets/v0/site.css").header("Cache-Control"), "no-cache");
  EXPECT_EQ(file("/assets/v1/uswds/css/uswds.min.css").status, 200U);
}

TEST_F(Assets, AreNotSentAgainToWhoHasThem) {
  const auto heard = file("/assets/v1/site.css", {{"If-None-Match", "\"old\", \"tag\""}});
  EXPECT_EQ(heard.status, 304U);
  EXPECT_EQ(heard.body, "");
  EXPECT_EQ(heard.header("ETag"), "\"tag\"");
}

TEST_F(Assets, NothingElseOfThePagesIsAFile) {
  for (const auto* path :
       {"/assets/v1/nothing.css", "/assets/v1/../texts/en.json", "/assets/v1/pages/ask.html"})
    EXPECT_EQ(file(path).status, 404U) << path;
}

TEST_F(Assets, AreGzippedForWhoTakesThat) {
  const http::web_file zipped{"assets/a.css", "text/css", "\"a\"", "plain", "zipped"};
  auto given = services();
  given.web = {{&zipped, 1}, "v1"};
  const http::router served{http::all_routes(std::move(given))};
  const auto ask = [&](std::vector<http::name_value> headers) {
    const auto match = served.find(http::method::get, "/assets/v1/a.css");
    auto made = std::make_shared<http::call>();
    made->request.headers = std::move(headers);
    made->path = match.path;
    http::response heard;
    match.route->handler(made, [&](http::response given_back) { heard = std::move(given_back); });
    return answer{std::move(heard)};
  };
  const auto gzip = ask({{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(gzip.header("Content-Encoding"), "gzip");
  EXPECT_EQ(gzip.body, "zipped");
  EXPECT_EQ(gzip.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(ask({}).body, "plain");
}

} // namespace
