#include "app/process.hpp"
#include "app/sample_town.hpp"
#include "app/settings.hpp"
#include "app/verbs.hpp"
#include "app/wiring/house.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <stop_token>
#include <thread>

namespace kod::app {

namespace {

using namespace std::chrono_literals;

std::filesystem::path default_folder() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state && *state)
    return std::filesystem::path{state} / "kod-dev";
  const char* home = std::getenv("HOME");
  return std::filesystem::path{home ? home : "."} / ".local" / "state" / "kod-dev";
}

/// Short enough that one sees everything happen.
settings short_windows() {
  settings result;
  result.data = default_folder();
  result.dispatch.offer_window = 20s;
  result.dispatch.callback_promise = 2min;
  result.dispatch.callback_reserve = 10s;
  return result;
}

int run_until_told(const settings& given, bool traffic) {
  end_signals signals;
  raise_file_limit();
  ground under{given.log};
  house engine{under, given, [](std::uint64_t) {}};
  const auto address = engine.listen();
  under.log.write(started_line(address));
  const auto server = "http://" + address;
  std::cout << "listening on " << server << std::endl;
  const sample_town town{engine.tokens(), server, std::filesystem::absolute(given.data)};
  const std::jthread people{[&](const std::stop_token& stopped) { town.run(traffic, stopped); }};
  signals.wait();
  return done;
}

} // namespace

int dev(const arguments& given) {
  CLI::App app{"Runs the engine on sample data, with simulated residents and agents.", "kod dev"};
  auto read = short_windows();
  bool quiet = false;
  app.add_option("--data", read.data, "its data folder")->capture_default_str()->type_name("DIR");
  app.add_flag("--no-traffic", quiet, "without simulated residents and agents");
  add_settings(app, read);
  take_from_file(app);
  return run_verb(app, given, [&] { return run_until_told(read, !quiet); });
}

} // namespace kod::app
