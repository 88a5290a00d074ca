#pragma once

#include "app/log/log_flags.hpp"
#include "app/post/post_settings.hpp"
#include "model/backups.hpp"
#include "model/programme.hpp"
#include "model/settings.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace kod::app {

/// What the store may still take for itself while nothing new comes, at the worst: 256 MiB of log,
/// as much again when it becomes tables, and 384 MiB to merge the first of them with the next,
/// since the old ones go last. What comes between two looks is in the rest.
inline constexpr std::uint64_t one_gigabyte = 1'000'000'000;

/// What `kod serve` is told. The rules' own numbers are in `dispatch`.
struct settings {
  std::filesystem::path data;
  std::string listen = "127.0.0.1:8080";
  std::string metrics_listen;                 // Empty: nowhere beside `listen`.
  std::string public_rate = "20/m";           // Or `off`.
  model::programme programme;                 // Until an operator sets it.
  std::uint64_t storage_floor = one_gigabyte; // Bytes free below which nothing new is taken.
  model::dispatch_settings dispatch;
  std::string recover; // `point-in-time`: give up what lies behind a damage. Said for one start.
  std::filesystem::path backup_dir; // Empty: none are made.
  model::backup_rules backups;
  post_settings post; // Where notifications go.
  log_settings log;
};

struct duration_flag {
  const char* name;
  model::duration* to; // What stands there is the default.
  model::duration least;
  const char* says;
};
void add_duration(CLI::App&, const duration_flag&);

/// Adds a flag for each setting but the data folder. What stands in `to` is its default.
void add_settings(CLI::App&, settings& to);

} // namespace kod::app
