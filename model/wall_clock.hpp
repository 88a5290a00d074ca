#pragma once

#include "model/ids.hpp"

#include <chrono>
#include <string_view>

namespace kod::model {

/// What a calendar and a clock on a wall show.
struct wall_time {
  std::chrono::year_month_day date;
  std::chrono::weekday weekday;
  unsigned hour = 0; // Of 24.
  unsigned minute = 0;
};

/// By the clocks of an IANA zone, or of the default one where the system has no such zone.
wall_time wall_time_at(std::string_view zone, instant);

} // namespace kod::model
