#pragma once

#include "model/credentials.hpp"
#include "model/ids.hpp"

#include <date/tz.h>
#include <optional>
#include <string_view>

// INTERNAL to the model: wall clocks of IANA zones. A wall time is held as the instant at which
// UTC's own clock shows it, so that <chrono>'s calendar works on it.

namespace kod::model {

/// The system's zone of that name; null: it has none.
const date::time_zone* find_zone(std::string_view name);

/// The same, or that of `default_time_zone` where a system, unlike the one on which the name was
/// checked, doesn't have it.
const date::time_zone& zone_or_default(std::string_view name);

/// A stretch of time in which a zone keeps one offset from UTC: `begin <= at < end`.
struct offset_period {
  instant end;
  duration offset;
};
offset_period offset_at(const date::time_zone&, instant);

/// The first instant of a day by the zone's clock; a midnight that is skipped is where the clock
/// goes on.
instant start_of(day, const date::time_zone&);

/// Which day it is there.
day day_at(instant, const date::time_zone&);

} // namespace kod::model
