#include "http/limits.hpp"
#include "http/tokens.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace kod;
using namespace std::chrono_literals;

class Tokens : public testing::Test {
protected:
  static constexpr auto secret = "0123456789abcdef0123456789abcdef";

  model::instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 1}};
  http::tokens tokens{secret, [this] { return now; }};
  const model::party agent{model::role::agent, "a-1001"};
};

TEST_F(Tokens, TellWhoseTheyAre) {
  using enum model::role;
  for (const auto role : {agent, operator_, intake}) {
    const model::party who{role, "somebody"};
    EXPECT_EQ(tokens.verify(tokens.sign(who, 1h)), who);
  }
}

TEST_F(Tokens, EndWithTheirTime) {
  const auto token = tokens.sign(agent, 1h);
  now += 1h - 1s;
  EXPECT_TRUE(tokens.verify(token).has_value());
  now += 1s;
  EXPECT_FALSE(tokens.verify(token).has_value());
}

TEST_F(Tokens, AResidentsIsAlwaysTheSameAndHasNoEnd) {
  const auto token = tokens.sign_for_resident({"r-1"}, now);
  EXPECT_EQ(token, tokens.sign_for_resident({"r-1"}, now));
  EXPECT_NE(token, tokens.sign_for_resident({"r-2"}, now));
  now += 24h * 365;
  EXPECT_EQ(tokens.verify(token), (model::party{model::role::resident, "r-1"}));
}

TEST_F(Tokens, OfAnotherKeyAreRefused) {
  const http::tokens other{"another key of thirty-two bytes!", [this] { return now; }};
  EXPECT_FALSE(tokens.verify(other.sign(agent, 1h)).has_value());
}

TEST_F(Tokens, ThatWereChangedAreRefused) {
  const auto token = tokens.sign(agent, 1h);
  for (const auto at : {std::size_t{2}, token.find('.') + 3, token.rfind('.') + 3}) {
    auto changed = token;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(tokens.verify(changed).has_value()) << at;
  }
}

TEST_F(Tokens, AnythingElseIsRefused) {
  for (const auto* text : {"", ".", "..", "a.b.c", "Bearer", "null"})
    EXPECT_FALSE(tokens.verify(text).has_value()) << text;
  EXPECT_FALSE(tokens.verify(std::string(100'000, 'a')).has_value());
}

TEST_F(Tokens, WithPaddingAnywhereAreRefused) {
  const auto token = tokens.sign(agent, 1h);
  for (std::size_t at = 0; at < token.size(); ++at) {
    auto padded = token;
    padded[at] = '=';
    EXPECT_FALSE(tokens.verify(padded).has_value()) << at;
    EXPECT_FALSE(tokens.verify(token.substr(0, at)).has_value()) << at;
  }
}

TEST_F(Tokens, OfNoAlgorithmAreRefused) {
  // {"alg":"none"} . {"sub":"a","role":"operator","exp":9999999999} . nothing
  const std::string body = ".eyJzdWIiOiJhIiwicm9sZSI6Im9wZXJhdG9yIiwiZXhwIjo5OTk5OTk5OTk5fQ.";
  EXPECT_FALSE(tokens.verify("eyJhbGciOiJub25lIn0" + body).has_value());
  EXPECT_FALSE(tokens.verify("eyJhbGciOiJub25lIn0" + body + "AAAA").has_value());
}

TEST_F(Tokens, ManyMoreThanAreRememberedAreVerified) {
  const auto first = tokens.sign_for_resident({"r-0"}, now);
  for (std::size_t each = 0; each <= http::limits::remembered_tokens; ++each) {
    const model::referral_id id{"r-" + std::to_string(each)};
    ASSERT_TRUE(tokens.verify(tokens.sign_for_resident(id, now)).has_value());
  }
  EXPECT_TRUE(tokens.verify(first).has_value());
}

TEST_F(Tokens, AShortKeyIsRefused) {
  EXPECT_THROW((http::tokens{"short", [] { return model::instant{}; }}), std::runtime_error);
}

} // namespace
