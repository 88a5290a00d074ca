#include "model/referral_rules.hpp"

namespace kod::model::referral_rules {

namespace {

bool is_agent(const party& who) {
  return who.role == role::agent;
}

/// It has ended, and the caller had to do with it: its agent, or an operator.
bool ended_for(const referral& now, const party& by) {
  return ended(now) && (!is_agent(by) || now.ended_with == agent_id{by.id});
}

/// What an agent is told who hasn't accepted the referral: that it may, where it may see it.
referral_decision not_accepted_by(const referral& now, const agent_id& agent, audience seen_by) {
  if (has(now, agent, tenure_kind::offer))
    return rejection::not_accepted;
  if (!listed_for(now, agent))
    return rejection::not_found;
  referral_change change;
  auto look = ask(now, agent, ask_kind::board);
  look.audience = seen_by;
  look.verdict = rejection::not_accepted;
  look.otherwise = rejection::not_found;
  change.asks.push_back(std::move(look));
  return change;
}

/// Whether `by` may report on the call: the contact centre, or the agent who has it In Progress.
bool may_report(const referral& now, const party& by) {
  return !is_agent(by) || has(now, agent_id{by.id}, tenure_kind::in_progress);
}

bool somebody_was_reached(disposition how) {
  return how != disposition::no_answer && how != disposition::wrong_number;
}

} // namespace

referral_decision answer(const referral& now, const mark_contacted& c, const circumstances& where) {
  const bool repeated = now.contacted_at && now.status != referral_status::cancelled;
  if (ended_for(now, where.by) && !repeated)
    return rejection::already_ended;
  if (!ended_for(now, where.by) && !may_report(now, where.by))
    return not_accepted_by(now, {where.by.id}, c.audience);
  referral_change change;
  if (!repeated)
    change.events.push_back(contacted{where.now});
  return change;
}

referral_decision answer(const referral& now, const complete& c, const circumstances& where) {
  referral_change change;
  if (ended_for(now, where.by)) {
    if (now.status == referral_status::complete && now.disposition == c.disposition)
      return change;
    return rejection::already_ended;
  }
  if (!may_report(now, where.by))
    return not_accepted_by(now, {where.by.id}, c.audience);
  // The contact centre was quicker than the agent whom it was offered to.
  end_tenure(change, now, withdrawal_cause::cancelled);
  if (!now.contacted_at && somebody_was_reached(c.disposition))
    change.events.push_back(contacted{where.now});
  const auto text = seal_text(change, now, c.note);
  change.events.push_back(completed{c.disposition, where.now, text});
  change.free = now.claims;
  return change;
}

referral_decision answer(const referral& now, const release& c, const circumstances&) {
  referral_change change;
  if (has(now, c.agent, tenure_kind::in_progress)) {
    const auto text = seal_text(change, now, c.reason);
    change.events.push_back(released{c.agent, now.tenure->number, text});
    change.asks.push_back(ask_holder(now, ask_kind::leave));
    return change;
  }
  if (now.ended_with == c.agent)
    return rejection::already_ended;
  const bool repeated = released_by(now, c.agent) && !has(now, c.agent, tenure_kind::offer);
  if (repeated)
    return change;
  return not_accepted_by(now, c.agent, c.audience);
}

} // namespace kod::model::referral_rules
