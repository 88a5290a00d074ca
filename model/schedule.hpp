#pragma once

#include "model/ids.hpp"

#include <boost/describe/class.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kod::model {

inline constexpr std::string_view default_time_zone = "America/New_York";

/// Part of a day by the wall clock, in minutes since its midnight: `start <= wall < end`.
struct day_span {
  std::uint16_t start = 0;
  std::uint16_t end = 0; // At most 1440, which is `24:00`.
  bool operator==(const day_span&) const = default;
};
BOOST_DESCRIBE_STRUCT(day_span, (), (start, end))

struct working_day {
  day_span hours;
  std::vector<day_span> breaks; // Inside the hours, in order, not overlapping.
  bool operator==(const working_day&) const = default;
};
BOOST_DESCRIBE_STRUCT(working_day, (), (hours, breaks))

/// Seven days, Monday first; none: *Not available*.
using weekly_hours = std::array<std::optional<working_day>, 7>;

/// Out of office; without an end until it is taken back.
struct absence {
  instant from{};
  std::optional<instant> until;
  bool operator==(const absence&) const = default;
};
BOOST_DESCRIBE_STRUCT(absence, (), (from, until))

struct schedule {
  std::string time_zone; // An IANA name.
  weekly_hours weekly;
  std::vector<absence> out_of_office;
  bool operator==(const schedule&) const = default;
};
BOOST_DESCRIBE_STRUCT(schedule, (), (time_zone, weekly, out_of_office))

bool known_time_zone(std::string_view);

enum class hours_state : std::uint8_t { inside, on_break, outside };

/// What the wall clock of the schedule's zone shows at that instant; out of office is not looked
/// at. An hour that a clock change skips is nobody's, one that it doubles counts both times.
hours_state hours_at(const schedule&, instant);

/// The first instant after the given one at which `hours_at` changes between inside and not
/// inside; none if it never does.
std::optional<instant> next_hours_change(const schedule&, instant after);

bool out_of_office_at(const schedule&, instant);
/// The first instant after the given one at which `out_of_office_at` changes.
std::optional<instant> next_absence_change(const schedule&, instant after);

} // namespace kod::model
