#pragma once

#include "model/agent.hpp"
#include "model/settings.hpp"

#include <boost/describe/enum.hpp>

namespace kod::model {

enum class availability_reason : std::uint8_t {
  in_schedule,
  switched_on,
  switched_off,
  outside_schedule,
  on_break,
  out_of_office,
  limit_reached,
  not_registered,
  not_eligible,
  paused,
};
BOOST_DESCRIBE_ENUM(
  availability_reason,
  in_schedule,
  switched_on,
  switched_off,
  outside_schedule,
  on_break,
  out_of_office,
  limit_reached,
  not_registered,
  not_eligible,
  paused)

struct availability {
  bool now = false;
  availability_reason reason = availability_reason::not_registered;
  std::optional<instant> until; // When `now` next changes by itself; none: never.
  bool operator==(const availability&) const = default;
};

availability availability_of(const agent&, const dispatch_settings&, instant now);

/// As `availability_of(...).now`, but for the limit of open referrals.
bool available_but_for_limit(const agent&, instant now);
bool below_limit(const agent&, const dispatch_settings&);
/// Available, and holding no open offer.
bool offerable(const agent&, const dispatch_settings&, instant now);

/// The switch as it stands now: one whose time has passed is back at the schedule.
availability_override override_at(const agent&, instant now);

/// The operators' pause as it stands now, its own or its county's, whichever lasts longer; one
/// whose time has passed is over.
std::optional<offers_pause> pause_at(const agent&, instant now);

bool eligible(const agent&, instant now);
/// Out of office by its schedule.
bool away(const agent&, instant now);

/// The next instant after `now` at which the agent has something to do or to say by itself: its
/// availability or eligibility changes, or it goes out of office. None: never.
std::optional<instant> next_instant(const agent&, instant now);

} // namespace kod::model
