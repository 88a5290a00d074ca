#include "model/wall_clock.hpp"

#include <gtest/gtest.h>

namespace {

using namespace kod::model;
using namespace std::chrono_literals;

constexpr instant midnight_in_utc{std::chrono::sys_days{std::chrono::year{2026} / 11 / 30}};

TEST(WallClock, ShowsWhatClocksThereShow) {
  const auto eastern = wall_time_at("America/New_York", midnight_in_utc + 5h + 7min);
  EXPECT_EQ(eastern.date, std::chrono::year{2026} / 11 / 30);
  EXPECT_EQ(eastern.weekday, std::chrono::Monday);
  EXPECT_EQ(eastern.hour, 0U);
  EXPECT_EQ(eastern.minute, 7U);
  const auto central = wall_time_at("America/Chicago", midnight_in_utc + 5h + 7min);
  EXPECT_EQ(central.date, std::chrono::year{2026} / 11 / 29);
  EXPECT_EQ(central.weekday, std::chrono::Sunday);
  EXPECT_EQ(central.hour, 23U);
}

TEST(WallClock, FollowsAChangeOfClocks) {
  // 2026-11-01, 2 o'clock summer time is 1 o'clock again.
  const instant change{std::chrono::sys_days{std::chrono::year{2026} / 11 / 1} + 6h};
  EXPECT_EQ(wall_time_at("America/New_York", change - 1min).hour, 1U);
  EXPECT_EQ(wall_time_at("America/New_York", change).hour, 1U);
  EXPECT_EQ(wall_time_at("America/New_York", change - 1min).minute, 59U);
}

} // namespace
