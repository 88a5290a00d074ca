#pragma once

#include "app/engine_clock.hpp"
#include "app/log/log_flags.hpp"
#include "app/wiring/last_words.hpp"

namespace kod::app {

/// What a house stands on: the time, and the log that tells of its being built and of its end.
struct ground {
  explicit ground(const log_settings& told)
    : log{log_options(told), [this] { return clock.now(); }} {}

  engine_clock clock{machine_time(), [this](model::duration by) { log.write(step_line(by)); }};
  engine_log log;
};

} // namespace kod::app
