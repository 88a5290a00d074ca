#include "model/agent.hpp"

#include <algorithm>

namespace kod::model {

std::string_view to_string(registration_status status) {
  switch (status) {
  case registration_status::not_started: return "Not started";
  case registration_status::incomplete: return "Incomplete";
  case registration_status::registered: return "Registered";
  case registration_status::deregistered: return "De-registered";
  case registration_status::suspended: return "Suspended";
  }
  return "unknown";
}

std::optional<registration_status> parse_registration_status(std::string_view text) {
  using enum registration_status;
  for (const auto each : {not_started, incomplete, registered, deregistered, suspended})
    if (to_string(each) == text)
      return each;
  return std::nullopt;
}

std::string_view zone_of(const agent& now) {
  return now.schedule ? std::string_view{now.schedule->time_zone} : default_time_zone;
}

const ledger_entry* entry_of(const agent& now, const referral_id& referral) {
  const auto found = std::ranges::find(now.ledger, referral, &ledger_entry::referral);
  return found == now.ledger.end() ? nullptr : &*found;
}

std::uint32_t count_entries(const agent& now, entry_state state) {
  return static_cast<std::uint32_t>(std::ranges::count(now.ledger, state, &ledger_entry::state));
}

std::uint32_t open_referrals(const agent& now) {
  return count_entries(now, entry_state::open) + count_entries(now, entry_state::in_progress);
}

bool speaks(const agent& now, const language& tongue) {
  return now.contact && std::ranges::count(now.contact->languages, tongue) > 0;
}

} // namespace kod::model
