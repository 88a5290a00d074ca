#pragma once

#include "model/credentials.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// The people of `kod dev`: the agents of data/sample_agents.csv, and residents made up as they
// come. All of them are plainly synthetic.

namespace kod::app {

/// What a sample agent enters in the three sections of its registration.
struct sample_registration {
  std::string agent_id;
  boost::json::value contact;
  boost::json::value schedule;

  std::vector<std::string> languages() const;
};

/// Those of data/sample_registrations.jsonl. Throws where a line is damaged.
std::vector<sample_registration> read_registrations(std::string_view lines);

/// The sample agents' ids, in the roster's order.
std::vector<std::string> read_agent_ids(std::string_view csv);

/// The roster with its days as far from `today` as they were when it was made, in months: so most
/// credentials are valid, in any year.
std::string renewed(std::string_view csv, model::day today);

/// The ZIPs in which the sample agents live.
std::vector<std::string> read_zips(std::string_view csv);

/// The body of a request, the same one for the same number.
std::string sample_request(std::size_t number, const std::string& zip, const std::string& language);

} // namespace kod::app
