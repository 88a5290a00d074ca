#include "model/roster.hpp"

#include "model/availability.hpp"

#include <algorithm>
#include <set>

namespace kod::model {

namespace {

constexpr std::int64_t tenths = 10;

std::int64_t handicap_tenths(const agent_card& card, const dispatch_settings& settings) {
  const auto for_misses = std::int64_t{card.misses} * settings.miles_per_miss;
  const auto for_open = std::int64_t{card.open} * settings.miles_per_open_referral;
  return tenths * (for_misses + for_open);
}

} // namespace

agent_card
card_of(const agent& now, std::uint64_t version, const dispatch_settings& settings, instant at) {
  return {
    .agent = now.id,
    .version = version,
    .where = now.where,
    .languages = now.contact ? now.contact->languages : std::vector<language>{},
    .available = below_limit(now, settings) && available_but_for_limit(now, at),
    .offerable = offerable(now, settings, at),
    .misses = now.misses,
    .open = open_referrals(now),
    .last_offer_at = now.last_offer_at};
}

bool roster::put(agent_card card) {
  const auto [entry, is_new] = cards_.try_emplace(card.agent);
  auto& at_hand = entry->second;
  if (!is_new) {
    if (card.version < at_hand.version)
      return false;
    hide(at_hand);
    count(at_hand, -1);
  }
  at_hand = std::move(card);
  count(at_hand, +1);
  show(at_hand);
  return true;
}

std::optional<choice> roster::best(const wanted_agent& wanted) const {
  const auto speakers = candidates_.find(wanted.language);
  if (speakers == candidates_.end())
    return std::nullopt;
  const auto [first, second] = speakers->second.cheapest(wanted.where, wanted.excluded);
  if (!first)
    return std::nullopt;
  const std::set<agent_id> excluded{wanted.excluded.begin(), wanted.excluded.end()};
  const auto left_out = std::ranges::count_if(
    excluded, [&](const agent_id& each) { return speakers->second.contains(each); });
  const auto& card = cards_.at(first->agent);
  choice_reasons why{
    .cost_tenths = first->cost_tenths,
    .miles_tenths = first->miles_tenths,
    .misses = card.misses,
    .open = card.open,
    .considered =
      static_cast<std::uint32_t>(speakers->second.size() - static_cast<std::size_t>(left_out)),
    .runner_up = {}};
  if (second)
    why.runner_up = runner_up{second->agent, second->cost_tenths};
  return choice{first->agent, std::move(why)};
}

void roster::mark(const agent_id& agent) {
  if (++marks_[agent] > 1)
    return;
  if (const auto card = cards_.find(agent); card != cards_.end())
    hide(card->second);
}

void roster::unmark(const agent_id& agent) {
  const auto marks = marks_.find(agent);
  if (marks == marks_.end() || --marks->second > 0)
    return;
  marks_.erase(marks);
  if (const auto card = cards_.find(agent); card != cards_.end())
    show(card->second);
}

audience roster::audience_of(const language& tongue) const {
  const auto speakers = available_speakers_.find(tongue);
  if (speakers != available_speakers_.end() && speakers->second > 0)
    return audience::speakers;
  return available_ > 0 ? audience::everybody : audience::nobody;
}

void roster::count(const agent_card& card, int step) {
  const auto by = static_cast<std::size_t>(step); // Unsigned: adding -1 takes one away.
  if (card.offerable)
    offerable_ += by;
  if (!card.available)
    return;
  available_ += by;
  for (const auto& each : card.languages)
    available_speakers_[each] += by;
}

void roster::show(const agent_card& card) {
  if (!card.offerable || marks_.contains(card.agent))
    return;
  for (const auto& each : card.languages)
    candidates_[each].put(
      {card.agent, card.where, handicap_tenths(card, settings_), card.last_offer_at});
}

void roster::hide(const agent_card& card) {
  for (const auto& each : card.languages)
    if (const auto speakers = candidates_.find(each); speakers != candidates_.end())
      speakers->second.remove(card.agent);
}

} // namespace kod::model
