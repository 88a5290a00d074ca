#include "model/agent_rules.hpp"
#include "model/availability.hpp"
#include "model/overloaded.hpp"

namespace kod::model {

namespace {

/// The agent went out of office during an offer: by editing its schedule, or because the hour has
/// come. An offer that an operator assigned to somebody who was away already is none of these.
bool left_during_offer(const agent& before, const agent& after, instant at) {
  return count_entries(after, entry_state::open) > 0 && away(after, at)
         && (!away(before, at) || !away(after, after.last_offer_at.value_or(at)));
}

/// Whatever is asked of an agent, what has become so by it, or by time, comes with it.
void follow_up(agent_change& change, const agent& before, instant at) {
  auto after = before;
  for (const auto& event : change.events)
    after = evolve(std::move(after), event);
  if (auto step = agent_rules::registration_step(after, at)) {
    after = evolve(std::move(after), *step);
    change.events.push_back(std::move(*step));
  }
  if (left_during_offer(before, after, at))
    change.events.push_back(offers_withdrawn{withdrawal_cause::out_of_office});
}

bool adds_an_agent(const agent_command& command) {
  return std::holds_alternative<create_agent>(command)
         || std::holds_alternative<supply_agent>(command);
}

} // namespace

agent_decision decide(
  const agent& now,
  std::uint64_t version,
  const agent_command& command,
  const circumstances& where) {
  if (now.id.text.empty() && !adds_an_agent(command))
    return rejection::not_found;
  auto decided = std::visit(
    overloaded{
      [&](const deregister_agent& c) { return agent_rules::deregister(now, version, c); },
      [&](const pause_offers& c) { return agent_rules::pause(now, version, c, where); },
      [&](const resume_offers& c) { return agent_rules::resume(now, version, c, where); },
      [&](const auto& c) { return agent_rules::answer(now, c, where); },
    },
    command);
  if (decided)
    follow_up(*decided, now, where.now);
  return decided;
}

namespace agent_rules {

agent_decision answer(const agent& now, const set_override& c, const circumstances& where) {
  if (c.until && *c.until <= where.now)
    return rejection::until_passed;
  if (!now.schedule)
    return rejection::agent_not_registered;
  availability_override next{.mode = c.mode, .until = {}};
  if (c.mode != override_mode::schedule)
    next.until = c.until ? c.until : next_hours_change(*now.schedule, where.now);
  agent_change change;
  if (next != now.override_)
    change.events.push_back(availability_changed{next});
  if (c.mode == override_mode::off && count_entries(now, entry_state::open) > 0)
    change.events.push_back(offers_withdrawn{withdrawal_cause::switched_off});
  return change;
}

agent_decision answer(const agent&, const notice_time&, const circumstances&) {
  return agent_change{}; // What it brings follows up on every command.
}

/// What was offered during an absence is nobody's miss, also where its window closes right now.
agent_decision answer(const agent& now, const restart_agent& c, const circumstances&) {
  agent_change change;
  change.events.push_back(restarted{});
  const bool from_before = c.absent_until && now.last_offer_at < *c.absent_until;
  if (from_before && count_entries(now, entry_state::open) > 0)
    change.events.push_back(offers_withdrawn{withdrawal_cause::outage});
  return change;
}

} // namespace agent_rules

} // namespace kod::model
