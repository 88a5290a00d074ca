#pragma once

#include "model/journal.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kod::tests {

/// All that an archive holds, as values that can be compared.
struct journal_contents {
  std::uint64_t last_sequence = 0;
  std::vector<std::pair<std::uint64_t, model::agent>> agents;
  std::vector<std::pair<std::uint64_t, model::referral>> referrals;
  std::vector<std::pair<std::uint64_t, model::programme>> programme; // At most one.
  std::vector<std::pair<std::string, std::uint64_t>> rows;
  std::vector<model::claim> claims;
  std::vector<std::pair<std::string, model::sealed_content>> sealed;
  std::vector<std::pair<std::uint64_t, decltype(model::recorded_event::event)>> events;
  std::vector<std::uint64_t> histories;
  bool operator==(const journal_contents&) const = default;
};

/// Under which names something may lie that an archive only tells to whoever knows the name.
struct hidden_names {
  std::set<std::string> claims, sealed;
};

inline journal_contents contents_of(const model::archive& from, const hidden_names& named) {
  constexpr std::size_t all = 1'000'000;
  journal_contents result;
  result.last_sequence = from.last_sequence();
  from.each_agent({}, [&](const auto& each) {
    result.agents.emplace_back(each.version, each.snapshot);
    return true;
  });
  from.each_referral({}, [&](const auto& each) {
    result.referrals.emplace_back(each.version, each.snapshot);
    return true;
  });
  if (const auto found = from.find(model::the_programme))
    result.programme.emplace_back(found->version, found->snapshot);
  from.each_row("", "", [&](const auto& each) {
    result.rows.emplace_back(each.key, each.sequence);
    return true;
  });
  for (const auto& name : named.claims)
    if (const auto found = from.find_claim(name))
      result.claims.push_back(*found);
  for (const auto& name : named.sealed)
    if (auto found = from.unseal(name))
      result.sealed.emplace_back(name, *std::move(found));
  for (auto& each : from.since(0, all))
    result.events.emplace_back(each.sequence, std::move(each.event));
  for (const auto& [version, agent] : result.agents)
    for (const auto& each : from.history(agent.id, 0, all))
      result.histories.push_back(each.sequence);
  for (const auto& [version, referral] : result.referrals)
    for (const auto& each : from.history(referral.id, 0, all))
      result.histories.push_back(each.sequence);
  for (const auto& each : from.history(model::the_programme, 0, all))
    result.histories.push_back(each.sequence);
  return result;
}

} // namespace kod::tests
