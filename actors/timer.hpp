#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"

#include <optional>
#include <queue>
#include <vector>

namespace kod::actors {

/// All deadlines in one heap. An alarm can't be taken back: it carries the number of what it
/// guards, and whoever hears it knows a stale one.
struct timer_state {
  static constexpr const char* name = "timer";
  using pointer = observed_pointer<timer_actor, timer_state>;

  /// The longest sleep: within it the engine notices that its clock was slewed.
  static constexpr model::duration longest_sleep = std::chrono::seconds{1};
  static constexpr model::duration shortest_sleep{1};

  void add(const arm&);
  void add(const arm_backup&);
  void look(const tick&);
  void sleep();
  model::instant earliest() const; // `max`: there is nothing to wait for.

  struct later {
    bool operator()(const arm& a, const arm& b) const { return a.at > b.at; }
  };

  pointer self;
  registry_actor registry;
  model::clock now;
  std::priority_queue<arm, std::vector<arm>, later> alarms;
  std::optional<arm_backup> backup;
  model::instant next_look = model::instant::max();
  std::uint64_t ticks = 0;
};

/// Does nothing before its first `tick{0}`.
timer_actor::behavior_type timer_behavior(
  timer_state::pointer self, registry_actor registry, model::clock now, std::vector<arm> alarms);

} // namespace kod::actors
