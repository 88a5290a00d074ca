#pragma once

#include "tests/support/disk_at_work.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace kod::simulation {

/// How a disk, or the process that writes to it, ends in the middle of a commit.
class disk_trouble {
public:
  enum class kind : std::uint8_t {
    none,
    power_goes_before_write,
    power_goes_before_sync,
    power_goes_after_sync, // And before anybody hears of it.
    killed_before_sync,
    sync_refused,
    no_room,
  };
  using status = rocksdb::IOStatus;

  disk_trouble() = default;
  explicit disk_trouble(kind what) : what_{what} {}

  kind what() const { return what_; }
  bool is_none() const { return what_ == kind::none; }

  /// A change is about to be made. After the one that goes wrong no other is.
  status befalls(const tests::disk_change& wanted) {
    const bool sync = wanted.what == tests::disk_change::kind::sync;
    bool lets_happen = !begun_;
    switch (what_) {
    case kind::none:
    case kind::no_room: return status::OK(); // Full it is by itself.
    case kind::power_goes_before_write: lets_happen = false; break;
    case kind::power_goes_before_sync:
    case kind::killed_before_sync:
    case kind::sync_refused: lets_happen = lets_happen && !sync; break;
    case kind::power_goes_after_sync: begun_ = begun_ || sync; break;
    }
    begun_ = begun_ || !lets_happen;
    return lets_happen ? status::OK() : status::IOError("the disk is gone");
  }

  /// Whether something was written and not synced when it happened.
  bool leaves_a_write_unsynced() const {
    return what_ == kind::power_goes_before_sync || what_ == kind::sync_refused
           || what_ == kind::no_room;
  }

  /// None: that is left to chance.
  std::optional<bool> power_goes() const {
    switch (what_) {
    case kind::power_goes_before_write:
    case kind::power_goes_before_sync:
    case kind::power_goes_after_sync: return true;
    case kind::killed_before_sync: return false;
    default: return std::nullopt;
    }
  }

private:
  kind what_ = kind::none;
  bool begun_ = false;
};

inline std::string to_text(const disk_trouble& one) {
  static constexpr std::array kinds{
    "nothing happens to the disk",
    "the power goes before a commit is written",
    "the power goes before a commit is synced",
    "the power goes after a commit is synced",
    "the process is killed before a commit is synced",
    "a sync is refused",
    "the disk is full"};
  return kinds[static_cast<std::size_t>(one.what())];
}

} // namespace kod::simulation
