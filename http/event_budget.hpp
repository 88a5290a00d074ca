#pragma once

#include <atomic>
#include <cstddef>

namespace kod::http {

/// What all event streams together may hold for readers that are slow. While it isn't used up each
/// may hold what one alone may; then nobody more than an equal share: who reads holds next to
/// nothing and never notices. May be used from any thread.
class event_budget {
public:
  explicit event_budget(std::size_t most) : most_{most} {}

  void join() { ++streams_; }
  void leave() { --streams_; }
  void hold(std::size_t bytes) { held_ += bytes; }
  void release(std::size_t bytes) { held_ -= bytes; }

  /// Whether a stream may hold so much.
  bool bears(std::size_t own) const { return held_ <= most_ || own * streams_ <= most_; }
  std::size_t held() const { return held_; }

private:
  const std::size_t most_;
  std::atomic<std::size_t> held_{0};
  std::atomic<std::size_t> streams_{0};
};

} // namespace kod::http
