#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace kod::actors {

/// What became of an actor's messages: a copy, so that copies can be added up.
struct actor_figures {
  /// Bucket b counts the handling times below 2^b nanoseconds that b - 1 doesn't;
  /// the last one takes all from 1.07 s on. An actor pays 8 bytes for each.
  static constexpr std::size_t buckets = 32;

  std::uint64_t arrived = 0;
  std::uint64_t handled = 0;          // Also those whose handler threw.
  std::uint64_t waiting = 0;          // In the mailbox, with the one in work.
  std::uint64_t lost = 0;             // In the mailbox when the actor ended, or sent later.
  std::chrono::nanoseconds oldest{0}; // Since the mailbox was empty: none waits longer.
  std::array<std::uint64_t, buckets> handling_times{};
  std::chrono::nanoseconds busy{0}; // All of these together.

  /// The time in which the given share (0 to 1) of the messages was handled,
  /// rounded up to a power of two; zero if none was.
  std::chrono::nanoseconds handling_time(double share) const;

  /// As if one actor had handled both; the oldest message is the older one.
  actor_figures& operator+=(const actor_figures&);
};

/// Counts an actor's messages without a lock: senders call `arrive`, the actor's
/// own thread calls `wake` and `handle`, anybody calls `read`.
class message_counter {
public:
  using time_point = std::chrono::steady_clock::time_point;

  /// A message is about to enter the mailbox. Asks for the time only if that is empty.
  template <class Clock>
  void arrive(const Clock& clock) {
    if (arrived_.load(relaxed) == handled_.load(relaxed))
      busy_since_.store(clock.now(), relaxed);
    arrived_.fetch_add(1, std::memory_order_release); // Who sees it sees `busy_since_` too.
  }

  /// The actor turns to its mailbox: the first message begins now.
  void wake(time_point now) { began_ = now; }

  /// A message is done, and the next one begins: one look at the clock for both.
  void handle(time_point now);

  actor_figures read(time_point now, bool actor_ended) const;

private:
  static constexpr auto relaxed = std::memory_order_relaxed;

  std::atomic<std::uint64_t> arrived_{0};
  std::atomic<std::uint64_t> handled_{0};
  std::atomic<time_point> busy_since_{};
  std::array<std::atomic<std::uint64_t>, actor_figures::buckets> handling_times_{};
  std::atomic<std::uint64_t> busy_{0}; // Nanoseconds.
  time_point began_{};
};

} // namespace kod::actors
