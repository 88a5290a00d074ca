#pragma once

#include "model/journal.hpp"
#include "model/settings.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

// What must always hold of what is stored. Tests, the simulation and `kod check` ask for it.

namespace kod::model {

/// How far a check is, in events read: each is read twice, in the journal's order and by entity.
using check_progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Everything in the archive that breaks an invariant; empty: nothing does. Each line names the
/// rule and the ids, and nothing personal. The limits are those that the engine ran with: under
/// lower ones, what was right when it was decided is told as wrong.
std::vector<std::string>
violations(const archive&, const dispatch_settings&, const check_progress& = {});

} // namespace kod::model
