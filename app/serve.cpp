#include "app/process.hpp"
#include "app/progress.hpp"
#include "app/settings.hpp"
#include "app/verbs.hpp"
#include "app/wiring/house.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iostream>
#include <memory>

namespace kod::app {

namespace {

std::unique_ptr<house> recovered_house(ground& under, const settings& given) {
  progress shown{"recovering, entities"};
  const bool for_people = given.log.form != log_form::json;
  return std::make_unique<house>(under, given, [&](std::uint64_t read) {
    if (for_people)
      shown.show(read);
  });
}

void run_until_told(const end_signals& signals, ground& under, const settings& given) {
  const auto engine = recovered_house(under, given);
  if (const auto address = engine->listen_for_metrics(); !address.empty())
    std::cout << "metrics on http://" << address << "/metrics\n";
  const auto address = engine->listen();
  under.log.write(started_line(address));
  std::cout << "listening on http://" << address << std::endl;
  signals.wait();
  under.log.write(stopping_line());
}

int run_and_tell(const settings& given) {
  const end_signals signals; // Before the log's thread, which inherits it.
  raise_file_limit();
  ground under{given.log};
  try {
    run_until_told(signals, under, given);
  } catch (const std::exception& problem) {
    under.log.write(not_started_line(problem.what()));
    return failed;
  }
  under.log.write(stopped_line());
  return done;
}

} // namespace

int serve(const arguments& given) {
  CLI::App app{"Runs the engine on a data folder until SIGTERM or SIGINT.", "kod serve"};
  settings read;
  app.add_option("--data", read.data, "the data folder; made where it isn't there")
    ->required()
    ->type_name("DIR");
  app.add_option("--recover", read.recover, "gives up what lies behind damage in the store")
    ->check(CLI::IsMember({"point-in-time"}))
    ->configurable(false); // Said by somebody who has seen the damage, not once for all.
  add_settings(app, read);
  take_from_file(app);
  return run_verb(app, given, [&] { return run_and_tell(read); });
}

} // namespace kod::app
