#pragma once

#include "model/agent_commands.hpp"

// INTERNAL to the model: one function for each command. `decide` visits them.

namespace kod::model::agent_rules {

// What the exchange knows of it: agent_supply.cpp.
agent_decision answer(const agent&, const create_agent&, const circumstances&);
agent_decision answer(const agent&, const supply_agent&, const circumstances&);
agent_decision answer(const agent&, const patch_credentials&, const circumstances&);

// What the agent's own hand or time brings: agent_decide.cpp.
agent_decision answer(const agent&, const set_override&, const circumstances&);
agent_decision answer(const agent&, const notice_time&, const circumstances&);
agent_decision answer(const agent&, const restart_agent&, const circumstances&);

// The three sections, and the way out: agent_registration.cpp.
agent_decision answer(const agent&, const agree&, const circumstances&);
agent_decision answer(const agent&, const save_contact&, const circumstances&);
agent_decision answer(const agent&, const save_schedule&, const circumstances&);
agent_decision deregister(const agent&, std::uint64_t version, const deregister_agent&);

// An operator's pause: agent_pause.cpp.
agent_decision
pause(const agent&, std::uint64_t version, const pause_offers&, const circumstances&);
agent_decision
resume(const agent&, std::uint64_t version, const resume_offers&, const circumstances&);

agent_decision answer(const agent&, const follow_county&, const circumstances&);

/// Seals an operator's reason as the text of the commit after `version`, and answers its number;
/// 0: there is none.
std::uint32_t
seal_reason(agent_change&, const agent&, std::uint64_t version, const std::string& reason);

/// The step of the registration that what is now so brings by itself.
std::optional<agent_event> registration_step(const agent&, instant now);

} // namespace kod::model::agent_rules
