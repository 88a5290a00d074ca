#pragma once

#include <chrono>
#include <cstddef>
#include <deque>

namespace kod::actors {

/// When one entity's actors have died of late, by the clock of those who start them again.
class death_record {
public:
  using time_point = std::chrono::steady_clock::time_point;
  /// So many restarts within so long are a mishap; whoever needs more is beyond helping itself.
  static constexpr std::size_t most_restarts = 5;
  static constexpr std::chrono::minutes within{1};

  /// One more; answers whether that is too often to start another.
  bool add(time_point at) {
    times_.push_back(at);
    while (times_.front() <= at - within)
      times_.pop_front();
    return times_.size() > most_restarts;
  }

private:
  std::deque<time_point> times_;
};

} // namespace kod::actors
