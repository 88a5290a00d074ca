#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// One request and one response, apart from the library that carries them over a socket.

namespace kod::http {

enum class method : std::uint8_t { get, head, post, put, patch, delete_, other };

using name_value = std::pair<std::string, std::string>;

struct request {
  http::method method = http::method::get;
  std::string path{};              // Percent-decoded, checked; empty where it can't be.
  std::vector<name_value> query{}; // Decoded, in order.
  std::vector<name_value> headers{};
  std::string body{};
  std::string peer{}; // The client's address, without its port.

  /// The first header of that name, whatever its case.
  std::optional<std::string_view> header(std::string_view name) const;
  std::optional<std::string_view> parameter(std::string_view name) const;
};

class event_stream;

struct response {
  unsigned status = 200;
  std::string content_type = "application/json";
  std::vector<name_value> headers{};
  std::string body{};
  std::shared_ptr<event_stream> stream{}; // Instead of a body: http/event_stream.hpp.
  std::string_view problem{};             // The code of a refusal, for the log: http/problem.hpp.
};

/// Takes the one response to a request; may be called on any thread, once.
using respond = std::function<void(response)>;

} // namespace kod::http
