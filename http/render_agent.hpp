#pragma once

#include "http/json_writer.hpp"
#include "model/views.hpp"

namespace kod::http {

/// An agent's profile, as itself and operators see it.
void write_agent(json_writer&, const model::agent_view&, model::instant now);

} // namespace kod::http
