#pragma once

#include "model/credentials.hpp"
#include "model/ids.hpp"
#include "model/offers_pause.hpp"
#include "model/schedule.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kod::model {

/// The contact centre's number where nobody has set another one.
inline constexpr std::string_view default_contact_centre_phone = "+18554596328";

/// When the programme is open, by the wall clock of its zone.
struct opening_hours {
  std::string time_zone; // An IANA name.
  weekly_hours weekly;
  std::vector<day> holidays; // Closed all day; in order, each once.
  bool operator==(const opening_hours&) const = default;
};
BOOST_DESCRIBE_STRUCT(opening_hours, (), (time_zone, weekly, holidays))

/// No agent of that county gets new offers.
struct county_pause {
  std::string county;
  offers_pause pause;
  bool operator==(const county_pause&) const = default;
};
BOOST_DESCRIBE_STRUCT(county_pause, (), (county, pause))

/// kynect On Demand itself: whether it takes requests, and when they are dispatched. There is one.
struct programme {
  programme_id id;
  bool open = true;                   // The switch. Off: requests are refused, the rest goes on.
  std::string message;                // Shown to everybody, also as the reason of a refusal.
  std::optional<opening_hours> hours; // None: always.
  std::string contact_centre_phone{default_contact_centre_phone};
  std::uint32_t texts = 0;            // Sealed reasons that belong to it, counted from 1.
  bool set = false;                   // By an operator. Until then the settings of each start hold.
  std::vector<county_pause> counties; // Paused, in order of their names.
  bool operator==(const programme&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  programme, (), (id, open, message, hours, contact_centre_phone, texts, set, counties))

/// What holds: what is stored, with the settings of this start where no operator has set it.
programme in_force(const programme& stored, const programme& settings);

/// As it stands now; one whose time has passed is over. Counties are known by their names alone.
std::optional<offers_pause> pause_of(const programme&, std::string_view county, instant);

/// What an operator sets, checked.
struct programme_setting {
  bool open = true;
  std::string message;
  std::optional<opening_hours> hours;
  std::string contact_centre_phone;
  bool operator==(const programme_setting&) const = default;
};
BOOST_DESCRIBE_STRUCT(programme_setting, (), (open, message, hours, contact_centre_phone))

/// No minute of any week lies within them.
bool never_open(const weekly_hours&);

bool open_at(const opening_hours&, instant);

/// The opening that a request of that instant waits for; none: the programme is open, as far as
/// its hours go. The switch is not looked at: what was taken goes on whatever it says.
std::optional<instant> awaited_opening(const programme&, instant);

// -- what happens to it; stored for ever ----------------------------------------

enum class programme_part : std::uint8_t { open, message, hours, contact_centre };
BOOST_DESCRIBE_ENUM(programme_part, open, message, hours, contact_centre)

struct programme_changed {
  static constexpr std::string_view type = "programme-changed";
  programme_setting to;
  std::uint32_t texts = 0;
  std::vector<programme_part> parts{}; // That differ; none: stored before it was noted.
  bool operator==(const programme_changed&) const = default;
};
BOOST_DESCRIBE_STRUCT(programme_changed, (), (to, texts, parts))

struct county_paused {
  static constexpr std::string_view type = "county-paused";
  std::string county;
  offers_pause pause;
  std::uint32_t texts = 0;
  bool operator==(const county_paused&) const = default;
};
BOOST_DESCRIBE_STRUCT(county_paused, (), (county, pause, texts))

struct county_resumed {
  static constexpr std::string_view type = "county-resumed";
  std::string county;
  std::uint32_t texts = 0;
  bool operator==(const county_resumed&) const = default;
};
BOOST_DESCRIBE_STRUCT(county_resumed, (), (county, texts))

using programme_event = std::variant<programme_changed, county_paused, county_resumed>;

/// Total: an event is a fact, so it always applies.
programme evolve(programme, const programme_event&);
bool is_public(const programme_event&);

} // namespace kod::model
