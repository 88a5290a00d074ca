#include "tests/http/resources_fixture.hpp"

#include <optional>

// By what each route is let in, and how little health costs.

namespace {

using namespace kod;
using namespace kod::tests;
using http::errand;

class Errands : public Resources {
protected:
  std::optional<errand> of(http::method how, const char* path) {
    return routes.find(how, path).route->errand;
  }
  http::respond keep() {
    return [this](http::response given) { told.push_back(given.status); };
  }
  void ask_whether_ready() {
    routes.find(http::method::get, "/readyz")
      .route->handler(std::make_shared<http::call>(), keep());
  }
  std::vector<unsigned> told;
};

TEST_F(Errands, OnlyARequestMakesNewWork) {
  EXPECT_EQ(of(http::method::post, "/v1/requests"), errand::new_request);
  EXPECT_EQ(of(http::method::post, "/"), errand::new_request);
  for (const auto* path :
       {"/v1/referrals/r-1/accept",
        "/v1/referrals/r-1/reject",
        "/v1/referrals/r-1/contacted",
        "/v1/referrals/r-1/complete",
        "/v1/referrals/r-1/release",
        "/v1/referrals/r-1/cancel",
        "/v1/requests/r-1/cancel",
        "/requests/r-1/cancel"})
    EXPECT_NE(of(http::method::post, path), errand::new_request) << path;
}

TEST_F(Errands, HealthIsAskedForByItself) {
  EXPECT_EQ(of(http::method::get, "/livez"), errand::health);
  EXPECT_EQ(of(http::method::get, "/readyz"), errand::health);
  EXPECT_NE(of(http::method::get, "/v1/stats"), errand::health);
}

TEST_F(Errands, OneQuestionTellsAllWhoWantToKnowWhetherItIsReady) {
  engine.answers(actors::stats{});
  engine.silent = true;
  for (int each = 0; each < 3; ++each)
    ask_whether_ready();
  EXPECT_EQ(engine.count<actors::get_stats>(), 1);
  EXPECT_TRUE(told.empty());
  engine.answer_all();
  EXPECT_THAT(told, testing::ElementsAre(200u, 200u, 200u));
  ask_whether_ready();
  EXPECT_EQ(engine.count<actors::get_stats>(), 2)
    << "an answer is good for those who waited for it";
}

} // namespace
