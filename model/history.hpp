#pragma once

#include "model/journal.hpp"

#include <functional>

// Reading what happened, page by page, so that no store has to hold more than one in memory.

namespace kod::model {

/// Everything that ever happened to one entity, oldest first.
std::vector<recorded_event> whole_history(const archive&, const entity_name&);

/// Everything that ever happened to anybody, in the journal's order.
void each_event(const archive&, const std::function<void(const recorded_event&)>& visit);

} // namespace kod::model
