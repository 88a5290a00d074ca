#include "persistence/restore.hpp"

#include "app/verbs.hpp"
#include "model/text_forms.hpp"
#include "persistence/installation_key.hpp"
#include "persistence/sealing.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iostream>
#include <stdexcept>
#include <string>

namespace kod::app {

namespace {

namespace fs = std::filesystem;

/// Says which key is needed, and refuses another one.
void look_at_key(const fs::path& folder, const persistence::backup_seal& chosen) {
  const auto file = folder / "installation.key";
  const auto needed = persistence::key_name(chosen.key_id);
  if (!fs::exists(file)) {
    std::cerr << "kod restore: backup " << chosen.number << " is sealed under the installation key "
              << needed << ", which is in no backup: put it into " << file.string()
              << " (mode 0600) before the folder is used\n";
    return;
  }
  const persistence::sealing sealing{persistence::installation_key::open(folder)};
  if (sealing.key_id() != chosen.key_id)
    throw std::runtime_error{
      file.string() + " is key " + persistence::key_name(sealing.key_id()) + ", and backup "
      + std::to_string(chosen.number) + " is sealed under key " + needed
      + ": nothing was restored"};
}

int put_back(const persistence::restore_order& order) {
  const auto chosen = persistence::examine_backup(order);
  look_at_key(order.to, chosen);
  persistence::restore(order, chosen);
  std::cout << "restored backup " << chosen.number << " into " << order.to.string() << ": sequence "
            << chosen.end.sequence << ", as of " << model::format_instant(chosen.at) << '\n';
  return done;
}

} // namespace

int restore(const arguments& given) {
  CLI::App app{
    "Puts a backup back into a folder that is empty but for its installation.key.", "kod restore"};
  persistence::restore_order order;
  app.add_option("--from", order.from, "the engine's --backup-dir")->required()->type_name("DIR");
  app.add_option("--backup", order.number, "the backup's number; the newest where not given");
  app.add_option("--data", order.to, "the folder to restore into")->required()->type_name("DIR");
  return run_verb(app, given, [&] { return put_back(order); });
}

} // namespace kod::app
