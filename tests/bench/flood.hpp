#pragma once

#include "tests/bench/load.hpp"

#include <chrono>
#include <cstdint>
#include <vector>

namespace kod::bench {

struct flood_settings {
  std::size_t connections = 256;
  /// Requests a second, whatever comes of them; 0: each connection asks again when it has its
  /// answer.
  double per_second = 0;
  std::chrono::milliseconds during{5'000};
};

struct flood_result {
  double seconds = 0;
  std::size_t offered = 0;
  std::size_t withheld = 0; // Due, but every connection had too many unanswered.
  std::size_t taken = 0;    // Answered 201.
  std::size_t refused = 0;  // Answered 503.
  std::size_t others = 0;
  std::vector<std::uint32_t> latencies_us; // Of those taken.
};

/// New requests from one thread that costs little: it shares the machine with what it measures.
/// What was taken is cancelled again, on connections of its own, so that the engine holds as much
/// at the end as at the beginning.
flood_result flood(const server_access&, population&, const flood_settings&);

} // namespace kod::bench
