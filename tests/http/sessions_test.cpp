#include "http/sessions.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace kod;
using namespace std::chrono_literals;

class Sessions : public testing::Test {
protected:
  http::sessions begin() {
    return {tokens, [this] { return now; }, [this] { return "s-" + std::to_string(++drawn); }};
  }
  std::string link_for(const model::party& who) {
    return tokens.sign(http::new_link(who, "l-" + std::to_string(++drawn), now, {10min, 12h}));
  }
  std::optional<http::grant> read(const http::grant& session) {
    return sessions.read(sessions.text_of(session));
  }

  int drawn = 0;
  model::instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 1}};
  http::tokens tokens{"0123456789abcdef0123456789abcdef", [this] { return now; }};
  http::sessions sessions = begin();
  const model::party agent{model::role::agent, "a-1001"};
  const model::party operator_{model::role::operator_, "operator"};
};

TEST_F(Sessions, BeginWithAToken) {
  for (const auto& who : {agent, operator_}) {
    const auto begun = sessions.begin_with_token(tokens.sign(who, 1h));
    ASSERT_TRUE(begun);
    EXPECT_EQ(read(*begun)->who, who);
  }
  EXPECT_FALSE(sessions.begin_with_token("nonsense"));
  EXPECT_FALSE(sessions.begin_with_token(tokens.sign({model::role::intake, "exchange"}, 1h)))
    << "which has no pages";
}

TEST_F(Sessions, EndWhenNobodyIsThere) {
  const auto begun = *sessions.begin_with_token(tokens.sign(agent, 12h));
  now += http::sessions::idle - 1s;
  EXPECT_TRUE(read(begun));
  now += 1s;
  EXPECT_FALSE(read(begun));
}

TEST_F(Sessions, GoOnWhileSomebodyIsThereButNotLongerThanTheToken) {
  auto session = *sessions.begin_with_token(tokens.sign(agent, 1h));
  for (int tens = 0; tens < 5; ++tens) {
    now += 10min;
    const auto there = read(session);
    ASSERT_TRUE(there) << tens;
    session = sessions.renewed(*there);
  }
  now += 10min - 1s;
  EXPECT_TRUE(read(session));
  now += 1s;
  EXPECT_FALSE(read(session)) << "the hour is over";
}

TEST_F(Sessions, OutliveARestart) {
  const auto begun = *sessions.begin_with_token(tokens.sign(agent, 1h));
  now += 1min;
  EXPECT_TRUE(begin().read(sessions.text_of(begun)));
}

TEST_F(Sessions, EndForEverybodyWhoHoldsTheCookie) {
  const auto begun = *sessions.begin_with_token(tokens.sign(agent, 1h));
  const auto other = *sessions.begin_with_token(tokens.sign(agent, 1h));
  const auto renewed = sessions.renewed(begun);
  sessions.end(begun);
  EXPECT_FALSE(read(begun));
  EXPECT_FALSE(read(renewed));
  EXPECT_TRUE(read(other)) << "of the same person, in another browser";
}

TEST_F(Sessions, ALinkSignsInOnce) {
  const auto link = link_for(agent);
  const auto begun = sessions.begin_with_link(link);
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->who, agent);
  EXPECT_FALSE(sessions.begin_with_link(link));
  EXPECT_TRUE(sessions.begin_with_link(link_for(agent))) << "which is another one";
}

TEST_F(Sessions, ALinkEndsSoonAndItsSessionLater) {
  const auto late = link_for(agent), used = link_for(agent);
  auto session = *sessions.begin_with_link(used);
  now += 10min;
  EXPECT_FALSE(sessions.begin_with_link(late));
  session = sessions.renewed(*read(session));
  now += 10min;
  EXPECT_TRUE(read(session));
}

TEST_F(Sessions, ALinkFromBeforeARestartSignsNobodyIn) {
  const auto link = link_for(agent);
  ASSERT_TRUE(sessions.begin_with_link(link));
  now += 1s;
  auto restarted = begin();
  EXPECT_FALSE(restarted.begin_with_link(link)) << "its use is forgotten";
  EXPECT_TRUE(restarted.begin_with_link(link_for(agent)));
}

TEST_F(Sessions, EachTextIsGoodForItsOwnUseAlone) {
  const auto token = tokens.sign(agent, 1h);
  const auto link = link_for(agent);
  const auto session = sessions.text_of(*sessions.begin_with_token(token));
  EXPECT_FALSE(tokens.verify(link)) << "as a bearer token";
  EXPECT_FALSE(tokens.verify(session)) << "as a bearer token";
  EXPECT_FALSE(sessions.begin_with_token(link));
  EXPECT_FALSE(sessions.begin_with_token(session));
  EXPECT_FALSE(sessions.begin_with_link(token));
  EXPECT_FALSE(sessions.begin_with_link(session));
  EXPECT_FALSE(sessions.read(token));
  EXPECT_FALSE(sessions.read(link));
}

TEST_F(Sessions, AResidentMayComeBackAllDay) {
  const auto begun = sessions.begin_for_resident({"r-1"});
  now += 24h - 1s;
  EXPECT_EQ(read(begun)->who, (model::party{model::role::resident, "r-1"}));
  now += 1s;
  EXPECT_FALSE(read(begun));
}

TEST_F(Sessions, TheirCookieIsOutOfReachForScriptsAndOtherSites) {
  const auto cookie = http::session_cookie({}, "text", "/requests/r-1").second;
  EXPECT_EQ(cookie, "kod_session=text; Path=/requests/r-1; HttpOnly; SameSite=Strict");
  const http::request by_tls{.headers = {{"X-Forwarded-Proto", "https"}}};
  EXPECT_TRUE(http::session_cookie(by_tls, "text").second.ends_with("; Secure"));
}

} // namespace
