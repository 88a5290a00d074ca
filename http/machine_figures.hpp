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

/// How long requests took: bucket b counts those within `bounds[b]` that b - 1 doesn't, the last
/// one the rest.
struct time_figures {
  static constexpr std::array bounds{
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0}; // Seconds.

  std::array<std::uint64_t, bounds.size() + 1> counts{};
  double seconds = 0; // All of these together.

  void add(double one);
};

/// Of each errand: how many are under way, and how many were turned away.
struct door_figures {
  std::array<std::size_t, errands> inside{};
  std::array<std::uint64_t, errands> refused{};
  std::array<time_figures, errands> times{}; // Of those that were let in and answered.
};

struct machine_figures {
  std::string version;
  process_figures process;
  model::store_figures store;
  door_figures door;
  std::uint64_t log_lines_dropped = 0;
};

} // namespace kod::http
