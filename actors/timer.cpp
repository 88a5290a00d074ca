#include "actors/timer.hpp"

#include <caf/send.hpp>

#include <algorithm>
#include <utility>

namespace kod::actors {

void timer_state::add(const arm& alarm) {
  alarms.push(alarm);
  self->show_timers(alarms.size());
  if (alarm.at < next_look)
    sleep();
}

void timer_state::add(const arm_backup& alarm) {
  backup = alarm;
  if (alarm.at < next_look)
    sleep();
}

void timer_state::look(const tick& now_due) {
  if (now_due.number != ticks)
    return; // An earlier alarm was armed meanwhile, and brought a tick of its own.
  const auto time = now();
  for (; !alarms.empty() && alarms.top().at <= time; alarms.pop()) {
    const auto& ripe = alarms.top();
    caf::anon_send(registry, due{ripe.whose, ripe.alarm, ripe.number});
  }
  if (backup && backup->at <= time)
    caf::anon_send(std::exchange(backup, {})->whose, backup_due{});
  self->show_timers(alarms.size());
  sleep();
}

model::instant timer_state::earliest() const {
  const auto first = alarms.empty() ? model::instant::max() : alarms.top().at;
  return backup ? std::min(first, backup->at) : first;
}

void timer_state::sleep() {
  next_look = model::instant::max();
  const auto first = earliest();
  if (first == model::instant::max())
    return;
  const auto time = now();
  next_look = std::clamp(first, time + shortest_sleep, time + longest_sleep);
  caf::delayed_anon_send(timer_actor{self}, next_look - time, tick{++ticks});
}

timer_actor::behavior_type timer_behavior(
  timer_state::pointer self, registry_actor registry, model::clock now, std::vector<arm> alarms) {
  auto& state = self->state;
  state.self = self;
  state.registry = std::move(registry);
  state.now = std::move(now);
  state.alarms = decltype(state.alarms){timer_state::later{}, std::move(alarms)};
  self->show_timers(state.alarms.size());
  return {
    [&state](const arm& alarm) { state.add(alarm); },
    [&state](const arm_backup& alarm) { state.add(alarm); },
    [&state](const tick& now_due) { state.look(now_due); },
  };
}

} // namespace kod::actors
