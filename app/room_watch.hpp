#pragma once

#include "model/room.hpp"

#include <filesystem>
#include <functional>
#include <mutex>
#include <stop_token>

namespace kod::app {

/// What may still be written to the file system of this folder by who isn't root.
model::free_space free_space_of(std::filesystem::path folder);

/// Knows the room on the disk as of its last look, so that a request costs no look of its own. Safe
/// to ask from any thread.
class room_watch {
public:
  /// Looks once. `changed` is told of each closing and opening, the first look's too.
  room_watch(
    std::uint64_t floor_bytes, model::free_space, std::function<void(const model::room&)> changed);

  /// Where it can't be told how much is free, what was known stays.
  void look();

  model::room now() const;

private:
  model::free_space free_;
  std::function<void(const model::room&)> changed_;
  mutable std::mutex mutex_;
  model::room room_;
};

/// Looks every second until it is stopped.
void look_regularly(const std::stop_token&, room_watch&);

} // namespace kod::app
