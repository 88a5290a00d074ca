#pragma once

#include "model/ids.hpp"

#include <cstdint>

namespace kod::model {

/// How the engine's clock stands to the wall clock.
struct clock_standing {
  std::uint64_t steps = 0; // How often the wall clock was set since the engine's start.
  duration wall_ahead{0};  // By how much ours has yet to catch up; negative: it is ahead.
};

} // namespace kod::model
