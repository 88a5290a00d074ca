#pragma once

#include "model/agent.hpp"
#include "model/programme.hpp"

#include <algorithm>
#include <date/tz.h>
#include <string>

// Who may work when, reckoned without a line of the model's: by the calendar and the clock on the
// wall of the agent's zone, as date/tz shows them.

namespace kod::simulation::by_the_wall {

/// What decides whether time lets an agent work.
struct terms {
  const model::credentials& credentials;
  const std::optional<model::schedule>& schedule;
  const model::availability_override& by_hand;
};

inline date::local_time<model::duration> shown(const std::string& zone, model::instant at) {
  return date::make_zoned(zone, at).get_local_time();
}

/// Each credential holds through its last day there.
inline bool eligible(const model::credentials& held, const std::string& zone, model::instant at) {
  const auto today = date::floor<date::days>(shown(zone, at)).time_since_epoch();
  return held.license && held.license->expires.time_since_epoch() >= today && held.certification
         && held.certification->expires.time_since_epoch() >= today && held.doi_contact_confirmed_on
         && held.doi_contact_confirmed_on->time_since_epoch() <= today;
}

inline bool in_weekly_hours(const auto& plan, model::instant at) {
  const auto wall = shown(plan.time_zone, at);
  const auto midnight = date::floor<date::days>(wall);
  const auto& day = plan.weekly[date::weekday{midnight}.iso_encoding() - 1];
  const auto minute = date::floor<std::chrono::minutes>(wall - midnight).count();
  const auto holds = [&](const auto& span) { return span.start <= minute && minute < span.end; };
  return day && holds(day->hours) && std::ranges::none_of(day->breaks, holds);
}

/// Whether the programme dispatches then.
inline bool open(const std::optional<model::opening_hours>& hours, model::instant at) {
  if (!hours)
    return true;
  const auto today = date::floor<date::days>(shown(hours->time_zone, at)).time_since_epoch();
  const auto closed_all_day = [&](model::day each) { return each.time_since_epoch() == today; };
  return std::ranges::none_of(hours->holidays, closed_all_day) && in_weekly_hours(*hours, at);
}

/// Whether it opens at that instant, and never from `now` until then.
inline bool
opens_next_at(const model::opening_hours& hours, model::instant now, model::instant opening) {
  if (!open(hours, opening))
    return false;
  const auto stride = std::chrono::minutes{opening - now > std::chrono::hours{48} ? 20 : 1};
  for (auto at = now; at < opening; at += stride)
    if (open(hours, at))
      return false;
  return !open(hours, opening - std::chrono::milliseconds{1});
}

inline bool paused(const std::optional<model::offers_pause>& pause, model::instant at) {
  return pause && (!pause->until || at < *pause->until);
}

inline bool away(const model::schedule& plan, model::instant at) {
  return std::ranges::any_of(plan.out_of_office, [&](const auto& each) {
    return each.from <= at && (!each.until || *each.until > at);
  });
}

/// Whether time and switch let somebody work who is registered.
inline bool works(const terms& who, model::instant at) {
  if (!who.schedule || !eligible(who.credentials, who.schedule->time_zone, at))
    return false;
  const bool holds = !who.by_hand.until || *who.by_hand.until > at;
  if (holds && who.by_hand.mode == model::override_mode::off)
    return false;
  const bool on = holds && who.by_hand.mode == model::override_mode::on;
  return !away(*who.schedule, at) && (on || in_weekly_hours(*who.schedule, at));
}

} // namespace kod::simulation::by_the_wall
