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
  return *this;
}

void message_counter::handle(time_point now) {
  const std::chrono::nanoseconds taken = now - began_;
  raise(handling_times_[bucket_of(taken)]);
  raise(busy_, static_cast<std::uint64_t>(taken.count()));
  raise(handled_);
  began_ = now;
}

actor_figures message_counter::read(time_point now, bool actor_ended) const {
  actor_figures result;
  // `handled` first: read in this order it never exceeds `arrived`.
  result.handled = handled_.load(std::memory_order_acquire);
  result.arrived = arrived_.load(std::memory_order_acquire);
  (actor_ended ? result.lost : result.waiting) = result.arrived - result.handled;
  if (result.waiting > 0) // A message may have arrived since `now` was read.
    result.oldest = std::max(result.oldest, now - busy_since_.load(relaxed));
  std::ranges::copy(handling_times_, result.handling_times.begin());
  result.busy = std::chrono::nanoseconds{busy_.load(relaxed)};
  return result;
}

} // namespace kod::actors
