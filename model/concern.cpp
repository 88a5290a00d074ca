#include "model/concern.hpp"

#include "model/overloaded.hpp"

namespace kod::model {

std::optional<agent_id> holder_after(const referral_event& event, std::optional<agent_id> before) {
  using holder = std::optional<agent_id>;
  return std::visit(
    overloaded{
      [](const offered& e) { return holder{e.agent}; },
      [](const accepted& e) { return holder{e.agent}; },
      [&](const assigned& e) { return e.number ? holder{e.agent} : before; },
      [&](const rejected& e) { return e.number ? holder{} : before; },
      [](const missed&) { return holder{}; },
      [](const withdrawn&) { return holder{}; },
      [](const released&) { return holder{}; },
      [](const completed&) { return holder{}; },
      [](const cancelled&) { return holder{}; },
      [&](const auto&) { return before; },
    },
    event);
}

bool concerns(
  const referral_event& event, const std::optional<agent_id>& before, const agent_id& agent) {
  if (before == agent)
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
