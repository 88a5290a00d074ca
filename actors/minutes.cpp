#include "actors/minutes.hpp"

#include <caf/send.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace kod::actors {

void minutes_state::look() {
  const auto minute = model::last_minute(now());
  if (minute >= next_minute)
    self->request(company.directory, caf::infinite, get_stats{})
      .then(
        [this, minute](const stats& counted) { note(minute, counted); },
        [](const caf::error&) { /* A gap; the directory fails alone. */ });
  sleep();
}

void minutes_state::sleep() {
  const auto time = now();
  next_minute = model::last_minute(time) + std::chrono::minutes{1};
  const auto wait = std::clamp(next_minute - time, shortest_sleep, longest_sleep);
  caf::delayed_anon_send(minutes_actor{self}, wait, look_at_minute{});
}

namespace {

model::minute_standing standing_in(const stats& counted) {
  using status = model::registration_status;
  const auto& census = counted.census;
  const auto agents = [&](status each) { return census.agents[static_cast<std::size_t>(each)]; };
  model::minute_standing result;
  if (const auto since = census.oldest_waiting_since)
    result.oldest_waiting_seconds =
      std::chrono::duration<double>{std::max(counted.at - *since, model::duration{0})}.count();
  result.accept_p50_seconds = census.accept_p50_seconds;
  result.accept_p95_seconds = census.accept_p95_seconds;
  result.general = census.by_type[static_cast<std::size_t>(model::referral_type::general)];
  result.mass = census.by_type[static_cast<std::size_t>(model::referral_type::mass)];
  result.waits_for_opening = census.waits_for_opening;
  result.registered = agents(status::registered);
  result.offerable = counted.offerable;
  result.deregistered = agents(status::deregistered);
  result.suspended = agents(status::suspended);
  return result;
}

} // namespace

void minutes_state::note(model::instant minute, const stats& counted) {
  using status = model::referral_status;
  const auto& census = counted.census;
  const auto in = [&](status each) { return census.by_status[static_cast<std::size_t>(each)]; };
  const auto before = std::exchange(so_far, counted.since_start);
  caf::anon_send(
    company.journal,
    keep_minute{{
      .at = minute,
      .waiting = in(status::pending),
      .offered = census.open_offers,
      .in_progress = in(status::in_progress),
      .overdue = census.overdue,
      .contact_centre = census.contact_centre,
      .available = counted.available,
      .taken = so_far.taken - before.taken,
      .accepted = so_far.accepted - before.accepted,
      .missed = so_far.missed - before.missed,
      .inside_promise = census.inside_promise,
      .standing = standing_in(counted),
    }});
}

minute_list minutes_state::list(const list_minutes& wanted) const {
  const auto time = now();
  const auto from = model::last_minute(time) - std::chrono::minutes{wanted.count};
  return {model::laid_out(company.kept->kept_since(from), time, wanted.count)};
}

minutes_actor::behavior_type
minutes_behavior(minutes_state::pointer self, minutes_company company, model::clock now) {
  auto& state = self->state;
  state.self = self;
  state.company = std::move(company);
  state.now = std::move(now);
  state.sleep();
  return {
    [&state](const list_minutes& wanted) { return state.list(wanted); },
    [&state](const look_at_minute&) { state.look(); },
  };
}

} // namespace kod::actors
