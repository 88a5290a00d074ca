#pragma once

#include "model/clock.hpp"
#include "model/clock_standing.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>

namespace kod::app {

/// What an engine_clock is read from.
struct time_sources {
  /// Time since the machine started, asleep or not: never steps, but drifts.
  std::function<std::chrono::nanoseconds()> since_boot;
  /// The wall clock since 1970: right in the long run, but may be set.
  std::function<std::chrono::nanoseconds()> wall;
};

/// CLOCK_BOOTTIME and CLOCK_REALTIME.
time_sources machine_time();

/// Runs with the time since boot and follows the wall clock by running up to a twentieth faster or
/// slower, so that it neither steps nor runs backwards: setting the wall clock by an hour closes
/// no window. Being a twentieth off, a window of 15 minutes errs by 45 seconds, and an hour is
/// caught up with within a day. Safe to ask from any thread.
class engine_clock {
public:
  /// `stepped` is told once for each step of the wall clock: by how much, positive where it was
  /// set forward.
  engine_clock(time_sources, std::function<void(model::duration by)> stepped);

  model::instant now();
  model::clock_standing standing();

private:
  using nanoseconds = std::chrono::nanoseconds;

  nanoseconds reading(nanoseconds boot) const;
  nanoseconds look_at_wall(nanoseconds boot);

  time_sources sources_;
  std::function<void(model::duration)> stepped_;
  std::mutex mutex_;
  nanoseconds base_boot_; // The last look at the wall clock, by each of the three clocks.
  nanoseconds base_wall_;
  nanoseconds base_reading_;
  nanoseconds behind_{0}; // How far the wall clock was ahead of ours then.
  std::uint64_t steps_ = 0;
  nanoseconds last_boot_{0}; // Threads may arrive in another order than they read.
};

} // namespace kod::app
