#pragma once

#include "model/journal.hpp"
#include "persistence/codec.hpp"

#include <algorithm>
#include <array>
#include <string>

// What the journal would hold, as bytes.

namespace kod::simulation {

inline bool holds_what_was_typed(const std::string& bytes) {
  return std::ranges::any_of(
    std::array{"+150255", "resident ", "too far", "a note", "a complaint", "no more", "Alex"},
    [&](const char* typed) { return bytes.find(typed) != std::string::npos; });
}

inline persistence::batch_record record_of(const model::recorded_event& event) {
  persistence::batch_record record{
    .first_sequence = event.sequence, .at = event.at, .by = event.by, .writes = {}};
  if (const auto* id = std::get_if<model::referral_id>(&event.entity))
    record.writes.push_back(persistence::referral_events{
      *id, event.version, {std::get<model::referral_event>(event.event)}});
  else if (const auto* who = std::get_if<model::agent_id>(&event.entity))
    record.writes.push_back(
      persistence::agent_events{*who, event.version, {std::get<model::agent_event>(event.event)}});
  else
    record.writes.push_back(persistence::programme_events{
      model::the_programme, event.version, {std::get<model::programme_event>(event.event)}});
  return record;
}

struct digest_of_events {
  std::uint64_t hash = 14695981039346656037U; // FNV-1a.
  bool holds_what_was_typed = false;
};

inline digest_of_events digest(const model::archive& stored) {
  digest_of_events result;
  for (const auto& event : stored.since(0, stored.last_sequence())) {
    const auto bytes = persistence::encode(record_of(event));
    result.holds_what_was_typed = result.holds_what_was_typed || holds_what_was_typed(bytes);
    for (const char byte : bytes)
      result.hash = (result.hash ^ static_cast<unsigned char>(byte)) * 1099511628211U;
  }
  return result;
}

} // namespace kod::simulation
