#include "model/concern.hpp"

namespace kod::model {

bool concerns(const referral_event& event, const referral& now, const agent_id& agent) {
  return std::visit(
    [&]<class Event>(const Event& e) {
      if constexpr (requires { e.agent; })
        return e.agent == agent;
      else if constexpr (std::is_same_v<Event, contact_shared>)
        return e.to == party{role::agent, agent.text};
      else
        return assigned_agent(now) == agent || now.ended_with == agent;
    },
    event);
}

} // namespace kod::model
