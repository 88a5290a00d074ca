#pragma once

#include "http/resources/exchange.hpp"

namespace kod::http {

/// A 200 with the agent's profile.
response profile(const services&, const model::agent_view&);
then<model::agent_view> profile_answer(const exchange&);

/// Gives the agent an order and answers its profile; or refuses the fields, if the agent is there.
void order_of_agent(
  const exchange&, const model::agent_id&, const complaints&, model::agent_command);

} // namespace kod::http
