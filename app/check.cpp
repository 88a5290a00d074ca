#include "persistence/check.hpp"

#include "app/known_limits.hpp"
#include "app/progress.hpp"
#include "app/verbs.hpp"
#include "model/invariants.hpp"
#include "persistence/rocksdb_journal.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

namespace kod::app {

namespace {

using findings = std::vector<std::string>;

findings look_at_records(const persistence::rocksdb_archive& store) {
  progress shown{"records"};
  return persistence::check(store, [&](std::string_view, std::uint64_t read) { shown.show(read); });
}

findings look_at_sense(const model::archive& store, const model::dispatch_settings& limits) {
  progress shown{"events"};
  return model::violations(
    store, limits, [&](std::uint64_t read, std::uint64_t total) { shown.show(read, total); });
}

int look_at(const std::filesystem::path& folder) {
  const auto key = persistence::installation_key::open(folder);
  persistence::store_settings where;
  where.folder = folder;
  const auto store = persistence::open_for_reading(where, persistence::sealing{key});
  auto wrong = look_at_records(*store);
  if (wrong.empty()) // Else what it holds can't be asked for its sense.
    wrong = look_at_sense(*store, with_noted_limits(folder, {}));
  for (const auto& line : wrong)
    std::cout << line << '\n';
  if (wrong.empty())
    std::cout << "everything is as it must be: " << store->last_sequence() << " events\n";
  return wrong.empty() ? done : failed;
}

} // namespace

int check(const arguments& given) {
  CLI::App app{"Verifies a stopped engine's data folder and changes nothing in it.", "kod check"};
  std::filesystem::path folder;
  app.add_option("--data", folder, "the engine's data folder")->required()->type_name("DIR");
  return run_verb(app, given, [&] { return look_at(folder); });
}

} // namespace kod::app
