#pragma once

#include "http/errand.hpp"
#include "http/limits.hpp"
#include "http/message.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace kod::http {

/// What shall become of a request whose head has come.
struct admission {
  /// The answer where it isn't served. Its body is read and forgotten, if it is small.
  std::optional<response> refusal{};
  /// A longer body is answered with `too-large`, whatever the refusal.
  std::size_t body_limit = limits::json_body;
  /// Called with the whole request, body and all.
  std::function<void(request, respond)> serve{};
  http::errand errand = errand::look;
  /// The route's pattern, for the log; empty: there is no such route. It outlives the server.
  std::string_view route{};
  /// What a browser is shown in place of a problem, where that is another thing.
  std::function<response(const request&, response problem)> shown{};
};

/// What a server serves. Called on the server's thread.
using application = std::function<admission(const request& head)>;

} // namespace kod::http
