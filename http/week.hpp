#pragma once

#include <array>
#include <string_view>

namespace kod::http {

/// The days as the API names them, in the order of `model::weekly_hours`.
inline constexpr std::array<std::string_view, 7> week{
  "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

} // namespace kod::http
