#pragma once

#include "model/atlas.hpp"
#include "model/ids.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace kod::model {

/// An agent who may be chosen: where, and what it costs beside the miles.
struct candidate {
  agent_id agent;
  point where;
  std::int64_t handicap_tenths = 0;
  std::optional<instant> last_offer_at;
};

struct ranked_candidate {
  agent_id agent;
  std::int64_t cost_tenths = 0;
  std::int64_t miles_tenths = 0;
};

/// Agents of whom the two cheapest are found for any place. All are looked at, but for most a
/// glance at the straight line through the Earth, which is never longer than the way round it,
/// shows that they are too far away.
class candidates {
public:
  /// Adds it, or replaces the one of the same agent.
  void put(candidate);
  void remove(const agent_id&);

  std::size_t size() const { return known_.size(); }
  bool contains(const agent_id& agent) const { return places_.contains(agent); }

  /// The cheapest and the second: by cost, then longest since the last offer, then id.
  std::array<std::optional<ranked_candidate>, 2>
  cheapest(point where, std::span<const agent_id> excluded) const;

private:
  /// Read for every candidate at every choice, so kept small and in a row: where it stands on a
  /// sphere of radius 1, and the handicap, rounded down.
  struct glance {
    float x, y, z;
    float handicap_tenths;
  };
  static glance glance_of(point, std::int64_t handicap_tenths);

  std::vector<glance> glances_;
  std::vector<candidate> known_;           // In the same order.
  std::map<agent_id, std::size_t> places_; // In both.
};

} // namespace kod::model
