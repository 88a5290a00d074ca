#pragma once

#include "model/ids.hpp"

#include <boost/describe/enum.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

// How much the log tells, and for how long.

namespace kod::model {

/// From the most talkative to the least.
enum class log_level : std::uint8_t { debug, info, warning, error };
BOOST_DESCRIBE_ENUM(log_level, debug, info, warning, error)

/// Whom a line is from.
enum class log_component : std::uint8_t { process, http, actors, store, backups_, clock_, disk };
BOOST_DESCRIBE_ENUM(log_component, process, http, actors, store, backups_, clock_, disk)

inline constexpr std::array all_log_components{
  log_component::process,
  log_component::http,
  log_component::actors,
  log_component::store,
  log_component::backups_,
  log_component::clock_,
  log_component::disk};

/// What is less is not written.
struct log_levels {
  log_level overall = log_level::info;
  /// By `log_component`; none: as overall.
  std::array<std::optional<log_level>, all_log_components.size()> own{};

  std::optional<log_level>& own_of(log_component which) {
    return own[static_cast<std::size_t>(which)];
  }
  log_level of(log_component which) const {
    return own[static_cast<std::size_t>(which)].value_or(overall);
  }
  bool operator==(const log_levels&) const = default;
};

/// At the instant, if there is one, the levels of the start hold again.
struct log_setting {
  log_levels levels;
  std::optional<instant> until{};

  bool operator==(const log_setting&) const = default;
};

/// A level that tells more than the start's does so for this long unless told otherwise, and never
/// for longer than that: a forgotten one must not fill a disk.
inline constexpr std::chrono::hours usual_talk{1};
inline constexpr std::chrono::hours longest_talk{24};

bool tells_more(const log_levels& now, const log_levels& than);

/// With its end, if one wasn't named and must be.
log_setting bounded(log_setting wanted, const log_levels& started_with, instant now);

/// `info, http debug`.
std::string text_of(const log_levels&);

} // namespace kod::model
