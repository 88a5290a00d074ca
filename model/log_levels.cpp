#include "model/log_levels.hpp"

#include "model/words.hpp"

#include <algorithm>

namespace kod::model {

bool tells_more(const log_levels& now, const log_levels& than) {
  return std::ranges::any_of(
    all_log_components, [&](log_component each) { return now.of(each) < than.of(each); });
}

log_setting bounded(log_setting wanted, const log_levels& started_with, instant now) {
  if (!wanted.until && tells_more(wanted.levels, started_with))
    wanted.until = now + usual_talk;
  return wanted;
}

std::string text_of(const log_levels& levels) {
  auto text = word(levels.overall);
  for (const auto each : all_log_components)
    if (const auto own = levels.own[static_cast<std::size_t>(each)])
      text += ", " + word(each) + ' ' + word(*own);
  return text;
}

} // namespace kod::model
