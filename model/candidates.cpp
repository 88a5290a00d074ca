#include "model/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <tuple>

namespace kod::model {

namespace {

constexpr float earth_radius_tenths = 39587.613F;

/// What rounding to tenths and reckoning in `float` may take from or add to a cost.
constexpr float slack_tenths = 1;
constexpr float relative_slack = 1e-6F;

/// A candidate as it is compared: what is smaller is better, and never offered is smallest.
struct contender {
  std::int64_t cost_tenths = 0;
  std::int64_t miles_tenths = 0;
  const candidate* who = nullptr;

  auto key() const { return std::tie(cost_tenths, who->last_offer_at, who->agent); }
};

/// The best two so far.
class podium {
public:
  void take(const contender& next) {
    if (better(next, places_[0])) {
      places_[1] = places_[0];
      places_[0] = next;
    } else if (better(next, places_[1])) {
      places_[1] = next;
    } else {
      return;
    }
    if (places_[1].who != nullptr)
      reach_ = static_cast<float>(places_[1].cost_tenths) * (1 + relative_slack) + slack_tenths;
  }

  /// No cost above this can come on it.
  float reach() const { return reach_; }

  std::optional<ranked_candidate> place(std::size_t which) const {
    const auto& [cost, miles, who] = places_[which];
    if (who == nullptr)
      return std::nullopt;
    return ranked_candidate{who->agent, cost, miles};
  }

private:
  static bool better(const contender& next, const contender& than) {
    return than.who == nullptr || next.key() < than.key();
  }

  std::array<contender, 2> places_;
  float reach_ = std::numeric_limits<float>::infinity();
};

} // namespace

candidates::glance candidates::glance_of(point where, std::int64_t handicap_tenths) {
  const double north = radians(where.latitude), east = radians(where.longitude);
  return {
    static_cast<float>(std::cos(north) * std::cos(east)),
    static_cast<float>(std::cos(north) * std::sin(east)),
    static_cast<float>(std::sin(north)),
    static_cast<float>(handicap_tenths) * (1 - relative_slack)};
}

void candidates::put(candidate next) {
  const auto seen = glance_of(next.where, next.handicap_tenths);
  const auto [entry, is_new] = places_.try_emplace(next.agent, known_.size());
  if (is_new) {
    glances_.push_back(seen);
    known_.push_back(std::move(next));
  } else {
    glances_[entry->second] = seen;
    known_[entry->second] = std::move(next);
  }
}

void candidates::remove(const agent_id& agent) {
  const auto entry = places_.find(agent);
  if (entry == places_.end())
    return;
  const auto gap = entry->second;
  places_.erase(entry);
  if (gap + 1 < known_.size()) { // The last one takes its place.
    glances_[gap] = glances_.back();
    known_[gap] = std::move(known_.back());
    places_[known_[gap].agent] = gap;
  }
  glances_.pop_back();
  known_.pop_back();
}

std::array<std::optional<ranked_candidate>, 2>
candidates::cheapest(point where, std::span<const agent_id> excluded) const {
  constexpr float straight = earth_radius_tenths * earth_radius_tenths;
  const auto here = glance_of(where, 0);
  podium best;
  const candidate* last = nullptr; // Many agents share one ZIP, and so its miles.
  std::int64_t miles = 0;
  for (std::size_t i = 0; i < glances_.size(); ++i) {
    const auto& each = glances_[i];
    const float left = best.reach() - each.handicap_tenths;
    const float x = each.x - here.x, y = each.y - here.y, z = each.z - here.z;
    // One branch, which is nearly always the same: of a negative rest nothing is near enough.
    if ((x * x + y * y + z * z) * straight > left * std::abs(left))
      continue;
    const auto& who = known_[i];
    if (std::ranges::find(excluded, who.agent) != excluded.end())
      continue;
    if (last == nullptr || last->where != who.where)
      miles = miles_tenths(where, who.where);
    last = &who;
    best.take({miles + who.handicap_tenths, miles, &who});
  }
  return {best.place(0), best.place(1)};
}

} // namespace kod::model
