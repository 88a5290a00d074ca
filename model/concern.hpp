#pragma once

#include "model/journal.hpp"

#include <optional>

namespace kod::model {

/// Who has a referral, as an offer or In Progress, once this has happened to it.
std::optional<agent_id> holder_after(const referral_event&, std::optional<agent_id> before);

/// Whether it is an agent's business: it names the agent, or the agent had the referral before it.
bool concerns(const referral_event&, const std::optional<agent_id>& before, const agent_id&);

} // namespace kod::model
