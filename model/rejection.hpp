#pragma once

#include <cstdint>
#include <string_view>

namespace kod::model {

/// Why a command was refused, in the domain's words. http/ holds the one table from these to
/// status codes; those marked INTERNAL never reach a client.
enum class rejection : std::uint8_t {
  not_found = 1,
  already_ended,
  already_taken,
  agent_not_eligible,
  agent_not_registered,
  offer_expired,
  not_offered,
  not_accepted,
  limit_reached,
  section_order,
  npn_taken,
  id_taken,
  duplicate_request,
  key_in_progress,
  key_reused,
  unknown_agent,
  until_passed,
  programme_closed,
  precondition_failed, // The caller has seen another version.
  incomplete_license,  // A patch would leave a licence without its number or its expiry.
  not_offerable,       // INTERNAL: the agent can't take a planned offer now; plan again.
  entry_withdrawn,     // INTERNAL: not a miss; the agent's `withdraw` is on its way.
  stale_number,        // INTERNAL: the tenure that was meant is over.
};

std::string_view to_string(rejection);

} // namespace kod::model
