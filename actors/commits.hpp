#pragma once

#include "actors/interfaces.hpp"

#include <caf/expected.hpp>

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

/// What was answered to the request that holds this key, unless it was another one.
inline caf::expected<request_taken>
kept_answer(const model::claim& held, const model::request_key& key) {
  const auto kept = model::kept_answer_of(held);
  if (kept.body_hash != key.body_hash)
    return caf::make_error(model::rejection::key_reused);
  return request_taken{kept.referral, kept.requested_at, kept.callback_by};
}

} // namespace kod::actors
