#include "model/referral_rules.hpp"

#include <algorithm>

namespace kod::model::referral_rules {

namespace {

/// The referral is the new agent's at once, under the next number.
void hand_over(referral_change& change, const referral& now, const assign& c, instant at) {
  const auto text = seal_text(change, now, c.reason);
  change.events.push_back(assigned{c.agent, now.last_number + 1, at, text});
  change.events.push_back(
    contact_shared{.to = {role::agent, c.agent.text}, .purpose = "assigned", .texts = 0});
  change.asks.push_back(ask(now, c.agent, ask_kind::give));
}

/// A whole new offer: neither the promise nor the dispatcher's choice counts.
void offer_by_hand(
  referral_change& change, const referral& now, const assign& c, const circumstances& where) {
  const auto text = seal_text(change, now, c.reason);
  change.events.push_back(assigned{c.agent, std::nullopt, where.now, text});
  change.events.push_back(offered{
    .agent = c.agent,
    .number = now.last_number + 1,
    .offered_at = where.now,
    .reply_by = where.now + where.settings.offer_window,
    .start = where.start,
    .assigned = true,
    .why = {},
  });
  change.asks.push_back(ask(now, c.agent, ask_kind::assign));
}

} // namespace

referral_decision answer(const referral& now, const cancel& c, const circumstances& where) {
  referral_change change;
  if (now.status == referral_status::cancelled)
    return change;
  if (ended(now))
    return rejection::already_ended;
  end_tenure(change, now, withdrawal_cause::cancelled);
  const auto text = seal_text(change, now, c.reason);
  change.events.push_back(cancelled{where.now, text});
  change.free = now.claims;
  return change;
}

referral_decision answer(const referral& now, const assign& c, const circumstances& where) {
  referral_change change;
  if (ended(now))
    return rejection::already_ended;
  if (now.tenure && now.tenure->agent == c.agent)
    return change;
  end_tenure(change, now, withdrawal_cause::assigned);
  if (now.status == referral_status::in_progress)
    hand_over(change, now, c, where.now);
  else
    offer_by_hand(change, now, c, where);
  // Two agents are asked one after the other: in one order for all, or two would wait crosswise.
  std::ranges::sort(change.asks, {}, &agent_ask::agent);
  return change;
}

referral_decision answer(const referral& now, const broadcast& c, const circumstances& where) {
  referral_change change;
  if (ended(now))
    return rejection::already_ended;
  if (now.status == referral_status::in_progress)
    return rejection::already_taken;
  if (listed_as_mass(now))
    return change;
  end_tenure(change, now, withdrawal_cause::broadcast);
  change.events.push_back(made_mass{mass_cause::operator_, where.now});
  if (const auto text = seal_text(change, now, c.reason))
    change.events.push_back(text_added{text});
  return change;
}

referral_decision answer(const referral& now, const reveal& c, const circumstances& where) {
  referral_change change;
  const auto text = seal_text(change, now, c.reason);
  change.events.push_back(contact_shared{where.by, "revealed", text});
  return change;
}

} // namespace kod::model::referral_rules
