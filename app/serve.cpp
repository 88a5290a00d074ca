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

std::unique_ptr<house> recovered_house(const settings& given) {
  progress shown{"recovering, entities"};
  return std::make_unique<house>(given, [&](std::uint64_t read) { shown.show(read); });
}

int run_until_told(const settings& given) {
  end_signals signals;
  raise_file_limit();
  const auto engine = recovered_house(given);
  if (const auto address = engine->listen_for_metrics(); !address.empty())
    std::cout << "metrics on http://" << address << "/metrics\n";
  std::cout << "listening on http://" << engine->listen() << std::endl;
  signals.wait();
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
  return run_verb(app, given, [&] { return run_until_told(read); });
}

} // namespace kod::app
