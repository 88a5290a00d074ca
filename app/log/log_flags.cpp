#include "app/log/log_flags.hpp"

#include "model/words.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string>
#include <unistd.h>

namespace kod::app {

void add_log(CLI::App& app, log_settings& to) {
  app
    .add_option_function<std::string>(
      "--log-format",
      [&to](const std::string& text) {
        to.form = text == "json" ? log_form::json : log_form::text;
      },
      "how lines of the log look; else text on a terminal, and JSON elsewhere")
    ->type_name("json|text")
    ->check(CLI::IsMember({"json", "text"}));
  app
    .add_option_function<std::string>(
      "--log-level",
      [&to](const std::string& text) {
        to.level = model::parse_word<model::log_level>(text).value_or(to.level);
      },
      "how much the log tells, until an operator says otherwise")
    ->type_name("debug|info|warning|error")
    ->default_str(model::word(to.level))
    ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
}

engine_log::options log_options(const log_settings& given) {
  const bool on_terminal = ::isatty(STDERR_FILENO) == 1;
  return {
    .descriptor = STDERR_FILENO,
    .form = given.form.value_or(on_terminal ? log_form::text : log_form::json),
    .levels = {.overall = given.level}};
}

} // namespace kod::app
