#pragma once

#include "model/clock.hpp"

#include <string>

namespace kod::app {

/// Draws ids of 128 random bits in 26 lower-case letters and digits behind the prefix:
/// nobody guesses another one from those that they know.
model::id_source new_ids(std::string prefix);

} // namespace kod::app
