#pragma once

#include "model/ids.hpp"

#include <functional>
#include <string>

// Ports: what the engine is given from outside, so that a test can move the time and repeat a run.

namespace kod::model {

/// The engine's clock. It never runs backwards and follows the wall clock by slewing.
using clock = std::function<instant()>;

/// Draws a new id: never one that was drawn before, and not to be guessed.
using id_source = std::function<std::string()>;

} // namespace kod::model
