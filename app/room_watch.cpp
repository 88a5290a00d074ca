#include "app/room_watch.hpp"

#include <chrono>
#include <condition_variable>
#include <system_error>
#include <utility>

namespace kod::app {

namespace {

/// At a thousand requests a second some megabytes are written between two looks.
constexpr std::chrono::seconds between_looks{1};

} // namespace

model::free_space free_space_of(std::filesystem::path folder) {
  return [folder = std::move(folder)]() -> std::optional<std::uint64_t> {
    std::error_code failed;
    const auto space = std::filesystem::space(folder, failed);
    return failed ? std::nullopt : std::optional<std::uint64_t>{space.available};
  };
}

room_watch::room_watch(
  std::uint64_t floor_bytes,
  model::free_space free,
  std::function<void(const model::room&)> changed)
  : free_{std::move(free)}, changed_{std::move(changed)} {
  room_.floor_bytes = floor_bytes;
  look();
}

void room_watch::look() {
  const auto free = free_();
  if (!free)
    return;
  model::room before, after;
  {
    const std::scoped_lock lock{mutex_};
    before = std::exchange(room_, model::look_at(room_, *free));
    after = room_;
  }
  if (before.full != after.full)
    changed_(after);
}

model::room room_watch::now() const {
  const std::scoped_lock lock{mutex_};
  return room_;
}

void look_regularly(const std::stop_token& stopped, room_watch& watch) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock{mutex};
  while (!woken.wait_for(lock, stopped, between_looks, [] { return false; })
         && !stopped.stop_requested())
    watch.look();
}

} // namespace kod::app
