#include "actors/exports.hpp"

#include "model/census.hpp"
#include "model/concern.hpp"

#include <set>

namespace kod::actors {

namespace {

constexpr std::size_t events_at_once = 500;

template <class Visit>
void each_event(const model::archive& archive, const model::entity_name& whose, Visit visit) {
  for (std::uint64_t after = 0;;) {
    const auto page = archive.history(whose, after, events_at_once);
    for (const auto& event : page)
      visit(event);
    if (page.size() < events_at_once)
      return;
    after = page.back().sequence;
  }
}

/// Whatever befalls an agent of a referral stands in the agent's own history at the same time.
std::set<model::referral_id> referrals_of(
  const model::archive& archive, const model::agent_id& agent, const model::period& when) {
  std::set<model::referral_id> result;
  each_event(archive, agent, [&](const model::recorded_event& each) {
    if (!when.holds(each.at))
      return;
    if (auto referral = model::referral_in(std::get<model::agent_event>(each.event)))
      result.insert(std::move(*referral));
  });
  return result;
}

model::agent_line
line_of(const model::archive& archive, const model::agent_id& agent, const model::period& when) {
  model::agent_line line{.id = agent};
  model::time_histogram to_accept; // However many they are, it is bounded.
  for (const auto& referral : referrals_of(archive, agent, when)) {
    model::standing now;
    model::first_wait wait;
    each_event(archive, referral, [&](const model::recorded_event& each) {
      const auto& event = std::get<model::referral_event>(each.event);
      const auto waited = wait.ended_by(event);
      if (when.holds(each.at))
        model::add(line, event, now.holder);
      now = model::standing_after(event, std::move(now));
      if (waited && when.holds(each.at) && now.holder == agent)
        to_accept.add(*waited);
    });
  }
  line.accept_p50_seconds = to_accept.share(0.50);
  line.accept_p95_seconds = to_accept.share(0.95);
  return line;
}

} // namespace

referral_lines exports_state::page(const export_referrals& wanted) const {
  referral_lines result;
  const auto from = wanted.after.value_or(model::referral_id{});
  std::size_t looks = 0;
  archive->each_referral(from, [&](const model::stored<model::referral>& each) {
    const auto& referral = each.snapshot;
    if (wanted.after == referral.id)
      return true;
    if (wanted.when.holds(referral.requested_at)) {
      auto& line = result.items.emplace_back(model::line_of(referral));
      each_event(*archive, referral.id, [&](const auto& event) { model::add(line, event); });
    }
    if (++looks < most_looks && result.items.size() < most_lines)
      return true;
    result.next = referral.id;
    return false;
  });
  return result;
}

agent_lines exports_state::page(const export_agents& wanted) const {
  agent_lines result;
  const auto from = wanted.after.value_or(model::agent_id{});
  archive->each_agent(from, [&](const model::stored<model::agent>& each) {
    const auto& id = each.snapshot.id;
    if (wanted.after == id)
      return true;
    result.items.push_back(line_of(*archive, id, wanted.when));
    if (result.items.size() < most_agents)
      return true;
    result.next = id;
    return false;
  });
  return result;
}

exports_actor::behavior_type
exports_behavior(exports_state::pointer self, const model::archive* archive) {
  auto& state = self->state;
  state.archive = archive;
  return {
    [&state](const export_referrals& wanted) { return state.page(wanted); },
    [&state](const export_agents& wanted) { return state.page(wanted); },
  };
}

} // namespace kod::actors
