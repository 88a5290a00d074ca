#include "model/board_hearers.hpp"

#include "model/agent_asks.hpp"
#include "model/views.hpp"

#include <algorithm>
#include <set>

namespace kod::model {

namespace {

struct colleagues {
  std::vector<agent> available;
  std::set<language> spoken; // By one of them.
};

colleagues available_agents(const archive& stored, const dispatch_settings& settings, instant now) {
  colleagues result;
  stored.each_agent({}, [&](const model::stored<agent>& each) {
    if (!availability_of(each.snapshot, settings, now).now)
      return true;
    result.spoken.insert(
      each.snapshot.contact->languages.begin(), each.snapshot.contact->languages.end());
    result.available.push_back(each.snapshot);
    return true;
  });
  return result;
}

} // namespace

std::vector<agent_id> board_hearers(
  const archive& stored,
  std::span<const rushing_board> boards,
  const std::map<agent_id, instant>& told_at,
  const dispatch_settings& settings,
  instant now) {
  std::vector<agent_id> result;
  if (boards.empty())
    return result;
  const auto [available, spoken] = available_agents(stored, settings, now);
  for (const auto& who : available) {
    const auto told = told_at.find(who.id);
    const auto last = told == told_at.end() ? std::nullopt : std::optional{told->second};
    const bool hears = std::ranges::any_of(boards, [&, &spoken = spoken](const auto& board) {
      const auto seen_by =
        spoken.contains(board.since.language) ? audience::speakers : audience::everybody;
      return hears_of(board.since, last, now) && in_audience(who, board.since.language, seen_by)
             && std::ranges::any_of(board.listed, [&](const referral& each) {
                  return on_board(each, who, seen_by, settings, now);
                });
    });
    if (hears)
      result.push_back(who.id);
  }
  return result;
}

} // namespace kod::model
