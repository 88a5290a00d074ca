#pragma once

#include "model/journal.hpp"
#include "tests/support/people.hpp"

#include <string>
#include <vector>

// Batches for the tests of the journal. What they say needn't make sense as a story: the journal
// doesn't read it.

namespace kod::tests {

/// With a value in every field.
inline model::referral a_full_referral(const model::referral_id& id) {
  return {
    .id = id,
    .status = model::referral_status::in_progress,
    .type = model::referral_type::mass,
    .language = spanish,
    .zip = {"40202"},
    .county = "Jefferson County",
    .where = {38.25, -85.75},
    .requested_at = noon,
    .callback_by = noon + 30min,
    .opens_at = noon + 1h,
    .tenure = model::tenure{ann, 3, model::tenure_kind::in_progress, true, noon, noon + 15min, 7},
    .last_number = 3,
    .tried = {{bob, model::exclusion_cause::missed}, {cid, model::exclusion_cause::released}},
    .hidden_from = {bob},
    .mass_since = noon + 1min,
    .first_accepted_at = noon + 2min,
    .contacted_at = noon + 3min,
    .disposition = model::disposition::will_enrol_later,
    .overdue = true,
    .ended_with = ann,
    .ended_at = noon + 4min,
    .texts = 2,
    .claims = {"phone/" + id.text, "e-mail/" + id.text}};
}

inline model::agent a_full_agent(const model::agent_id& id) {
  auto hours = daily(540, 1020);
  hours.weekly[1]->breaks = {{720, 750}, {900, 915}};
  hours.weekly[6].reset();
  hours.out_of_office = {{noon, noon + 24h}, {noon + 48h, std::nullopt}};
  return {
    .id = id,
    .npn = "9000" + id.text,
    .zip = {"42001"},
    .county = "McCracken County",
    .where = {37.08, -88.6},
    .credentials = good_credentials(),
    .agreement = model::agreement{noon - 24h, "2026-1"},
    .contact = model::contact_preferences{model::preferred_contact::text, {english, spanish}},
    .schedule = hours,
    .registration = model::registration_status::suspended,
    .confirmed = 3,
    .override_ = {model::override_mode::off, noon + 2h},
    .misses = 2,
    .hand_withdrawals = 1,
    .ledger = {{r1, 1, model::entry_state::withdrawn, true}},
    .last_offer_at = noon,
    .paused = model::offers_pause{noon, noon + 3h},
    .county_pause = model::offers_pause{noon, noon + 4h}};
}

inline model::opening_hours full_hours() {
  return {
    .time_zone = "America/Chicago",
    .weekly = daily(540, 1020).weekly,
    .holidays = {std::chrono::floor<std::chrono::days>(noon)}};
}

inline model::programme a_full_programme() {
  return {
    .id = model::the_programme,
    .open = false,
    .message = "Back on Monday.",
    .hours = full_hours(),
    .contact_centre_phone = "+15025550000",
    .texts = 3,
    .set = true,
    .counties = {{"Pike County", {noon, noon + 4h}}}};
}

/// Each kind of event once, none with a field left at its default where it has one.
inline referral_history every_referral_event() {
  const model::choice_reasons why{320, 20, 1, 1, 12, model::runner_up{bob, 330}};
  return {
    a_request(r1),
    model::offered{ann, 1, noon, noon + 15min, 2, true, why},
    model::missed{ann, 1},
    model::rejected{bob, 2},
    model::withdrawn{cid, 3, model::withdrawal_cause::outage},
    model::made_mass{model::mass_cause::nobody_offerable, noon},
    model::accepted{ann, 4, noon},
    model::contact_shared{as(ann), "accepted", 1},
    model::contacted{noon},
    model::completed{model::disposition::wrong_number, noon, 2},
    model::released{ann, 4, 3},
    model::cancelled{noon, 4},
    model::overdue{noon},
    model::assigned{bob, 5, noon, 5},
    model::text_added{6},
    model::restarted{},
    model::opening_moved{noon, noon + 30min}};
}

inline agent_history every_agent_event() {
  return {
    newcomer(ann),
    model::credentials_changed{"90000002", {"40202"}, "Bath County", {38, -83}, good_credentials()},
    agreed,
    speaking({english, spanish}),
    working(round_the_clock()),
    model::registered{},
    model::deregistered{model::deregistration_cause::operator_, 1},
    model::reregistration_completed{},
    model::suspended{},
    model::reinstated{},
    model::availability_changed{{model::override_mode::on, noon}},
    model::offers_withdrawn{model::withdrawal_cause::out_of_office},
    model::offer_entered{r1, 1, true, noon},
    model::referral_taken{r1, 1},
    model::referral_given{r2, 2},
    model::entry_left{r1, 1},
    model::miss_counted{r2, 2},
    model::restarted{},
    model::offers_paused{{noon, noon + 1h}, 2},
    model::offers_resumed{3},
    model::county_pause_changed{model::offers_pause{noon, noon + 4h}}};
}

inline std::vector<model::programme_event> every_programme_event() {
  return {
    model::programme_changed{
      {false, "Closed.", full_hours(), "+15025550000"},
      1,
      {model::programme_part::open, model::programme_part::message}},
    model::county_paused{"Pike County", {noon, noon + 4h}, 2},
    model::county_resumed{"Pike County", 3}};
}

inline model::referral_write
write_of(const model::referral_id& id, std::uint64_t version, referral_history events) {
  model::referral snapshot;
  snapshot.id = id;
  snapshot.last_number = static_cast<std::uint32_t>(version); // So that versions differ.
  return {version, std::move(events), std::move(snapshot)};
}

inline model::agent_write
write_of(const model::agent_id& id, std::uint64_t version, agent_history events) {
  model::agent snapshot;
  snapshot.id = id;
  snapshot.misses = static_cast<std::uint32_t>(version);
  return {version, std::move(events), std::move(snapshot)};
}

/// One event of one entity.
inline model::batch batch_of(const model::referral_id& id, std::uint64_t version) {
  return {
    .at = noon,
    .by = a_resident,
    .writes = {write_of(id, version, {model::contacted{noon}})},
    .take = {},
    .free = {},
    .sealed = {},
    .rows = {}};
}
inline model::batch batch_of(const model::agent_id& id, std::uint64_t version) {
  auto result = batch_of(r1, 1);
  result.by = as(id);
  result.writes = {write_of(id, version, {model::reinstated{}})};
  return result;
}

/// A batch that concerns no entity.
inline model::batch no_entity() {
  auto result = batch_of(r1, 1);
  result.writes.clear();
  return result;
}

inline model::batch taking(const model::claim& claim) {
  auto result = no_entity();
  result.take = {claim};
  return result;
}

inline model::claim a_claim(const std::string& name, const std::string& owner) {
  return {.name = name, .owner = owner, .detail = {}, .expires = {}};
}

inline std::vector<std::uint64_t> sequences(const std::vector<model::recorded_event>& events) {
  std::vector<std::uint64_t> result;
  for (const auto& event : events)
    result.push_back(event.sequence);
  return result;
}

} // namespace kod::tests
