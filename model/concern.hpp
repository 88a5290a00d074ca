#pragma once

#include "model/journal.hpp"

namespace kod::model {

/// Whether a referral's event is an agent's business: it names the agent, or the referral is (or
/// was at last) that agent's. `now` is what the referral has become.
bool concerns(const referral_event&, const referral& now, const agent_id&);

} // namespace kod::model
