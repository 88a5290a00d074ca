#pragma once

#include "actors/interfaces.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace kod::actors {

/// The plans that are to be answered: the oldest promise first, then the oldest request. Those that
/// waited for the opening stand in line as one, by the oldest promise among them, and there the
/// oldest request is first: their promises may differ by the moments at which each one heard that
/// the hours had changed.
class plan_queue {
public:
  struct entry {
    plan wanted;
    bool from_opening = false; // It has waited for the programme's opening.
  };

  /// A referral has one plan here: a newer one takes the place of the former, and not one behind
  /// it.
  void put(plan wanted, bool from_opening) {
    if (const auto former = take(wanted.referral)) {
      from_opening = from_opening || former->from_opening;
      wanted.callback_by = std::min(wanted.callback_by, former->wanted.callback_by);
    }
    const auto id = wanted.referral;
    const auto promise = wanted.callback_by;
    if (from_opening)
      promises_.insert(promise);
    const place its{from_opening ? model::instant{} : promise, wanted.requested_at, id};
    line_of(from_opening).emplace(its, entry{std::move(wanted), from_opening});
    places_.emplace(id, std::pair{from_opening, its});
  }

  void drop(const model::referral_id& referral) { take(referral); }

  /// Of one that isn't empty.
  entry take_first() {
    const auto& first = waited_is_first() ? waited_ : others_;
    return *take(first.begin()->second.wanted.referral);
  }

  bool empty() const { return places_.empty(); }
  bool contains(const model::referral_id& referral) const { return places_.contains(referral); }

private:
  using place = std::tuple<model::instant, model::instant, model::referral_id>;
  using line = std::map<place, entry>;

  line& line_of(bool from_opening) { return from_opening ? waited_ : others_; }

  bool waited_is_first() const {
    if (waited_.empty() || others_.empty())
      return others_.empty();
    const auto& [_, requested_at, id] = waited_.begin()->first;
    return place{*promises_.begin(), requested_at, id} < others_.begin()->first;
  }

  std::optional<entry> take(const model::referral_id& referral) {
    const auto found = places_.find(referral);
    if (found == places_.end())
      return std::nullopt;
    const auto [from_opening, its] = found->second;
    places_.erase(found);
    auto taken = std::move(line_of(from_opening).extract(its).mapped());
    if (from_opening)
      promises_.erase(promises_.find(taken.wanted.callback_by));
    return taken;
  }

  line waited_; // For the opening.
  line others_;
  std::multiset<model::instant> promises_; // Of those that waited.
  std::map<model::referral_id, std::pair<bool, place>> places_;
};

} // namespace kod::actors
