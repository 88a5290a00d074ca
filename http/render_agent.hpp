#pragma once

#include "http/json_writer.hpp"
#include "model/views.hpp"

namespace kod::http {

/// An agent's profile, as itself and operators see it.
void write_agent(json_writer&, const model::agent_view&, model::instant now);

/// Seven days, each an object or null.
void write_week(json_writer&, const model::weekly_hours&);

} // namespace kod::http
