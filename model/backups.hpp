#pragma once

#include "model/clock.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

// The port of copies that are kept apart from the store, and when one is made and dropped. Its real
// form is persistence/rocksdb_backups.

namespace kod::model {

/// A copy of the whole store that was read back and found whole.
struct backup {
  std::uint32_t number = 0;       // From 1 on; a later one has a higher one.
  std::uint64_t sequence = 0;     // The journal's events up to this one are in it, and no other.
  instant at{};                   // What was answered before this is in it.
  std::uint64_t bytes = 0;        // Of all its files.
  std::uint64_t bytes_copied = 0; // Of those that no backup before it had.
  bool operator==(const backup&) const = default;
};

struct backup_failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Whoever calls waits until it is done, but for `stop` one caller at a time; commits don't wait.
/// What can't be done throws `backup_failure`: then nothing has changed that `list` tells.
class backups {
public:
  virtual ~backups() = default;
  /// Those that are whole, oldest first.
  virtual std::vector<backup> list() const = 0;
  virtual backup make(instant at) = 0;
  virtual void drop(std::uint32_t number) = 0;
  /// From any thread: what is being made fails, and so does whatever is asked for after it.
  virtual void stop() = 0;
};

/// When a backup is made, and how long it is kept.
struct backup_rules {
  std::optional<duration> every = std::chrono::hours{1}; // None: when an operator asks for one.
  std::uint32_t keep = 168;                              // So many,
  duration keep_for = std::chrono::hours{720};           // and none that is older.
  /// After one that failed the next is tried so soon, or after `every`, whichever is sooner.
  static constexpr duration pause_after_failure = std::chrono::minutes{5};
};

/// The numbers of those that needn't be kept any longer. The newest always is.
std::vector<std::uint32_t>
outlived(std::span<const backup> oldest_first, const backup_rules&, instant now);

/// When the next is due: reckoned from the last good one, or from the failure after it.
std::optional<instant> next_backup(
  std::span<const backup> oldest_first,
  std::optional<instant> failed_at,
  const backup_rules&,
  instant now);

} // namespace kod::model
