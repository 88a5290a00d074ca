#pragma once

#include "model/log_levels.hpp"

#include <array>
#include <atomic>
#include <mutex>

namespace kod::app {

/// Which lines are wanted. Safe to use from any thread; the time comes in.
class log_filter {
public:
  explicit log_filter(const model::log_levels& started_with);

  bool wants(model::log_component from, model::log_level level) const noexcept {
    return level >= least_[static_cast<std::size_t>(from)].load(std::memory_order_relaxed);
  }

  void set(const model::log_setting&);
  /// Back to the levels of the start, if it is time; answers whether it was.
  bool fall_back(model::instant now);

  model::log_setting setting() const;
  const model::log_levels& started_with() const { return started_with_; }

private:
  void take(const model::log_setting&);

  const model::log_levels started_with_;
  mutable std::mutex mutex_; // Of what follows, but for those who only read.
  model::log_setting now_;
  std::atomic<model::instant> until_{model::instant::max()};
  std::array<std::atomic<model::log_level>, model::all_log_components.size()> least_{};
};

} // namespace kod::app
