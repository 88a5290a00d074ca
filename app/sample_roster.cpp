#include "app/sample_roster.hpp"

#include "app/connection.hpp"
#include "app/embedded.hpp"
#include "app/progress.hpp"

#include <boost/json/serialize.hpp>

#include <chrono>
#include <stdexcept>

namespace kod::app {

namespace {

void require_ok(const http_answer& answer) {
  if (answer.status != 200)
    throw std::runtime_error{"the sample roster was refused: " + detail_of(answer)};
}

} // namespace

void register_sample(http_client& engine, const sample_registration& sample) {
  const std::string sections = "/v1/agents/me/registration/";
  require_ok(
    engine.send("PUT", sections + "agreement", R"({"agreed":true,"terms_version":"sample"})"));
  require_ok(engine.send("PUT", sections + "contact", boost::json::serialize(sample.contact)));
  require_ok(engine.send("PUT", sections + "schedule", boost::json::serialize(sample.schedule)));
}

void load_sample_roster(
  http_client& engine,
  const std::vector<sample_registration>& samples,
  const roster_tokens& tokens) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const auto roster = renewed(sample_agents(), today);
  require_ok(engine.as(tokens.operator_).send_csv("/v1/agents/import", roster));
  progress shown{"sample agents"};
  std::uint64_t registered = 0;
  for (const auto& each : samples) {
    register_sample(engine.as(tokens.of_agent(each.agent_id)), each);
    shown.show(++registered, samples.size());
  }
}

} // namespace kod::app
