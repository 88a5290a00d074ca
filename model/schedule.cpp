#include "model/schedule.hpp"

#include "model/zones.hpp"

#include <algorithm>
#include <chrono>

namespace kod::model {

namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;

constexpr day_span whole_day{0, 24 * 60};

/// By then every week has shown all its edges, also one that a clock change skipped.
constexpr duration as_far_as_edges_lie = days{28};

bool within(const day_span& span, minutes since_midnight) {
  return minutes{span.start} <= since_midnight && since_midnight < minutes{span.end};
}

const std::optional<working_day>& day_of(const weekly_hours& weekly, day which) {
  return weekly[std::chrono::weekday{which}.iso_encoding() - 1];
}

hours_state state_at(const weekly_hours& weekly, instant wall) {
  const auto midnight = floor<days>(wall);
  const auto& today = day_of(weekly, midnight);
  const auto time = floor<minutes>(wall - midnight);
  if (!today || !within(today->hours, time))
    return hours_state::outside;
  const auto holds_now = [time](const day_span& each) { return within(each, time); };
  return std::ranges::any_of(today->breaks, holds_now) ? hours_state::on_break
                                                       : hours_state::inside;
}

bool inside(const weekly_hours& weekly, instant wall) {
  return state_at(weekly, wall) == hours_state::inside;
}

/// Where the wall clock next comes to a start or an end, or to midnight.
instant next_edge(const weekly_hours& weekly, instant wall) {
  const auto midnight = floor<days>(wall);
  instant next = midnight + days{1};
  const auto look_at = [&](const day_span& span) {
    for (const instant edge : {midnight + minutes{span.start}, midnight + minutes{span.end}})
      if (edge > wall)
        next = std::min(next, edge);
  };
  if (const auto& today = day_of(weekly, midnight)) {
    look_at(today->hours);
    std::ranges::for_each(today->breaks, look_at);
  }
  return next;
}

bool never_changes(const weekly_hours& weekly) {
  const auto closed = [](const auto& each) { return !each; };
  const auto round_the_clock = [](const auto& each) {
    return each && each->hours == whole_day && each->breaks.empty();
  };
  return std::ranges::all_of(weekly, closed) || std::ranges::all_of(weekly, round_the_clock);
}

bool covers(const absence& each, instant at) {
  return each.from <= at && (!each.until || at < *each.until);
}

} // namespace

bool known_time_zone(std::string_view name) {
  return find_zone(name) != nullptr;
}

hours_state hours_at(const schedule& plan, instant at) {
  const auto* zone = find_zone(plan.time_zone);
  if (zone == nullptr)
    return hours_state::outside;
  return state_at(plan.weekly, at + offset_at(*zone, at).offset);
}

std::optional<instant> next_hours_change(const schedule& plan, instant after) {
  const auto* zone = find_zone(plan.time_zone);
  if (zone == nullptr || never_changes(plan.weekly))
    return std::nullopt;
  auto period = offset_at(*zone, after);
  const bool at_first = inside(plan.weekly, after + period.offset);
  for (auto at = after; at < after + as_far_as_edges_lie;) {
    at = next_edge(plan.weekly, at + period.offset) - period.offset;
    if (at >= period.end) { // The clock changes before it gets there, or as it does.
      at = period.end;
      period = offset_at(*zone, at);
    }
    if (inside(plan.weekly, at + period.offset) != at_first)
      return at;
  }
  return std::nullopt;
}

bool out_of_office_at(const schedule& plan, instant at) {
  return std::ranges::any_of(
    plan.out_of_office, [at](const absence& each) { return covers(each, at); });
}

std::optional<instant> next_absence_change(const schedule& plan, instant after) {
  std::vector<instant> edges;
  for (const auto& each : plan.out_of_office) {
    edges.push_back(each.from);
    if (each.until)
      edges.push_back(*each.until);
  }
  std::ranges::sort(edges);
  const bool at_first = out_of_office_at(plan, after);
  const auto changes = [&](instant edge) {
    return edge > after && out_of_office_at(plan, edge) != at_first;
  };
  const auto found = std::ranges::find_if(edges, changes);
  return found == edges.end() ? std::nullopt : std::optional{*found};
}

} // namespace kod::model
