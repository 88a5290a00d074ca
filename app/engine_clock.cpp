#include "app/engine_clock.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <utility>

namespace kod::app {

namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

constexpr nanoseconds look_every = 1s;
/// Small errors are caught up with in this time, so that the pace itself changes gently.
constexpr nanoseconds catch_up_in = 60s;
constexpr int fastest_share = 20; // A twentieth.
constexpr nanoseconds least_step = 1s;
constexpr int drift_share = 1000; // Twice what NTP may slew.

nanoseconds read(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds{time.tv_sec} + nanoseconds{time.tv_nsec};
}

} // namespace

time_sources machine_time() {
  return {[] { return read(CLOCK_BOOTTIME); }, [] { return read(CLOCK_REALTIME); }};
}

engine_clock::engine_clock(time_sources sources, std::function<void(model::duration)> stepped)
  : sources_{std::move(sources)}, stepped_{std::move(stepped)}, base_boot_{sources_.since_boot()},
    base_wall_{sources_.wall()}, base_reading_{base_wall_} {}

model::instant engine_clock::now() {
  nanoseconds result{};
  nanoseconds step{};
  {
    const std::lock_guard lock{mutex_};
    last_boot_ = std::max(last_boot_, sources_.since_boot());
    if (last_boot_ - base_boot_ >= look_every)
      step = look_at_wall(last_boot_);
    result = reading(last_boot_);
  }
  if (step != nanoseconds{})
    stepped_(std::chrono::duration_cast<model::duration>(step));
  return model::instant{std::chrono::floor<model::duration>(result)};
}

model::clock_standing engine_clock::standing() {
  const auto ours = now(); // Which looks at the wall clock first, and may so find a step.
  const std::lock_guard lock{mutex_};
  return {
    .steps = steps_,
    .wall_ahead = std::chrono::floor<model::duration>(sources_.wall()) - ours.time_since_epoch()};
}

engine_clock::nanoseconds engine_clock::reading(nanoseconds boot) const {
  const auto elapsed = boot - base_boot_;
  // In proportion to what is missing, but no faster than a twentieth and no further than needed.
  const auto share =
    std::min(1.0, static_cast<double>(elapsed.count()) / static_cast<double>(catch_up_in.count()));
  const nanoseconds gentle{std::llround(static_cast<double>(behind_.count()) * share)};
  const auto most = elapsed / fastest_share;
  return base_reading_ + elapsed + std::clamp(gentle, -most, most);
}

/// Answers by how much the wall clock was set since the last look; zero: it wasn't.
engine_clock::nanoseconds engine_clock::look_at_wall(nanoseconds boot) {
  const auto wall = sources_.wall();
  const auto elapsed = boot - base_boot_;
  const auto step = wall - base_wall_ - elapsed;
  base_reading_ = reading(boot);
  base_boot_ = boot;
  base_wall_ = wall;
  behind_ = wall - base_reading_;
  if (std::chrono::abs(step) <= least_step + elapsed / drift_share)
    return nanoseconds{};
  ++steps_;
  return step;
}

} // namespace kod::app
