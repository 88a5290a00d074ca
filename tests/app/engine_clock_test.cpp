#include "app/engine_clock.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>
#include <vector>

namespace kod::app {

namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

class EngineClock : public testing::Test {
protected:
  /// Time goes by on both clocks alike.
  void pass(nanoseconds time) {
    boot += time;
    wall += time;
  }

  /// Goes on for so long, asking once a second as the engine does.
  void run(std::chrono::seconds time) {
    for (auto rest = time; rest > 0s; rest -= 1s) {
      pass(1s);
      clock.now();
    }
  }

  model::instant wall_now() const {
    return model::instant{std::chrono::floor<model::duration>(wall)};
  }

  nanoseconds boot = 5h;
  nanoseconds wall = 1'000'000h;
  std::vector<model::duration> steps;
  engine_clock clock{
    {[this] { return boot; }, [this] { return wall; }},
    [this](model::duration by) { steps.push_back(by); }};
};

TEST_F(EngineClock, BeginsAtTheWallClock) {
  EXPECT_EQ(clock.now(), wall_now());
}

TEST_F(EngineClock, GoesOnWithTheTimeSinceBoot) {
  pass(90min);
  EXPECT_EQ(clock.now(), wall_now());
  EXPECT_TRUE(steps.empty());
}

TEST_F(EngineClock, CatchesUpWithADriftingWallClock) {
  for (int i = 0; i < 3600; ++i) {
    pass(1s);
    wall += 40us; // 40 parts in a million.
    clock.now();
  }
  EXPECT_LE(std::chrono::abs(clock.now() - wall_now()), 4ms);
  EXPECT_TRUE(steps.empty());
}

TEST_F(EngineClock, DoesNotStepWhenTheWallClockIsSetForward) {
  run(10s);
  const auto before = clock.now();
  wall += 1h;
  run(10s);
  EXPECT_LE(clock.now() - before, 10s + 500ms);
}

TEST_F(EngineClock, NeverRunsBackwardsWhenTheWallClockIsSetBack) {
  run(10s);
  wall -= 1h;
  auto last = clock.now();
  for (int i = 0; i < 1000; ++i) {
    pass(1s);
    const auto now = clock.now();
    ASSERT_GE(now - last, 949ms);
    last = now;
  }
}

TEST_F(EngineClock, HasCaughtUpWithAnHourWithinADay) {
  wall += 1h;
  run(24h);
  EXPECT_LE(std::chrono::abs(clock.now() - wall_now()), 1ms);
  wall -= 1h;
  run(24h);
  EXPECT_LE(std::chrono::abs(clock.now() - wall_now()), 1ms);
}

TEST_F(EngineClock, DoesNotOvershootWhenNobodyAsksForLong) {
  run(10s);
  wall += 20s;
  run(1s);
  pass(24h);
  EXPECT_EQ(clock.now(), wall_now());
}

TEST_F(EngineClock, ReportsAStepOfTheWallClockOnce) {
  run(10s);
  wall += 90s;
  run(60s);
  EXPECT_EQ(steps, (std::vector<model::duration>{90s}));
  wall -= 5s;
  run(60s);
  EXPECT_EQ(steps, (std::vector<model::duration>{90s, -5s}));
}

TEST_F(EngineClock, TellsHowOftenTheWallClockWasSetAndHowFarItIsAhead) {
  run(10s);
  EXPECT_EQ(clock.standing().steps, 0U);
  EXPECT_EQ(clock.standing().wall_ahead, 0s);
  wall += 1h;
  pass(1s);
  EXPECT_EQ(clock.standing().steps, 1U);
  EXPECT_EQ(clock.standing().wall_ahead, 1h);
  pass(20s);
  EXPECT_EQ(clock.standing().wall_ahead, 1h - 1s);
  wall -= 2h;
  pass(1s);
  EXPECT_EQ(clock.standing().steps, 2U);
  EXPECT_LT(clock.standing().wall_ahead, -59min);
}

TEST_F(EngineClock, KeepsRunningForwardsWhateverIsSet) {
  std::mt19937 random{7};
  auto last = clock.now();
  for (int i = 0; i < 100'000; ++i) {
    pass(nanoseconds{random() % 3'000'000'000U});
    if (random() % 50 == 0)
      wall += std::chrono::milliseconds{random() % 20'000} - 10s;
    const auto now = clock.now();
    ASSERT_GE(now, last);
    last = now;
  }
}

TEST(EngineClockOnThisMachine, NeverRunsBackwardsForSeveralThreads) {
  engine_clock clock{machine_time(), [](model::duration) {}};
  const auto look = [&] {
    auto last = clock.now();
    for (int i = 0; i < 20'000; ++i) {
      const auto now = clock.now();
      ASSERT_GE(now, last);
      last = now;
    }
  };
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back(look);
}

} // namespace

} // namespace kod::app
