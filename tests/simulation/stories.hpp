#pragma once

#include "model/history.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace kod::simulation {

// What the chronicle has read of one agent, and of one referral.

/// What an agent holds of a referral.
struct entry {
  std::uint32_t number = 0;
  bool open = false;
  bool works = false;
  bool assigned = false;
};

struct agent_story {
  std::set<std::string> sections; // Saved since it last had to.
  model::credentials credentials;
  std::optional<model::schedule> schedule;
  model::availability_override by_hand;
  std::set<model::language> spoken; // Ever: a plan may be older than a change.
  bool registered = false;
  std::uint32_t misses = 0;
  std::map<model::referral_id, entry> ledger;
  std::optional<model::offers_pause> paused;
  std::optional<model::offers_pause> with_county;
};

struct referral_story {
  model::instant callback_by{};
  std::optional<model::instant> opens_at;
  model::instant requested_at{};
  bool went_out = false; // It was offered or listed.
  bool listed = false;   // It has waited for its opening since everything was at rest.
  std::optional<model::offered> offer;
  std::uint64_t offered = 0; // The event of it.
  std::optional<model::agent_id> worker;
  std::set<model::agent_id> had_it;
  std::set<model::agent_id> released_it; // And had nothing of it since.
  model::language language;
  std::uint32_t last_number = 0;
  bool contacted = false;
  bool overdue = false;
  bool ended = false;
};

} // namespace kod::simulation
