#pragma once

#include "app/log/engine_log.hpp"

#include <optional>

namespace CLI {
class App;
}

namespace kod::app {

struct log_settings {
  std::optional<log_form> form; // None: text where standard error is a terminal, else JSON.
  model::log_level level = model::log_level::info;
};

/// Adds the flags of the log.
void add_log(CLI::App&, log_settings& to);

/// Where an engine's own lines go: to standard error.
engine_log::options log_options(const log_settings&);

} // namespace kod::app
