#include "model/backups.hpp"

#include <algorithm>

namespace kod::model {

std::vector<std::uint32_t>
outlived(std::span<const backup> oldest_first, const backup_rules& rules, instant now) {
  std::vector<std::uint32_t> result;
  auto left = oldest_first.size();
  for (const auto& each : oldest_first) {
    if (left > 1 && (left > rules.keep || now - each.at > rules.keep_for))
      result.push_back(each.number);
    --left;
  }
  return result;
}

std::optional<instant> next_backup(
  std::span<const backup> oldest_first,
  std::optional<instant> failed_at,
  const backup_rules& rules,
  instant now) {
  if (!rules.every)
    return std::nullopt;
  if (failed_at)
    return *failed_at + std::min(*rules.every, backup_rules::pause_after_failure);
  if (oldest_first.empty())
    return now;
  // One that another clock put into the future must not put off the next for ever.
  return std::min(oldest_first.back().at, now) + *rules.every;
}

} // namespace kod::model
