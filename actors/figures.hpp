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
  /// Bucket b counts the waits below 4^b * 1,024 nanoseconds that b - 1 doesn't; the last one takes
  /// all from 1.07 s on.
  static constexpr std::size_t wait_buckets = 12;

  std::uint64_t arrived = 0;
  std::uint64_t handled = 0;          // Also those whose handler threw.
  std::uint64_t waiting = 0;          // In the mailbox, with the one in work.
  std::uint64_t lost = 0;             // In the mailbox when the actor ended, or sent later.
  std::chrono::nanoseconds oldest{0}; // No message waits longer: see `message_counter`.
  std::array<std::uint64_t, buckets> handling_times{};
  std::chrono::nanoseconds busy{0};                // All of these together.
  std::array<std::uint64_t, wait_buckets> waits{}; // Of some messages, from arrival to beginning.
  std::chrono::nanoseconds waited{0};              // All of these together.

  /// The time in which the given share (0 to 1) of the messages was handled,
  /// rounded up to a power of two; zero if none was.
  std::chrono::nanoseconds handling_time(double share) const;

  /// As if one actor had handled both; the oldest message is the older one.
  actor_figures& operator+=(const actor_figures&);
};

/// How a message is taken up. An awaited answer overtakes all that waits, and nothing else begins
/// while one is awaited.
struct turn {
  bool overtook = false;
  bool awaits = false; // From now on.
};

/// Counts an actor's messages without a lock: senders call `arrive`, the actor's own thread calls
/// `wake` and `handle`, anybody calls `read`.
///
/// For how long messages wait is known of one at a time, the marked one, so that the others cost no
/// look at the clock: the first that comes to an empty mailbox, and the first that comes once the
/// marked one has begun. `waits` are the marked ones'. `oldest` counts from the arrival of the last
/// marked one that has begun: the oldest that waits came after it and, not being marked, before it
/// began. So `oldest` is never too short, and too long by no more than what that one had waited.
class message_counter {
public:
  using time_point = std::chrono::steady_clock::time_point;

  /// A message is about to enter the mailbox.
  template <class Clock>
  void arrive(const Clock& clock) {
    if (unmarked_.load(relaxed) || arrived_.load(relaxed) == handled_.load(relaxed))
      mark(clock.now());
    arrived_.fetch_add(1, std::memory_order_release); // Who sees it sees since when it waits, too.
  }

  /// The actor turns to its mailbox: the first message begins now, unless it awaits an answer.
  void wake(time_point now, bool awaits = false);

  /// A message is done, and the next one begins: one look at the clock for both.
  void handle(time_point now, turn how = {});

  actor_figures read(time_point now, bool actor_ended) const;

private:
  static constexpr auto relaxed = std::memory_order_relaxed;

  void mark(time_point now);
  void begin_next(time_point now);

  std::atomic<std::uint64_t> arrived_{0};
  std::atomic<std::uint64_t> handled_{0};
  std::atomic<time_point> since_{};      // What `oldest` counts from.
  std::atomic<bool> unmarked_{true};     // The next one that comes will be marked.
  std::atomic<std::uint64_t> marked_{0}; // Its number among all that arrive,
  std::atomic<time_point> marked_at_{};  // and when that was.
  std::array<std::atomic<std::uint64_t>, actor_figures::buckets> handling_times_{};
  std::atomic<std::uint64_t> busy_{0}; // Nanoseconds.
  std::array<std::atomic<std::uint64_t>, actor_figures::wait_buckets> waits_{};
  std::atomic<std::uint64_t> waited_{0}; // Nanoseconds.
  std::uint64_t overtook_ = 0;           // Answers, since the last marked one has begun.
  time_point began_{};
};

} // namespace kod::actors
