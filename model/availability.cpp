#include "model/availability.hpp"

#include <algorithm>
#include <initializer_list>

namespace kod::model {

namespace {

using maybe_instant = std::optional<instant>;

maybe_instant earliest(std::initializer_list<maybe_instant> candidates) {
  maybe_instant first;
  for (const auto& each : candidates)
    if (each && (!first || *each < *first))
      first = each;
  return first;
}

/// Whether eligibility is all that is missing: with it the agent registers, or is back, by itself.
bool registers_by_itself(const agent& now) {
  using enum registration_status;
  return now.registration == registered || now.registration == suspended
         || (now.registration == incomplete && now.confirmed == all_sections);
}

maybe_instant next_credential_change(const agent& now, instant after) {
  return next_credential_change(now.credentials, zone_of(now), after);
}

maybe_instant next_absence_change(const agent& now, instant after) {
  return now.schedule ? next_absence_change(*now.schedule, after) : std::nullopt;
}

maybe_instant next_hours_change(const agent& now, instant after) {
  return now.schedule ? next_hours_change(*now.schedule, after) : std::nullopt;
}

bool in_hours(const agent& now, instant at) {
  return now.schedule && hours_at(*now.schedule, at) == hours_state::inside;
}

bool switched_on_or_in_hours(const agent& now, instant at) {
  switch (override_at(now, at).mode) {
  case override_mode::on: return true;
  case override_mode::off: return false;
  case override_mode::schedule: break;
  }
  return in_hours(now, at);
}

/// What time alone decides, once registration and the limit allow.
bool open_at(const agent& now, instant at) {
  return eligible(now, at) && !pause_at(now, at) && !away(now, at)
         && switched_on_or_in_hours(now, at);
}

/// The next instant at which `open_at` may change. Whatever keeps it false is waited for alone, so
/// that an absence of months doesn't cost a look at each of its days.
maybe_instant next_turn(const agent& now, instant at) {
  if (!eligible(now, at))
    return next_credential_change(now, at);
  if (const auto pause = pause_at(now, at))
    return pause->until;
  if (away(now, at))
    return next_absence_change(now, at);
  const auto by_hand = override_at(now, at);
  if (by_hand.mode == override_mode::off)
    return by_hand.until;
  if (by_hand.mode == override_mode::schedule && !in_hours(now, at))
    return next_hours_change(now, at);
  const auto leaves_hours =
    by_hand.mode == override_mode::on ? by_hand.until : next_hours_change(now, at);
  return earliest({leaves_hours, next_absence_change(now, at), next_credential_change(now, at)});
}

maybe_instant next_opening_or_closing(const agent& now, instant at) {
  if (!registers_by_itself(now))
    return std::nullopt;
  const bool at_first = open_at(now, at);
  auto next = next_turn(now, at);
  while (next && open_at(now, *next) == at_first)
    next = next_turn(now, *next);
  return next;
}

maybe_instant next_eligibility_change(const agent& now, instant at) {
  const bool at_first = eligible(now, at);
  auto next = next_credential_change(now, at);
  while (next && eligible(now, *next) == at_first)
    next = next_credential_change(now, *next);
  return next;
}

availability_reason reason_of(const agent& now, const dispatch_settings& settings, instant at) {
  using enum availability_reason;
  if (now.registration == registration_status::suspended)
    return not_eligible;
  if (now.registration != registration_status::registered)
    return not_registered;
  if (!eligible(now, at))
    return not_eligible;
  if (pause_at(now, at))
    return paused;
  if (away(now, at))
    return out_of_office;
  const auto mode = override_at(now, at).mode;
  if (mode == override_mode::off)
    return switched_off;
  if (switched_on_or_in_hours(now, at)) {
    if (!below_limit(now, settings))
      return limit_reached;
    return mode == override_mode::on ? switched_on : in_schedule;
  }
  const bool pausing = now.schedule && hours_at(*now.schedule, at) == hours_state::on_break;
  return pausing ? on_break : outside_schedule;
}

} // namespace

availability availability_of(const agent& now, const dispatch_settings& settings, instant at) {
  const auto reason = reason_of(now, settings, at);
  availability result{.now = false, .reason = reason, .until = {}};
  result.now =
    reason == availability_reason::in_schedule || reason == availability_reason::switched_on;
  if (below_limit(now, settings)) // Else time alone doesn't make it available.
    result.until = next_opening_or_closing(now, at);
  return result;
}

bool available_but_for_limit(const agent& now, instant at) {
  return now.registration == registration_status::registered && open_at(now, at);
}

bool below_limit(const agent& now, const dispatch_settings& settings) {
  return open_referrals(now) < settings.max_open_per_agent;
}

bool offerable(const agent& now, const dispatch_settings& settings, instant at) {
  return count_entries(now, entry_state::open) == 0 && below_limit(now, settings)
         && available_but_for_limit(now, at);
}

availability_override override_at(const agent& now, instant at) {
  const bool over = now.override_.until && *now.override_.until <= at;
  return over ? availability_override{} : now.override_;
}

std::optional<offers_pause> pause_at(const agent& now, instant at) {
  const auto own = holding(now.paused, at);
  const auto countys = holding(now.county_pause, at);
  if (!own || !countys)
    return own ? own : countys;
  const bool own_is_longer = !own->until || (countys->until && *own->until >= *countys->until);
  return own_is_longer ? own : countys;
}

bool away(const agent& now, instant at) {
  return now.schedule && out_of_office_at(*now.schedule, at);
}

bool eligible(const agent& now, instant at) {
  return eligible(now.credentials, zone_of(now), at);
}

std::optional<instant> next_instant(const agent& now, instant at) {
  const auto leaves = away(now, at) ? std::nullopt : next_absence_change(now, at);
  return earliest({next_opening_or_closing(now, at), next_eligibility_change(now, at), leaves});
}

} // namespace kod::model
