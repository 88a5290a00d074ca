#pragma once

#include "actors/interfaces.hpp"

#include <utility>
#include <vector>

namespace kod::actors {

/// What an entity becomes by the events of one commit.
template <class Entity, class Event>
Entity fold(Entity now, const std::vector<Event>& events) {
  for (const auto& event : events)
    now = model::evolve(std::move(now), event);
  return now;
}

/// Why a commit was refused, or none; `held` is what a claim that somebody has stands for.
inline caf::error error_of(const model::append_result& result, model::rejection held) {
  if (std::holds_alternative<model::committed>(result))
    return {};
  return std::holds_alternative<model::claim_refused>(result)
           ? caf::make_error(held)
           : caf::make_error(engine_error::version_refused);
}

} // namespace kod::actors
