#include "model/referral_rules.hpp"

#include <algorithm>

namespace kod::model::referral_rules {

bool has(const referral& now, const agent_id& agent, tenure_kind kind) {
  return now.tenure && now.tenure->kind == kind && now.tenure->agent == agent;
}

bool window_over(const tenure& offer, const circumstances& where) {
  return where.now >= *offer.reply_by || (offer.start < where.start && where.now < offer.since);
}

std::optional<exclusion_cause> last_exclusion(const referral& now, const agent_id& agent) {
  const auto last = std::find_if(
    now.tried.rbegin(), now.tried.rend(), [&](const exclusion& e) { return e.agent == agent; });
  return last == now.tried.rend() ? std::nullopt : std::optional{last->cause};
}

bool listed_for(const referral& now, const agent_id& agent) {
  return listed_as_mass(now) && !released_by(now, agent)
         && std::ranges::find(now.hidden_from, agent) == now.hidden_from.end();
}

agent_ask ask(const referral& now, const agent_id& agent, ask_kind kind) {
  return {
    .agent = agent,
    .kind = kind,
    .referral = now.id,
    .number = now.last_number + 1,
    .language = now.language,
  };
}

agent_ask ask_holder(const referral& now, ask_kind kind) {
  auto result = ask(now, now.tenure->agent, kind);
  result.number = now.tenure->number;
  return result;
}

void end_tenure(referral_change& change, const referral& now, withdrawal_cause cause) {
  if (!now.tenure)
    return;
  if (open_offer(now))
    change.events.push_back(withdrawn{now.tenure->agent, now.tenure->number, cause});
  change.asks.push_back(ask_holder(now, ask_kind::leave));
}

std::uint32_t seal_text(referral_change& change, const referral& now, const std::string& text) {
  if (text.empty())
    return 0;
  const auto number = now.texts + 1;
  change.sealed.push_back({text_key(now.id, number), free_text{text}});
  return number;
}

} // namespace kod::model::referral_rules
