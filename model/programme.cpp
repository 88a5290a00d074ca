#include "model/programme.hpp"

#include "model/zones.hpp"

#include <algorithm>

namespace kod::model {

namespace {

using std::chrono::days;

bool takes_all(const working_day& each) {
  int open = each.hours.end - each.hours.start;
  for (const auto& pause : each.breaks)
    open -= pause.end - pause.start;
  return open <= 0;
}

schedule without_holidays(const opening_hours& hours) {
  return {zone_or_default(hours.time_zone).name(), hours.weekly, {}};
}

bool is_holiday(const opening_hours& hours, day which) {
  return std::ranges::binary_search(hours.holidays, which);
}

/// A clock that is set back over midnight comes to the same day twice, after the next has begun.
instant end_of(day today, instant at, const date::time_zone& zone) {
  using std::chrono::minutes;
  const auto midnight = start_of(today + days{1}, zone);
  return midnight > at ? midnight : std::chrono::floor<minutes>(at) + minutes{1};
}

/// Goes from one edge to the next: a holiday's end, or where the weekly hours change. It comes to
/// an end, since after the last holiday every week opens.
instant next_opening(const opening_hours& hours, instant at) {
  const auto& zone = zone_or_default(hours.time_zone);
  const auto weekly = without_holidays(hours);
  while (!open_at(hours, at)) {
    const auto today = day_at(at, zone);
    if (is_holiday(hours, today))
      at = end_of(today, at, zone);
    else
      at = next_hours_change(weekly, at).value_or(at + days{1});
  }
  return at;
}

} // namespace

bool never_open(const weekly_hours& weekly) {
  return std::ranges::all_of(weekly, [](const auto& each) { return !each || takes_all(*each); });
}

bool open_at(const opening_hours& hours, instant at) {
  return hours_at(without_holidays(hours), at) == hours_state::inside
         && !is_holiday(hours, day_at(at, zone_or_default(hours.time_zone)));
}

std::optional<instant> awaited_opening(const programme& now, instant at) {
  if (!now.hours || never_open(now.hours->weekly) || open_at(*now.hours, at))
    return std::nullopt;
  return next_opening(*now.hours, at);
}

programme in_force(const programme& stored, const programme& settings) {
  if (stored.set)
    return stored;
  auto result = settings;
  result.id = stored.id;
  result.texts = stored.texts;
  result.counties = stored.counties;
  return result;
}

std::optional<offers_pause> pause_of(const programme& now, std::string_view county, instant at) {
  const auto found = std::ranges::find(now.counties, county, &county_pause::county);
  return found == now.counties.end() ? std::nullopt : holding(found->pause, at);
}

namespace {

void apply(programme& now, const programme_changed& e) {
  now.open = e.to.open;
  now.message = e.to.message;
  now.hours = e.to.hours;
  now.contact_centre_phone = e.to.contact_centre_phone;
  now.set = true;
}

void apply(programme& now, const county_resumed& e) {
  std::erase_if(now.counties, [&](const county_pause& each) { return each.county == e.county; });
}

void apply(programme& now, const county_paused& e) {
  apply(now, county_resumed{e.county});
  const auto place = std::ranges::lower_bound(now.counties, e.county, {}, &county_pause::county);
  now.counties.insert(place, {e.county, e.pause});
}

} // namespace

programme evolve(programme now, const programme_event& event) {
  now.id = the_programme;
  std::visit(
    [&](const auto& e) {
      apply(now, e);
      now.texts = std::max(now.texts, e.texts);
    },
    event);
  return now;
}

bool is_public(const programme_event&) {
  return true;
}

} // namespace kod::model
