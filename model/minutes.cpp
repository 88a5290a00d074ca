#include "model/minutes.hpp"

#include <algorithm>

namespace kod::model {

instant last_minute(instant now) {
  return std::chrono::floor<std::chrono::minutes>(now);
}

std::vector<shown_minute>
laid_out(std::span<const minute_record> kept, instant now, std::size_t count) {
  std::vector<shown_minute> result;
  const auto end = last_minute(now);
  auto next = kept.begin();
  for (auto left = count; left > 0; --left) {
    const auto at = end - std::chrono::minutes{left - 1};
    next = std::find_if(next, kept.end(), [&](const auto& each) { return each.at >= at; });
    const bool there = next != kept.end() && next->at == at;
    result.push_back({at, there ? std::optional{*next} : std::nullopt});
  }
  return result;
}

void flow::count(const referral_event& event) {
  if (std::holds_alternative<requested>(event))
    ++taken;
  else if (std::holds_alternative<model::accepted>(event))
    ++accepted;
  else if (std::holds_alternative<model::missed>(event))
    ++missed;
}

} // namespace kod::model
