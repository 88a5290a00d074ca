#include "actors/figures.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace kod::actors {

namespace {

std::size_t bucket_of(std::chrono::nanoseconds time) {
  const auto width = std::bit_width(static_cast<std::uint64_t>(time.count()));
  return std::min<std::size_t>(width, actor_figures::buckets - 1);
}

std::size_t wait_bucket_of(std::chrono::nanoseconds time) {
  constexpr std::size_t first_width = 10; // Of 1,024 nanoseconds.
  const auto width =
    std::max<std::size_t>(first_width, std::bit_width(static_cast<std::uint64_t>(time.count())));
  return std::min((width - first_width + 1) / 2, actor_figures::wait_buckets - 1);
}

/// Cheaper than `++`, and enough where only one thread at a time writes.
void raise(std::atomic<std::uint64_t>& counter, std::uint64_t by = 1) {
  counter.store(counter.load(std::memory_order_relaxed) + by, std::memory_order_release);
}

} // namespace

std::chrono::nanoseconds actor_figures::handling_time(double share) const {
  const auto all = std::accumulate(handling_times.begin(), handling_times.end(), 0.0);
  if (all == 0)
    return std::chrono::nanoseconds{0};
  double counted = 0;
  std::size_t bucket = 0;
  while ((counted += static_cast<double>(handling_times[bucket])) < share * all)
    ++bucket;
  return std::chrono::nanoseconds{1LL << bucket};
}

actor_figures& actor_figures::operator+=(const actor_figures& other) {
  arrived += other.arrived;
  handled += other.handled;
  waiting += other.waiting;
  lost += other.lost;
  oldest = std::max(oldest, other.oldest);
  busy += other.busy;
  for (std::size_t i = 0; i < buckets; ++i)
    handling_times[i] += other.handling_times[i];
  waited += other.waited;
  for (std::size_t i = 0; i < wait_buckets; ++i)
    waits[i] += other.waits[i];
  return *this;
}

/// Runs on a sender's thread. Where two come at once the later one's time may stand for both.
void message_counter::mark(time_point now) {
  const auto before = arrived_.load(relaxed);
  if (before == handled_.load(relaxed))
    since_.store(now, relaxed); // Nobody waits for longer.
  marked_at_.store(now, relaxed);
  marked_.store(before + 1, relaxed);
  unmarked_.store(false, std::memory_order_release); // Who sees it sees the mark.
}

/// Who was marked has been waiting until now, if it is the next in the queue.
void message_counter::begin_next(time_point now) {
  const auto next = handled_.load(relaxed) - overtook_ + 1;
  if (unmarked_.load(std::memory_order_acquire) || next < marked_.load(relaxed))
    return;
  const auto arrived_at = marked_at_.load(relaxed);
  const auto waited = std::max(std::chrono::nanoseconds{now - arrived_at}, {});
  raise(waits_[wait_bucket_of(waited)]);
  raise(waited_, static_cast<std::uint64_t>(waited.count()));
  since_.store(arrived_at, relaxed);
  overtook_ = 0;
  unmarked_.store(true, relaxed);
}

void message_counter::wake(time_point now, bool awaits) {
  began_ = now;
  if (!awaits)
    begin_next(now);
}

void message_counter::handle(time_point now, turn how) {
  const auto alone = arrived_.load(relaxed) == handled_.load(relaxed) + 1;
  if (!how.overtook || alone)
    begin_next(began_); // Where it came when the one before it was done already.
  const std::chrono::nanoseconds taken = now - began_;
  raise(handling_times_[bucket_of(taken)]);
  raise(busy_, static_cast<std::uint64_t>(taken.count()));
  overtook_ += how.overtook ? 1 : 0;
  raise(handled_);
  began_ = now;
  if (!how.awaits)
    begin_next(now);
}

actor_figures message_counter::read(time_point now, bool actor_ended) const {
  actor_figures result;
  // `handled` first: read in this order it never exceeds `arrived`.
  result.handled = handled_.load(std::memory_order_acquire);
  result.arrived = arrived_.load(std::memory_order_acquire);
  (actor_ended ? result.lost : result.waiting) = result.arrived - result.handled;
  if (result.waiting > 0) // A message may have arrived since `now` was read.
    result.oldest = std::max(result.oldest, now - since_.load(relaxed));
  std::ranges::copy(handling_times_, result.handling_times.begin());
  result.busy = std::chrono::nanoseconds{busy_.load(relaxed)};
  std::ranges::copy(waits_, result.waits.begin());
  result.waited = std::chrono::nanoseconds{waited_.load(relaxed)};
  return result;
}

} // namespace kod::actors
