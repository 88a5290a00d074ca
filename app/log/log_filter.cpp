#include "app/log/log_filter.hpp"

namespace kod::app {

log_filter::log_filter(const model::log_levels& started_with) : started_with_{started_with} {
  take({started_with_});
}

void log_filter::set(const model::log_setting& wanted) {
  const std::scoped_lock lock{mutex_};
  take(wanted);
}

bool log_filter::fall_back(model::instant now) {
  if (now < until_.load(std::memory_order_relaxed))
    return false;
  const std::scoped_lock lock{mutex_};
  if (!now_.until || now < *now_.until)
    return false; // Somebody else was first, or has set it anew.
  take({started_with_});
  return true;
}

model::log_setting log_filter::setting() const {
  const std::scoped_lock lock{mutex_};
  return now_;
}

void log_filter::take(const model::log_setting& wanted) {
  now_ = wanted;
  until_.store(wanted.until.value_or(model::instant::max()), std::memory_order_relaxed);
  for (const auto each : model::all_log_components)
    least_[static_cast<std::size_t>(each)].store(wanted.levels.of(each), std::memory_order_relaxed);
}

} // namespace kod::app
