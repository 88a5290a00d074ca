#pragma once

#include "http/errand.hpp"
#include "model/store_figures.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

// What `/metrics` tells beside what the actors know.

namespace kod::http {

/// What the machine gives to the process.
struct process_figures {
  double cpu_seconds = 0;         // In user and system time.
  double started_at = 0;          // Seconds since 1970.
  std::uint64_t memory_bytes = 0; // Resident.
  std::uint64_t open_files = 0;
  std::uint64_t most_files = 0;
  std::uint64_t threads = 0;
};

/// Of each errand: how many are under way, and how many were turned away.
struct door_figures {
  std::array<std::size_t, errands> inside{};
  std::array<std::uint64_t, errands> refused{};
};

struct machine_figures {
  std::string version;
  process_figures process;
  model::store_figures store;
  door_figures door;
  std::uint64_t log_lines_dropped = 0;
};

} // namespace kod::http
