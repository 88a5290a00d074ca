#include "model/referral_rules.hpp"

#include <algorithm>

namespace kod::model::referral_rules {

namespace {

bool last_missed(const referral& now, const agent_id& agent) {
  return last_exclusion(now, agent) == exclusion_cause::missed;
}

/// What the referral alone answers to an accept; none: it is to be had.
std::optional<rejection>
verdict_on(const referral& now, const agent_id& agent, const circumstances& where) {
  if (now.status == referral_status::in_progress)
    return rejection::already_taken;
  if (has(now, agent, tenure_kind::offer) && !window_over(*now.tenure, where))
    return std::nullopt;
  if (listed_for(now, agent))
    return std::nullopt;
  const bool missed_it = has(now, agent, tenure_kind::offer) || last_missed(now, agent);
  return missed_it ? rejection::offer_expired : rejection::not_offered;
}

/// A reject that was answered before, and nothing has been asked of the agent since.
bool rejected_before(const referral& now, const agent_id& agent) {
  if (now.tenure && now.tenure->agent == agent)
    return false;
  return last_exclusion(now, agent) == exclusion_cause::rejected
         || std::ranges::find(now.hidden_from, agent) != now.hidden_from.end();
}

referral_decision with_reason(referral_change change, const referral& now, const reject& c) {
  if (const auto number = seal_text(change, now, c.reason))
    change.events.push_back(text_added{number});
  return change;
}

} // namespace

referral_decision answer(const referral& now, const accept& c, const circumstances& where) {
  referral_change change;
  if (has(now, c.agent, tenure_kind::in_progress))
    return change;
  if (ended(now))
    return rejection::already_ended;
  auto asked = has(now, c.agent, tenure_kind::offer) ? ask_holder(now, ask_kind::accept_own)
                                                     : ask(now, c.agent, ask_kind::accept_mass);
  asked.audience = c.audience;
  asked.missed = last_missed(now, c.agent);
  // The agent's own standing is told before what the referral answers, so it is asked first.
  asked.verdict = verdict_on(now, c.agent, where);
  change.events.push_back(accepted{c.agent, asked.number, where.now});
  change.events.push_back(
    contact_shared{.to = {role::agent, c.agent.text}, .purpose = "accepted", .texts = 0});
  change.asks.push_back(std::move(asked));
  return change;
}

referral_decision answer(const referral& now, const reject& c, const circumstances& where) {
  referral_change change;
  if (has(now, c.agent, tenure_kind::offer) && !window_over(*now.tenure, where)) {
    change.events.push_back(rejected{c.agent, now.tenure->number});
    change.asks.push_back(ask_holder(now, ask_kind::leave));
    return with_reason(std::move(change), now, c);
  }
  if (listed_for(now, c.agent)) {
    change.events.push_back(rejected{c.agent, std::nullopt});
    if (!rejected_before(now, c.agent)) { // Else it is taken at its word, on its board or not.
      change.asks.push_back(ask(now, c.agent, ask_kind::board));
      change.asks.back().audience = c.audience;
    }
    return with_reason(std::move(change), now, c);
  }
  if (rejected_before(now, c.agent))
    return change;
  return rejection::not_offered;
}

} // namespace kod::model::referral_rules
