#pragma once

#include "tests/bench/closed_loop.hpp"

#include <atomic>
#include <random>
#include <string>
#include <vector>

// The load that is measured: agents and requests spread over the United States by population, all
// agents speaking English and some another language.

namespace kod::bench {

struct server_access {
  std::string address; // `127.0.0.1:8080`
  std::string operator_token;
  std::string intake_token;
  std::vector<std::string> agent_tokens; // By the agent's number.
};

/// Draws ZIPs by population and languages by share, the same ones in each run.
class population {
public:
  /// Takes the text of data/us_zcta.tsv.
  explicit population(std::string_view table);

  std::string draw_zip();
  std::string draw_language(); // Of a resident.
  std::string draw_spoken();   // Of an agent, as a JSON list.

private:
  std::mt19937 random_{20131001};
  std::vector<std::string> zips_;
  std::discrete_distribution<std::size_t> by_population_;
};

std::string agent_name(std::size_t number); // Its id: `bench-00042`.

/// The CSV file that makes so many agents known.
std::string roster_csv(population&, std::size_t agents);

/// Bytes of one request to the server.
std::string request_bytes(
  std::string_view method, std::string_view path, std::string_view token, std::string_view json);

/// Takes the agents that are left through the three sections of their registration.
std::unique_ptr<client>
registering_client(const server_access&, population&, std::size_t& next, std::size_t agents);

/// What all clients have come to.
struct tally {
  std::size_t requests = 0;              // Answered 201.
  std::size_t cycles = 0;                // Submitted, accepted, completed: each answered 2xx.
  std::size_t looks = 0;                 // At whom it was offered to.
  std::size_t refused = 0;               // Any other answer.
  std::size_t accepts_refused = 0;       // Not for the referral's sake: 5xx.
  std::vector<std::uint32_t> accepts_us; // How long each accept took, whatever it was told.
};

/// Submits one request after the other.
std::unique_ptr<client> posting_client(const server_access&, population&, tally&);

/// Submits a request, sees who it was offered to, accepts and completes it as that agent.
std::unique_ptr<client> cycling_client(const server_access&, population&, tally&);

} // namespace kod::bench
