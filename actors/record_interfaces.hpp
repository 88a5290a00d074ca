#pragma once

#include "model/minutes.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <optional>
#include <string>
#include <vector>

// The page of the map that shows what operators look back on: the figures by minute. Nobody who
// answers residents and agents waits for any of it.

namespace kod::actors {

// -- the figures by minute ----------------------------------------------------

struct list_minutes {
  std::size_t count = 60; // Up to the last whole one.
};
struct minute_list {
  std::vector<model::shown_minute> items; // Oldest first, one for each minute.
};
/// To the journal, which alone writes.
struct keep_minute {
  model::minute_record record;
};
struct look_at_minute {};

/// The MINUTES: asks for the figures at the end of each minute and has them kept.
using minutes_actor = caf::typed_actor<
  caf::replies_to<list_minutes>::with<minute_list>,
  // INTERNAL: look at the clock.
  caf::reacts_to<look_at_minute>>;

} // namespace kod::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::list_minutes)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::minute_list)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::keep_minute)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::look_at_minute)
