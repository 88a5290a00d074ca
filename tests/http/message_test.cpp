#include "http/message.hpp"
#include "http/target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace kod;
using testing::ElementsAre;
using testing::Pair;

TEST(Request, AHeaderIsFoundWhateverItsCase) {
  const http::request asked{.headers = {{"Content-TYPE", "a"}, {"content-type", "b"}}};
  EXPECT_EQ(asked.header("content-Type"), "a");
  EXPECT_EQ(asked.header("content"), std::nullopt);
}

TEST(Request, AParameterIsFoundByItsExactName) {
  const http::request asked{.query = {{"limit", "5"}, {"limit", "6"}}};
  EXPECT_EQ(asked.parameter("limit"), "5");
  EXPECT_EQ(asked.parameter("Limit"), std::nullopt);
}

TEST(Target, IsDecodedSegmentBySegment) {
  EXPECT_EQ(http::read_target("/v1/a%20b/c+d").path, "/v1/a b/c+d");
  EXPECT_EQ(http::read_target("/caf%C3%A9").path, "/caf\xC3\xA9");
  EXPECT_EQ(http::read_target("/").path, "/");
  EXPECT_EQ(http::read_target("/a/").path, "/a/");
}

TEST(Target, ItsPathMayStandBehindAnAuthority) {
  EXPECT_EQ(http::read_target("http://127.0.0.1:8080/a?b=c").path, "/a");
  EXPECT_EQ(http::read_target("http://127.0.0.1:8080").path, "/");
}

class NoPath : public testing::TestWithParam<const char*> {};

TEST_P(NoPath, IsMeantByIt) {
  EXPECT_EQ(http::read_target(GetParam()).path, "");
}

INSTANTIATE_TEST_SUITE_P(
  Targets,
  NoPath,
  testing::Values(
    "*",
    "a",
    "/a%2Fb",
    "/%2e%2E/a",
    "/../a",
    "/./a",
    "/a%00",
    "/a%0a",
    "/a%7F",
    "/a%2",
    "/a%",
    "/a%zz",
    "/%C3",
    "/%C0%80",
    "/%ED%A0%80",
    "/%F5%80%80%80",
    "/%80"));

TEST(Target, ItsQueryIsDecodedInOrder) {
  EXPECT_THAT(
    http::read_target("/?status=In+Progress&a%3D=%26&&empty=&bare").query,
    ElementsAre(
      Pair("status", "In Progress"), Pair("a=", "&"), Pair("empty", ""), Pair("bare", "")));
}

TEST(Target, AQueryThatCantBeDecodedIsNoValueThatAnybodyTakes) {
  EXPECT_THAT(
    http::read_target("/?a=%zz&b=%ff").query,
    ElementsAre(Pair("a", "\xEF\xBF\xBD"), Pair("b", "\xEF\xBF\xBD")));
}

} // namespace
