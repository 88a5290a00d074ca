#include "http/door.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <stdexcept>
#include <vector>

namespace {

using namespace kod;
using namespace std::chrono_literals;
using http::errand;
using testing::HasSubstr;

/// A door to an engine that answers when the test says so.
class Door : public testing::Test {
protected:
  http::admission admitted_as(errand what) {
    return {
      .serve =
        [this](const http::request&, http::respond answer) {
          waiting.push_back(std::move(answer));
        },
      .errand = what};
  }
  void come(http::admission admitted) {
    door->watch(std::move(admitted)).serve({}, [this](http::response given) {
      answers.push_back(std::move(given));
    });
  }
  void come(errand what) { come(admitted_as(what)); }

  std::optional<http::door> door{
    std::in_place,
    http::credits::bounds{
      {{.least = 1, .most = 1}, {.least = 2, .most = 2}, {.least = 2, .most = 2}, {2, 2, {}}}},
    [] { return model::instant{1h}; },
    [this] { return time; }};
  std::chrono::steady_clock::time_point time{1h};
  std::vector<http::respond> waiting;
  std::vector<http::response> answers;
};

TEST_F(Door, TellsOneTooManyThatItIsOverloadedBeforeItIsServed) {
  come(errand::new_request);
  come(errand::new_request);
  EXPECT_TRUE(answers.empty());
  come(errand::new_request);
  EXPECT_EQ(waiting.size(), 2u);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, 503u);
  EXPECT_THAT(answers[0].body, HasSubstr("/problems/overloaded"));
  EXPECT_THAT(answers[0].headers, testing::Contains(testing::Pair("Retry-After", "1")));
}

TEST_F(Door, CountsWhomItRefusedByErrand) {
  for (int each = 0; each < 4; ++each)
    come(errand::new_request);
  come(errand::order);
  const auto refused = door->figures().refused;
  EXPECT_EQ(refused[static_cast<std::size_t>(errand::new_request)], 2u);
  EXPECT_EQ(refused[static_cast<std::size_t>(errand::order)], 0u);
}

TEST_F(Door, TimesWhatItLetsInUntilTheAnswer) {
  come(errand::order);
  come(errand::look);
  for (int each = 0; each < 3; ++each)
    come(errand::new_request); // One is refused, and nobody answers the others.
  time += 40ms;
  waiting[1]({});
  time += 1h;
  waiting[1]({});
  const auto times = door->figures().times;
  const auto& looks = times[static_cast<std::size_t>(errand::look)];
  EXPECT_EQ(looks.counts[5], 1u) << "within 50 ms";
  EXPECT_DOUBLE_EQ(looks.seconds, 0.04);
  EXPECT_EQ(std::accumulate(looks.counts.begin(), looks.counts.end(), 0u), 1u);
  const auto& others = times[static_cast<std::size_t>(errand::new_request)];
  EXPECT_EQ(std::accumulate(others.counts.begin(), others.counts.end(), 0u), 0u);
}

TEST_F(Door, ShowsABrowserAPageInPlaceOfTheProblem) {
  auto from_a_page = admitted_as(errand::new_request);
  from_a_page.shown = [](const http::request&, const http::response& problem) {
    return http::response{.body = "a page: " + std::to_string(problem.status)};
  };
  for (int each = 0; each < 3; ++each)
    come(from_a_page);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].body, "a page: 503");
}

TEST_F(Door, LetsInTheNextOneOnceOneIsAnswered) {
  come(errand::new_request);
  come(errand::new_request);
  waiting[0]({});
  EXPECT_EQ(answers.size(), 1u);
  come(errand::new_request);
  EXPECT_EQ(waiting.size(), 3u);
}

TEST_F(Door, LetsOrdersAndHealthInWhenNewRequestsAreTooMany) {
  for (int each = 0; each < 5; ++each)
    come(errand::new_request);
  answers.clear();
  come(errand::order);
  come(errand::health);
  EXPECT_EQ(waiting.size(), 4u);
  EXPECT_TRUE(answers.empty());
}

TEST_F(Door, TakesACreditBackOnceHoweverOftenItIsAnswered) {
  come(errand::new_request);
  come(errand::new_request);
  waiting[0]({});
  waiting[0]({});
  EXPECT_EQ(door->inside(errand::new_request), 1u);
  waiting.clear();
  EXPECT_EQ(door->inside(errand::new_request), 0u);
}

TEST_F(Door, TakesACreditBackFromWhoeverCanAnswerNoMore) {
  come(errand::new_request);
  EXPECT_EQ(door->inside(errand::new_request), 1u);
  waiting.clear();
  EXPECT_EQ(door->inside(errand::new_request), 0u);
  EXPECT_THROW(
    come(
      {.serve = [](const auto&, const auto&) { throw std::runtime_error{"oh"}; },
       .errand = errand::new_request}),
    std::runtime_error);
  EXPECT_EQ(door->inside(errand::new_request), 0u);
}

TEST_F(Door, IsNoMoreWhenTheLastAnswerComes) {
  come(errand::order);
  door.reset();
  waiting[0]({});
  EXPECT_EQ(answers.size(), 1u);
}

TEST_F(Door, LeavesARefusalAsItIs) {
  EXPECT_FALSE(door->watch({.refusal = http::response{.status = 404}}).serve);
}

} // namespace
