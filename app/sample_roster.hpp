#pragma once

#include "app/http_client.hpp"
#include "app/sample_people.hpp"

#include <functional>
#include <string>
#include <vector>

namespace kod::app {

/// Takes the agent whose token the client has through the three sections. Throws
/// std::runtime_error where the engine refuses one.
void register_sample(http_client&, const sample_registration&);

struct roster_tokens {
  std::string operator_;
  std::function<std::string(const std::string& agent_id)> of_agent;
};

/// Makes the sample agents known and registers them, all through the API; harmless when it was
/// done before. Throws std::runtime_error where the engine refuses.
void load_sample_roster(
  http_client&, const std::vector<sample_registration>&, const roster_tokens&);

} // namespace kod::app
