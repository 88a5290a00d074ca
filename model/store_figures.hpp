#pragma once

#include <cstdint>

namespace kod::model {

/// How the journal's store is doing, in its own terms.
struct store_figures {
  std::uint64_t last_sequence = 0; // Events ever.
  std::uint64_t table_bytes = 0;   // In files, with what waits to be removed.
  std::uint64_t memory_bytes = 0;  // Gathered, not in tables yet.
  std::uint64_t keys = 0;          // About so many.
  std::uint64_t compactions = 0;   // Running.
  std::uint64_t flushes = 0;       // Running.
  std::uint64_t errors = 0;        // Of the background, since the start.
  bool stopped = false;            // Takes no writes until it has caught up.
};

} // namespace kod::model
