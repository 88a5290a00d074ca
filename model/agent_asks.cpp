#include "model/agent_asks.hpp"

#include "model/availability.hpp"

namespace kod::model {

namespace {

using standing = std::optional<rejection>;

/// What keeps an agent from taking anything at all.
standing unfit(const agent& now, instant at) {
  if (now.registration == registration_status::suspended || !eligible(now, at))
    return rejection::agent_not_eligible;
  if (now.registration != registration_status::registered)
    return rejection::agent_not_registered;
  return std::nullopt;
}

const ledger_entry* entry_of_number(const agent& now, const agent_ask& ask) {
  const auto* entry = entry_of(now, ask.referral);
  return entry != nullptr && entry->number == ask.number ? entry : nullptr;
}

/// Nothing but the limit may keep the referral from the agent's board.
bool on_board_but_for_limit(const agent& now, const agent_ask& ask, instant at) {
  return available_but_for_limit(now, at) && in_audience(now, ask.language, ask.audience);
}

agent_half take_offer(const agent& now, const agent_ask& ask, const circumstances& where) {
  if (!offerable(now, where.settings, where.now))
    return rejection::not_offerable;
  return std::vector<agent_event>{offer_entered{ask.referral, ask.number, false, where.now}};
}

agent_half take_assignment(const agent& now, const agent_ask& ask, const circumstances& where) {
  if (const auto why = unfit(now, where.now))
    return *why;
  return std::vector<agent_event>{offer_entered{ask.referral, ask.number, true, where.now}};
}

agent_half accept_own(const agent& now, const agent_ask& ask, const circumstances& where) {
  if (const auto why = unfit(now, where.now))
    return *why;
  if (ask.verdict)
    return *ask.verdict;
  const auto* entry = entry_of_number(now, ask);
  if (entry == nullptr || entry->state != entry_state::open)
    return rejection::not_offered;
  return std::vector<agent_event>{referral_taken{ask.referral, ask.number}};
}

agent_half accept_mass(const agent& now, const agent_ask& ask, const circumstances& where) {
  if (const auto why = unfit(now, where.now))
    return *why;
  if (ask.verdict)
    return *ask.verdict;
  if (!on_board_but_for_limit(now, ask, where.now))
    return ask.missed ? rejection::offer_expired : rejection::not_offered;
  if (!below_limit(now, where.settings))
    return ask.missed ? rejection::offer_expired : rejection::limit_reached;
  return std::vector<agent_event>{referral_taken{ask.referral, ask.number}};
}

agent_half look_at_board(const agent& now, const agent_ask& ask, const circumstances& where) {
  if (!on_board_but_for_limit(now, ask, where.now) || !below_limit(now, where.settings))
    return ask.otherwise;
  if (ask.verdict)
    return *ask.verdict;
  return std::vector<agent_event>{};
}

agent_half leave(const agent& now, const agent_ask& ask) {
  if (entry_of_number(now, ask) == nullptr)
    return rejection::stale_number;
  return std::vector<agent_event>{entry_left{ask.referral, ask.number}};
}

agent_half count_miss(const agent& now, const agent_ask& ask, const circumstances& where) {
  const auto* entry = entry_of_number(now, ask);
  if (entry == nullptr || entry->state == entry_state::in_progress)
    return rejection::stale_number;
  if (entry->state == entry_state::withdrawn)
    return rejection::entry_withdrawn;
  std::vector<agent_event> events{miss_counted{ask.referral, ask.number}};
  if (now.misses + 1 >= where.settings.misses_to_deregister)
    events.push_back(deregistered{deregistration_cause::misses, 0});
  return events;
}

agent_half receive(const agent& now, const agent_ask& ask, const circumstances& where) {
  if (const auto why = unfit(now, where.now))
    return *why;
  return std::vector<agent_event>{referral_given{ask.referral, ask.number}};
}

} // namespace

agent_half decide(const agent& now, const agent_ask& ask, const circumstances& where) {
  switch (ask.kind) {
  case ask_kind::offer: return take_offer(now, ask, where);
  case ask_kind::assign: return take_assignment(now, ask, where);
  case ask_kind::accept_own: return accept_own(now, ask, where);
  case ask_kind::accept_mass: return accept_mass(now, ask, where);
  case ask_kind::board: return look_at_board(now, ask, where);
  case ask_kind::leave: return leave(now, ask);
  case ask_kind::miss: return count_miss(now, ask, where);
  case ask_kind::give: return receive(now, ask, where);
  }
  return rejection::stale_number;
}

bool in_audience(const agent& now, const language& tongue, audience who) {
  // `nobody` is what the dispatcher last heard; an agent who is available proves it outdated.
  return who != audience::speakers || speaks(now, tongue);
}

} // namespace kod::model
