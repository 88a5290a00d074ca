#pragma once

#include "actors/interfaces.hpp"
#include "http/errand.hpp"
#include "http/message.hpp"

#include <boost/json/value.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kod::http {

/// Who calls: by token, or nobody in particular.
struct caller {
  model::party who; // A resident's id is the referral's; empty where there was no token.
  bool anonymous = true;
};

/// A request that has passed all checks up to its media type and JSON.
struct call {
  http::request request;
  std::map<std::string, std::string> path; // `{id}` by its name.
  http::caller caller;
  boost::json::value body;      // Null where there was none.
  std::vector<name_value> form; // A form's fields, in their order.
};

/// A stream of Server-Sent Events instead of a single response: see http/event_stream.hpp.
using handler = std::function<void(std::shared_ptr<const call>, respond)>;

/// Who may call, beside operators where they are named.
enum class access : std::uint8_t { anybody, resident, agent, operator_, intake };

enum class body_kind : std::uint8_t {
  none,     // Ignored.
  optional, // JSON, or nothing.
  json,     // JSON; an empty one is `not-json`.
  csv,      // Text, up to 32 MiB.
  form,     // What a browser's form sends without JavaScript: `form` of the call.
};

struct route {
  http::method method = http::method::get;
  std::string pattern; // `/v1/referrals/{id}/accept`
  std::vector<access> allowed;
  body_kind body = body_kind::none;
  bool rated = false;                   // Counts against the public rate of its address.
  std::optional<http::errand> errand{}; // None: what looks is a look, all else an order.
  http::handler handler;
  /// The last parameter takes the rest of the path, slashes and all.
  bool takes_rest = false;
  /// What a browser is shown in place of a problem, where that is another thing.
  std::function<response(const request&, response problem)> refusal = {};
};

} // namespace kod::http
