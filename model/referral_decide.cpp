#include "model/referral_rules.hpp"

#include <algorithm>

namespace kod::model {

referral_decision
decide(const referral& now, const referral_command& command, const circumstances& where) {
  if (now.id.text.empty() && !std::holds_alternative<take_request>(command))
    return rejection::not_found;
  return std::visit(
    [&](const auto& each) { return referral_rules::answer(now, each, where); }, command);
}

bool window_fits(const referral& now, const dispatch_settings& settings, instant at) {
  return at + settings.offer_window + settings.callback_reserve <= now.callback_by;
}

instant moved_promise(instant told, instant opens_at, const dispatch_settings& settings) {
  return std::min(told, opens_at + settings.callback_promise);
}

next_step next_step_of(const referral& now, const dispatch_settings& settings, instant at) {
  if (!waits_for_plan(now))
    return next_step::nothing;
  if (waits_for_opening(now, at))
    return next_step::await_opening;
  return window_fits(now, settings, at) ? next_step::plan : next_step::go_mass;
}

namespace {

/// Neither has anybody got it, nor does it wait for the programme's opening.
bool may_go_out(const referral& now, instant at) {
  return waits_for_plan(now) && !waits_for_opening(now, at);
}

} // namespace

namespace referral_rules {

referral_decision answer(const referral&, const take_request& c, const circumstances& where) {
  if (c.switched_off)
    return rejection::programme_closed;
  const auto since = std::max(where.now, c.opens_at.value_or(where.now));
  const auto callback_by = since + where.settings.callback_promise;
  referral_change change;
  change.events.push_back(requested{
    .id = c.id,
    .language = c.language,
    .zip = c.place.zip,
    .county = c.place.county,
    .where = c.place.where,
    .requested_at = where.now,
    .callback_by = callback_by,
    .opens_at = c.opens_at,
    .claims = c.claims,
  });
  // The key is looked at first, or a retry would be told that it is a duplicate of itself.
  if (c.key)
    change.take.push_back(claim_of(*c.key, {c.key->body_hash, c.id, where.now, callback_by}));
  for (const auto& name : c.claims)
    change.take.push_back({.name = name, .owner = c.id.text, .detail = {}, .expires = {}});
  change.sealed.push_back({contact_key(c.id), c.contact});
  return change;
}

referral_decision answer(const referral& now, const make_offer& c, const circumstances& where) {
  if (!may_go_out(now, where.now) || last_exclusion(now, c.agent))
    return rejection::stale_number; // The plan was made for what the referral no longer is.
  if (!window_fits(now, where.settings, where.now))
    return answer(now, make_mass{mass_cause::no_window_left}, where);
  referral_change change;
  change.events.push_back(offered{
    .agent = c.agent,
    .number = now.last_number + 1,
    .offered_at = where.now,
    .reply_by = where.now + where.settings.offer_window,
    .start = where.start,
    .assigned = false,
    .why = c.why,
  });
  change.asks.push_back(ask(now, c.agent, ask_kind::offer));
  return change;
}

referral_decision answer(const referral& now, const make_mass& c, const circumstances& where) {
  if (!may_go_out(now, where.now))
    return rejection::stale_number;
  referral_change change;
  change.events.push_back(made_mass{c.cause, where.now});
  return change;
}

referral_decision answer(const referral& now, const close_window& c, const circumstances& where) {
  referral_change change;
  // A timer may outlive its offer, or run ahead of the referral's own clock.
  if (!open_offer(now) || now.tenure->number != c.number || !window_over(*now.tenure, where))
    return change;
  if (now.tenure->start < where.start) {
    end_tenure(change, now, withdrawal_cause::outage);
    return change;
  }
  change.events.push_back(missed{now.tenure->agent, c.number});
  change.asks.push_back(ask_holder(now, ask_kind::miss));
  return change;
}

referral_decision answer(const referral& now, const withdraw& c, const circumstances&) {
  referral_change change;
  if (has(now, c.agent, tenure_kind::offer) && now.tenure->number == c.number)
    end_tenure(change, now, c.cause);
  return change;
}

referral_decision answer(const referral& now, const follow_opening& c, const circumstances& where) {
  referral_change change;
  const auto opens_at = c.opens_at.value_or(where.now);
  if (waits_for_opening(now, where.now) && opens_at != now.opens_at)
    change.events.push_back(
      opening_moved{opens_at, moved_promise(now.callback_by, opens_at, where.settings)});
  return change;
}

referral_decision answer(const referral& now, const mark_overdue&, const circumstances& where) {
  referral_change change;
  if (!ended(now) && !now.contacted_at && !now.overdue && where.now >= now.callback_by)
    change.events.push_back(overdue{now.callback_by});
  return change;
}

referral_decision answer(const referral&, const restart_referral&, const circumstances&) {
  referral_change change;
  change.events.push_back(restarted{});
  return change;
}

} // namespace referral_rules

} // namespace kod::model
