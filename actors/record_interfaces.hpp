#pragma once

#include "model/export_lines.hpp"
#include "model/minutes.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <optional>
#include <string>
#include <vector>

// The page of the map that shows what operators look back on: the figures by minute, and what
// became of the referrals and agents of a period. Nobody who answers residents and agents waits for
// any of it.

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

// -- exports ------------------------------------------------------------------

/// A page of the referrals that were requested in the period, in order of id.
struct export_referrals {
  model::period when;
  std::optional<model::referral_id> after{}; // Where the page before ended.
};
struct referral_lines {
  std::vector<model::referral_line> items;
  std::optional<model::referral_id> next{}; // None: that was all.
};
/// A page of the agents, in order of id, with what they did in the period.
struct export_agents {
  model::period when;
  std::optional<model::agent_id> after{};
};
struct agent_lines {
  std::vector<model::agent_line> items;
  std::optional<model::agent_id> next{};
};

/// The EXPORTS: reads the archive page by page, apart from those who wait for a look.
using exports_actor = caf::typed_actor<
  caf::replies_to<export_referrals>::with<referral_lines>,
  caf::replies_to<export_agents>::with<agent_lines>>;

} // namespace kod::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::list_minutes)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::minute_list)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::keep_minute)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::look_at_minute)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::export_referrals)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::referral_lines)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::export_agents)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::agent_lines)
