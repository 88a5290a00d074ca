#pragma once

#include "model/journal.hpp"

#include <optional>

// What a referral's events mean to agents: whose business each is, and what comes on the Mass
// board by it.

namespace kod::model {

/// Where a referral stands with the agents.
struct standing {
  std::optional<agent_id> holder; // As an offer or In Progress.
  bool listed = false;            // As Mass.
  bool operator==(const standing&) const = default;
};
standing standing_of(const referral&);
/// Once this has happened to it.
standing standing_after(const referral_event&, standing before);

/// Whether an event tells where the referral stood before it, whatever came earlier.
std::optional<standing> standing_known_before(const referral_event&);

/// Whether it is an agent's business: it names the agent, or the agent had the referral before it.
bool concerns(const referral_event&, const std::optional<agent_id>& holder_before, const agent_id&);

} // namespace kod::model
