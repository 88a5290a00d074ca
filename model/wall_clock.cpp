#include "model/wall_clock.hpp"

#include "model/zones.hpp"

namespace kod::model {

wall_time wall_time_at(std::string_view zone, instant at) {
  const auto shown = at + offset_at(zone_or_default(zone), at).offset;
  const auto date = std::chrono::floor<std::chrono::days>(shown);
  const auto minutes =
    static_cast<unsigned>(std::chrono::floor<std::chrono::minutes>(shown - date).count());
  return {
    .date = std::chrono::year_month_day{date},
    .weekday = std::chrono::weekday{date},
    .hour = minutes / 60,
    .minute = minutes % 60};
}

} // namespace kod::model
