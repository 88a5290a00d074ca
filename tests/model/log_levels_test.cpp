#include "model/log_levels.hpp"

#include <gtest/gtest.h>

namespace kod::model {

namespace {

using namespace std::chrono_literals;
using enum log_level;

constexpr instant at_noon{std::chrono::hours{12}};

log_levels with_http(log_level overall, log_level http) {
  log_levels levels{.overall = overall};
  levels.own_of(log_component::http) = http;
  return levels;
}

TEST(LogLevels, AComponentWithoutALevelOfItsOwnHasTheOverallOne) {
  const auto levels = with_http(warning, debug);
  EXPECT_EQ(levels.of(log_component::http), debug);
  EXPECT_EQ(levels.of(log_component::store), warning);
}

TEST(LogLevels, TellMoreIfOneComponentDoes) {
  const log_levels usual{.overall = info};
  EXPECT_FALSE(tells_more(usual, usual));
  EXPECT_FALSE(tells_more({.overall = error}, usual));
  EXPECT_TRUE(tells_more({.overall = debug}, usual));
  EXPECT_TRUE(tells_more(with_http(error, debug), usual));
  EXPECT_FALSE(tells_more(with_http(debug, debug), {.overall = debug}));
}

TEST(LogLevels, WhatTellsMoreThanTheStartEndsWithinTheHourUnlessTold) {
  const log_levels usual{.overall = info};
  EXPECT_EQ(bounded({{.overall = debug}, {}}, usual, at_noon).until, at_noon + 1h);
  EXPECT_EQ(bounded({{.overall = debug}, at_noon + 5h}, usual, at_noon).until, at_noon + 5h);
  EXPECT_EQ(bounded({{.overall = error}, {}}, usual, at_noon).until, std::nullopt);
  EXPECT_EQ(bounded({{.overall = error}, at_noon + 1min}, usual, at_noon).until, at_noon + 1min);
}

TEST(LogLevels, AreToldInOneLine) {
  EXPECT_EQ(text_of(log_levels{}), "info");
  EXPECT_EQ(text_of(with_http(warning, debug)), "warning, http debug");
}

} // namespace

} // namespace kod::model
