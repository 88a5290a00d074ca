#include "model/concern.hpp"

#include "model/overloaded.hpp"

namespace kod::model {

namespace {

standing held_by(const agent_id& agent) {
  return {.holder = agent, .listed = false};
}

} // namespace

standing standing_of(const referral& now) {
  return {
    .holder = now.tenure ? std::optional{now.tenure->agent} : std::nullopt,
    .listed = listed_as_mass(now)};
}

standing standing_after(const referral_event& event, standing before) {
  const standing nobodys{.holder = {}, .listed = before.listed};
  return std::visit(
    overloaded{
      [](const offered& e) { return held_by(e.agent); },
      [](const accepted& e) { return held_by(e.agent); },
      [&](const assigned& e) {
        return e.number ? held_by(e.agent) : standing{.holder = before.holder, .listed = false};
      },
      [&](const rejected& e) { return e.number ? nobodys : before; },
      [&](const missed&) { return nobodys; },
      [&](const withdrawn&) { return nobodys; },
      [](const released&) { return standing{}; },
      [](const completed&) { return standing{}; },
      [](const cancelled&) { return standing{}; },
      [&](const made_mass&) { return standing{.holder = before.holder, .listed = true}; },
      [&](const auto&) { return before; },
    },
    event);
}

std::optional<standing> standing_known_before(const referral_event& event) {
  const bool new_or_nobodys = std::holds_alternative<requested>(event)
                              || std::holds_alternative<offered>(event)
                              || std::holds_alternative<made_mass>(event);
  return new_or_nobodys ? std::optional{standing{}} : std::nullopt;
}

bool concerns(
  const referral_event& event,
  const std::optional<agent_id>& holder_before,
  const agent_id& agent) {
  if (holder_before == agent)
    return true;
  return std::visit(
    [&]<class Event>(const Event& e) {
      if constexpr (requires { e.agent; })
        return e.agent == agent;
      else if constexpr (std::is_same_v<Event, contact_shared>)
        return e.to == party{role::agent, agent.text};
      else
        return false;
    },
    event);
}

} // namespace kod::model
