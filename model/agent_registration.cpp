#include "model/agent_rules.hpp"
#include "model/availability.hpp"

namespace kod::model::agent_rules {

agent_decision answer(const agent& now, const agree& c, const circumstances& where) {
  agent_change change;
  if (now.confirmed > 0 && now.agreement && now.agreement->terms_version == c.terms_version)
    return change;
  change.events.push_back(section_saved{
    .agreement = agreement{where.now, c.terms_version}, .contact = {}, .schedule = {}});
  return change;
}

agent_decision answer(const agent& now, const save_contact& c, const circumstances&) {
  if (now.confirmed < 1)
    return rejection::section_order;
  agent_change change;
  change.events.push_back(section_saved{.agreement = {}, .contact = c.preferences, .schedule = {}});
  change.sealed.push_back({contact_key(now.id), c.contact});
  return change;
}

agent_decision answer(const agent& now, const save_schedule& c, const circumstances&) {
  if (now.confirmed < 2)
    return rejection::section_order;
  agent_change change;
  if (now.confirmed < all_sections || now.schedule != c.schedule)
    change.events.push_back(section_saved{.agreement = {}, .contact = {}, .schedule = c.schedule});
  return change;
}

agent_decision deregister(const agent& now, std::uint64_t version, const deregister_agent& c) {
  agent_change change;
  if (now.registration == registration_status::deregistered)
    return change;
  if (
    now.registration != registration_status::registered
    && now.registration != registration_status::suspended)
    return rejection::agent_not_registered;
  const auto text = seal_reason(change, now, version, c.reason);
  change.events.push_back(deregistered{deregistration_cause::operator_, text});
  return change;
}

std::optional<agent_event> registration_step(const agent& now, instant at) {
  const bool fit = eligible(now, at);
  const bool complete = now.confirmed == all_sections;
  switch (now.registration) {
  case registration_status::not_started: break;
  case registration_status::incomplete:
    if (complete && fit)
      return registered{};
    break;
  case registration_status::registered:
    if (!fit)
      return suspended{};
    break;
  case registration_status::suspended:
    if (fit)
      return reinstated{};
    break;
  case registration_status::deregistered:
    if (complete)
      return fit ? agent_event{registered{}} : agent_event{reregistration_completed{}};
    break;
  }
  return std::nullopt;
}

} // namespace kod::model::agent_rules
