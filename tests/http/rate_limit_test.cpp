#include "http/limits.hpp"
#include "http/rate_limit.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace kod;
using namespace std::chrono_literals;

TEST(Rate, IsReadFromASetting) {
  const auto read = http::read_rate("20/m");
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->most, 20u);
  EXPECT_EQ((*read)->per, 1min);
  EXPECT_EQ((*http::read_rate("5/s"))->per, 1s);
  EXPECT_EQ((*http::read_rate("5/h"))->per, 1h);
}

TEST(Rate, MayBeOff) {
  const auto read = http::read_rate("off");
  ASSERT_TRUE(read.has_value());
  EXPECT_FALSE(read->has_value());
}

TEST(Rate, AnythingElseIsNone) {
  for (const auto text :
       {"", "20", "20/", "/m", "0/m", "-1/m", "20/d", "20/mm", "x/m", "20 /m", "OFF"})
    EXPECT_FALSE(http::read_rate(text).has_value()) << text;
}

class RateLimit : public testing::Test {
protected:
  model::instant now{1h};
  http::rate_limit limit{http::rate{.most = 3, .per = 60s}, [this] { return now; }};

  bool passes(const std::string& address) { return !limit.take(address).has_value(); }
  void spend(const std::string& address) {
    for (int each = 0; each < 3; ++each)
      EXPECT_TRUE(passes(address)) << each;
  }
};

TEST_F(RateLimit, LetsABurstPassAndNoMore) {
  spend("10.0.0.1");
  EXPECT_FALSE(passes("10.0.0.1"));
}

TEST_F(RateLimit, TellsWhenToTryAgain) {
  spend("10.0.0.1");
  EXPECT_EQ(limit.take("10.0.0.1"), 20s);
  now += 19'500ms;
  EXPECT_EQ(limit.take("10.0.0.1"), 1s);
  now += 500ms;
  EXPECT_EQ(limit.take("10.0.0.1"), std::nullopt);
}

TEST_F(RateLimit, ARefusalCostsNothing) {
  spend("10.0.0.1");
  for (int each = 0; each < 100; ++each)
    EXPECT_FALSE(passes("10.0.0.1"));
  now += 20s;
  EXPECT_TRUE(passes("10.0.0.1"));
}

TEST_F(RateLimit, ABucketIsNeverMoreThanFull) {
  spend("10.0.0.1");
  now += 24h;
  spend("10.0.0.1");
  EXPECT_FALSE(passes("10.0.0.1"));
}

TEST_F(RateLimit, CountsEachAddressByItself) {
  spend("10.0.0.1");
  EXPECT_TRUE(passes("10.0.0.2"));
}

TEST_F(RateLimit, CountsAnIpv6NetworkAsOneClient) {
  spend("2001:db8:1:2::1");
  EXPECT_FALSE(passes("2001:db8:1:2:ffff::9"));
  EXPECT_TRUE(passes("2001:db8:1:3::1"));
}

TEST_F(RateLimit, RemembersABoundedNumberOfAddresses) {
  const auto address = [](std::size_t n) {
    return std::to_string(n >> 16) + "." + std::to_string(n >> 8 & 255) + ".1."
           + std::to_string(n & 255);
  };
  spend("10.0.0.1");
  for (std::size_t each = 0; each < http::limits::rated_addresses; ++each)
    EXPECT_TRUE(passes(address(each)));
  EXPECT_TRUE(passes("10.0.0.1")) << "forgotten, for want of room";
}

TEST(RateLimitOff, LetsEverythingPass) {
  http::rate_limit limit{std::nullopt, [] { return model::instant{}; }};
  for (int each = 0; each < 1000; ++each)
    EXPECT_FALSE(limit.take("10.0.0.1").has_value());
}

} // namespace
