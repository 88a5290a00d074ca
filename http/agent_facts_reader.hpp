#pragma once

#include "http/json_reader.hpp"
#include "model/agent_commands.hpp"

namespace kod::http {

/// What the exchange says of an agent, apart from its id; the credentials may be left out.
model::agent_facts read_agent_facts(json_reader&, const model::atlas&, model::instant now);

/// A JSON merge patch of an agent's credentials: null takes one away, absent leaves it.
model::patch_credentials
read_credentials_patch(const boost::json::value&, complaints&, model::instant now);

/// A day on which something has happened already, wherever the agent is.
struct past_day {
  model::instant now;
  parsed<model::day> operator()(std::string_view) const;
};

} // namespace kod::http
