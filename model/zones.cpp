#include "model/zones.hpp"

#include "model/schedule.hpp"

#include <stdexcept>

namespace kod::model {

const date::time_zone* find_zone(std::string_view name) {
  // The system's own zone has a file too, but its name says nothing on another machine.
  if (name == "localtime")
    return nullptr;
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

const date::time_zone& zone_or_default(std::string_view name) {
  const auto* zone = find_zone(name);
  return zone != nullptr ? *zone : *date::locate_zone(default_time_zone);
}

offset_period offset_at(const date::time_zone& zone, instant at) {
  const auto info = zone.get_info(at);
  return {info.end, info.offset};
}

instant start_of(day which, const date::time_zone& zone) {
  const std::chrono::seconds wall{which.time_since_epoch()};
  return zone.to_sys(date::local_seconds{wall}, date::choose::earliest);
}

day day_at(instant at, const date::time_zone& zone) {
  return std::chrono::floor<std::chrono::days>(at + offset_at(zone, at).offset);
}

} // namespace kod::model
