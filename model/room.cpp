#include "model/room.hpp"

#include <limits>

namespace kod::model {

std::uint64_t opens_at(std::uint64_t floor_bytes) {
  const auto above = floor_bytes / 10;
  return floor_bytes > std::numeric_limits<std::uint64_t>::max() - above ? floor_bytes
                                                                         : floor_bytes + above;
}

room look_at(const room& before, std::uint64_t free_bytes) {
  const auto floor = before.floor_bytes;
  return {
    .free_bytes = free_bytes,
    .floor_bytes = floor,
    .full = free_bytes < (before.full ? opens_at(floor) : floor)};
}

} // namespace kod::model
