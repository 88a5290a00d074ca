#pragma once

#include "http/tokens.hpp"
#include "persistence/installation_key.hpp"

namespace kod::app {

/// Signs and verifies with the installation's key.
http::tokens tokens_of(const persistence::installation_key&, model::clock);

/// The time by the machine's wall clock, for verbs that run beside the engine.
model::instant wall_time();

} // namespace kod::app
