#pragma once

#include "model/circumstances.hpp"
#include "model/journal.hpp"
#include "model/rejection.hpp"

#include <boost/system/result.hpp>

#include <string>
#include <variant>
#include <vector>

namespace kod::model {

// An operator's orders. Reasons are sealed; but for a pause they may be empty.

struct set_programme {
  programme_setting to;
  std::string reason;
};
/// No new offers to the agents of a county, until then or until it is taken back.
struct pause_county {
  std::string county;
  std::string reason;
  std::optional<instant> until;
};
struct resume_county {
  std::string county;
  std::string reason;
};
using programme_command = std::variant<set_programme, pause_county, resume_county>;

struct programme_change {
  std::vector<programme_event> events; // None: it is so already.
  std::vector<sealed_write> sealed;
};
using programme_decision = boost::system::result<programme_change, rejection>;

/// Of what is stored.
programme_decision decide(const programme&, const programme_command&, instant now);

} // namespace kod::model
