#include "http/credits.hpp"

#include <algorithm>
#include <cassert>

namespace kod::http {

namespace {

std::int64_t window_of(model::instant now) {
  return now.time_since_epoch() / pace::window;
}

} // namespace

void pace::count(model::instant now) {
  const auto current = window_of(now);
  const auto slot = [this](std::int64_t number) -> std::uint32_t& {
    return counted_[static_cast<std::size_t>(number) % counted_.size()];
  };
  const auto size = static_cast<std::int64_t>(counted_.size());
  for (auto skipped = std::max(newest_ + 1, current - size + 1); skipped <= current; ++skipped)
    slot(skipped) = 0;
  newest_ = std::max(newest_, current);
  ++slot(newest_);
}

double pace::per_second(model::instant now) const {
  const auto current = std::max(window_of(now), newest_);
  const auto size = static_cast<std::int64_t>(counted_.size());
  std::uint32_t best = 0;
  for (auto past = std::max<std::int64_t>(current - size + 1, 0); past < current; ++past)
    if (past <= newest_)
      best = std::max(best, counted_[static_cast<std::size_t>(past) % counted_.size()]);
  return best / std::chrono::duration<double>(window).count();
}

credits::credits(const bounds& given) {
  for (std::size_t each = 0; each < errands; ++each)
    rows_[each].bound = given[each];
}

bool credits::take(errand what, model::instant now) {
  if (under_way(what) >= bound(what, now))
    return false;
  ++of(what).under_way;
  return true;
}

void credits::give_back(errand what, bool done, model::instant now) {
  auto& its = of(what);
  assert(its.under_way > 0);
  --its.under_way;
  if (done)
    its.done.count(now);
}

std::size_t credits::under_way(errand what) const {
  return of(what).under_way;
}

std::size_t credits::bound(errand what, model::instant now) const {
  const auto& its = of(what);
  const std::chrono::duration<double> queue = its.bound.queue;
  const auto fits = static_cast<std::size_t>(its.done.per_second(now) * queue.count());
  return std::clamp(fits, its.bound.least, its.bound.most);
}

} // namespace kod::http
