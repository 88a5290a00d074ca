#include "http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace kod;
using http::method;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

http::route route(method how, std::string pattern) {
  return {.method = how, .pattern = std::move(pattern), .allowed = {}, .handler = {}};
}

class Router : public testing::Test {
protected:
  std::string pattern_of(method how, std::string_view path) {
    const auto found = router.find(how, path);
    return found.route ? found.route->pattern : "";
  }

  http::router router{{
    route(method::get, "/"),
    route(method::get, "/v1/agents"),
    route(method::post, "/v1/agents"),
    route(method::post, "/v1/agents/import"),
    route(method::get, "/v1/agents/{id}"),
    route(method::put, "/v1/agents/{id}/availability"),
    route(method::get, "/v1/actors/{kind}/{name}"),
    route(method::post, "/v1/{what}/import/now"),
  }};
};

TEST_F(Router, FindsByPathAndMethod) {
  EXPECT_EQ(pattern_of(method::get, "/"), "/");
  EXPECT_EQ(pattern_of(method::post, "/v1/agents"), "/v1/agents");
  EXPECT_EQ(pattern_of(method::put, "/v1/agents/a-1/availability"), "/v1/agents/{id}/availability");
}

TEST_F(Router, NamesWhatStandsForAParameter) {
  EXPECT_THAT(
    router.find(method::get, "/v1/actors/agent/a-1").path,
    ElementsAre(Pair("kind", "agent"), Pair("name", "a-1")));
}

TEST_F(Router, ASegmentThatIsSpeltOutGoesFirst) {
  EXPECT_EQ(pattern_of(method::post, "/v1/agents/import"), "/v1/agents/import");
}

TEST_F(Router, AParameterTakesWhatTheSpeltOutSegmentLeaves) {
  EXPECT_EQ(pattern_of(method::get, "/v1/agents/import"), "/v1/agents/{id}");
  EXPECT_EQ(pattern_of(method::post, "/v1/agents/import/now"), "/v1/{what}/import/now");
}

TEST_F(Router, HeadGoesWhereGetGoes) {
  EXPECT_EQ(pattern_of(method::head, "/v1/agents"), "/v1/agents");
}

TEST_F(Router, KnowsWhichMethodsAPathTakes) {
  EXPECT_THAT(
    router.find(method::delete_, "/v1/agents").allowed,
    ElementsAre(method::get, method::head, method::post));
  EXPECT_THAT(
    router.find(method::put, "/v1/agents/import").allowed,
    ElementsAre(method::post, method::get, method::head));
}

TEST_F(Router, ThereIsNothingElse) {
  for (const auto path :
       {"", "v1/agents", "/v1", "/v1/agents/", "/v1//availability", "//", "/v2"}) {
    EXPECT_EQ(pattern_of(method::get, path), "") << path;
    EXPECT_THAT(router.find(method::get, path).allowed, IsEmpty()) << path;
  }
}

TEST_F(Router, TwoRoutesForOneThingAreAMistake) {
  EXPECT_THROW(
    http::router({route(method::get, "/a/{id}"), route(method::get, "/a/{other}")}),
    std::logic_error);
}

TEST(RouterOfFiles, ALastParameterMayTakeTheRestOfThePath) {
  auto files = route(method::get, "/files/{version}/{file}");
  files.takes_rest = true;
  const http::router router{{std::move(files), route(method::get, "/files/{version}/list")}};
  EXPECT_THAT(
    router.find(method::get, "/files/v1/css/a.css").path,
    ElementsAre(Pair("file", "css/a.css"), Pair("version", "v1")));
  EXPECT_EQ(router.find(method::get, "/files/v1/list").route->pattern, "/files/{version}/list");
  EXPECT_EQ(router.find(method::get, "/files/v1/").route, nullptr);
  EXPECT_EQ(router.find(method::get, "/files/v1").route, nullptr);
}

} // namespace
