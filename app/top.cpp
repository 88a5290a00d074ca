#include "app/connection.hpp"
#include "app/console/screen.hpp"
#include "app/console/terminal.hpp"
#include "app/verbs.hpp"

#include <boost/json/parse.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>

namespace kod::app {

namespace {

using clock = std::chrono::steady_clock;

boost::json::value ask(http_client& engine, const std::string& path) {
  const auto answer = engine.get(path);
  if (answer.status != 200)
    throw std::runtime_error{detail_of(answer)};
  return boost::json::parse(answer.body);
}

void look(http_client& engine, const console::choice& now, std::size_t rows, console::seen& what) {
  what.stats = ask(engine, "/v1/stats");
  what.actors = ask(engine, console::actors_path(now, rows));
  what.actor = now.open ? ask(engine, *now.open) : boost::json::value{};
  what.trouble.clear();
}

int print_once(http_client& engine, std::size_t rows) {
  console::seen what;
  look(engine, {}, rows, what);
  for (const auto& each : console::drawn({}, what, std::nullopt))
    std::cout << each.text << '\n';
  return done;
}

void look_or_tell(
  http_client& engine,
  const console::choice& now,
  const console::screen_size& size,
  console::seen& what) {
  try {
    look(engine, now, console::rows_for_actors(what, size), what);
  } catch (const std::exception& failure) {
    what.trouble = failure.what();
  }
}

bool wants_other(const console::choice& now, const console::choice& before) {
  return now.open != before.open || console::actors_path(now, 1) != console::actors_path(before, 1);
}

/// An engine that is down may be up again soon, so that only the watcher ends it.
int watch(http_client& engine, clock::duration every) {
  console::terminal screen;
  console::choice now;
  console::seen what;
  bool asked = true; // By a key, for something else.
  for (auto next = clock::now();;) {
    if (asked || (clock::now() >= next && !now.paused)) {
      look_or_tell(engine, now, screen.size(), what);
      next = clock::now() + every;
    }
    screen.draw(console::drawn(now, what, screen.size()));
    const auto wait = now.paused ? every : std::max(next - clock::now(), clock::duration{});
    const auto pressed = screen.next_key(std::chrono::ceil<std::chrono::milliseconds>(wait));
    if (pressed == console::key::quit)
      return done;
    const auto before = std::exchange(now, console::changed_by(pressed, now, what));
    asked = wants_other(now, before);
  }
}

} // namespace

int top(const arguments& given) {
  CLI::App app{"Shows a running engine's referrals, agents and actors as they work.", "kod top"};
  connection to;
  bool once = false;
  double every = 1;
  std::size_t rows = 20;
  add_connection(app, to);
  app.add_flag("--once", once, "print it once; so it does where it has no terminal");
  app.add_option("--rows", rows, "actors printed by --once")
    ->check(CLI::Range(1, 200))
    ->capture_default_str();
  app.add_option("--every", every, "seconds between two looks")
    ->check(CLI::Range(0.1, 3600.0))
    ->capture_default_str();
  return run_verb(app, given, [&] {
    auto engine = connect(to);
    if (once || !console::is_interactive())
      return print_once(engine, rows);
    return watch(
      engine, std::chrono::duration_cast<clock::duration>(std::chrono::duration<double>{every}));
  });
}

} // namespace kod::app
