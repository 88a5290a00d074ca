#include "http/credits.hpp"

#include <gtest/gtest.h>

namespace {

using namespace kod;
using namespace std::chrono_literals;
using http::errand;

/// Time and work as the test says.
class Credits : public testing::Test {
protected:
  /// How many of so many are let in.
  std::size_t take(errand what, std::size_t wanted) {
    std::size_t taken = 0;
    for (; wanted > 0; --wanted)
      taken += credits.take(what, now) ? 1U : 0U;
    return taken;
  }
  void finish(errand what, std::size_t count, bool done = true) {
    for (; count > 0; --count)
      credits.give_back(what, done, now);
  }
  /// Lets the engine do so many a second, evenly, for a while.
  void work(errand what, std::size_t per_second, model::duration during) {
    const auto step = 10ms;
    for (const auto end = now + during; now < end; now += step)
      for (std::size_t left = per_second / 100; left > 0;) {
        const auto taken = take(what, left);
        finish(what, taken);
        left -= taken;
      }
  }

  model::instant now{1h};
  http::credits credits{http::credits::bounds{{
    {.least = 2, .most = 2},
    {.least = 10, .most = 1'000, .queue = 1s},
    {.least = 10, .most = 1'000, .queue = 1s},
    {.least = 10, .most = 500, .queue = 250ms},
  }}};
};

TEST_F(Credits, AreNotGivenToMoreThanMayBeUnderWay) {
  EXPECT_EQ(take(errand::new_request, 25), 10u);
  finish(errand::new_request, 3, false);
  EXPECT_EQ(take(errand::new_request, 25), 3u);
  EXPECT_EQ(credits.under_way(errand::new_request), 10u);
}

TEST_F(Credits, OfOneErrandAreNotUsedUpByAnother) {
  take(errand::new_request, 1'000);
  EXPECT_EQ(take(errand::order, 10), 10u);
  EXPECT_EQ(take(errand::look, 10), 10u);
  EXPECT_EQ(take(errand::health, 2), 2u);
}

TEST_F(Credits, FollowWhatTheEngineDoes) {
  work(errand::new_request, 1'000, 1s);
  EXPECT_EQ(credits.bound(errand::new_request, now), 250u) << "a quarter of a second's";
  work(errand::new_request, 1'600, 1s);
  EXPECT_EQ(credits.bound(errand::new_request, now), 400u);
}

TEST_F(Credits, NeverFollowBeyondTheMost) {
  work(errand::new_request, 9'000, 1s);
  EXPECT_EQ(credits.bound(errand::new_request, now), 500u);
}

TEST_F(Credits, AreThereAfterAPauseToo) {
  work(errand::new_request, 1'000, 1s);
  now += 1h;
  EXPECT_EQ(take(errand::new_request, 100), 10u);
}

TEST_F(Credits, ShrinkWhenTheEngineGetsSlower) {
  work(errand::new_request, 1'000, 4s);
  work(errand::new_request, 400, 3s);
  EXPECT_EQ(credits.bound(errand::new_request, now), 250u) << "a lull is not a slow engine yet";
  work(errand::new_request, 400, 2s);
  EXPECT_EQ(credits.bound(errand::new_request, now), 100u);
}

TEST_F(Credits, DontFollowWhatWasOnlyRefused) {
  for (int each = 0; each < 1'000; ++each, now += 1ms) {
    take(errand::new_request, 5);
    finish(errand::new_request, 5, false);
  }
  EXPECT_EQ(credits.bound(errand::new_request, now), 10u);
}

TEST_F(Credits, AWindowThatIsNotOverIsNotCounted) {
  now = model::instant{1h};
  take(errand::order, 10);
  finish(errand::order, 10);
  EXPECT_EQ(credits.bound(errand::order, now), 10u);
  for (int each = 0; each < 20; ++each) {
    take(errand::order, 10);
    finish(errand::order, 10);
  }
  EXPECT_EQ(credits.bound(errand::order, now), 10u);
  now += 500ms;
  EXPECT_EQ(credits.bound(errand::order, now), 420u);
}

} // namespace
