#pragma once

#include "model/text_forms.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace kod::tests {

/// `at("2026-11-01T01:30:00-04:00")`: with the offset that a wall clock there would mean.
inline model::instant at(std::string_view text) {
  const auto parsed = model::parse_instant(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(model::instant{});
}

} // namespace kod::tests
