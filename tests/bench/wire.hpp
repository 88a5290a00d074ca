#pragma once

#include <cstddef>
#include <netinet/in.h>
#include <string>
#include <string_view>

namespace kod::bench {

/// The first response of what has come; `size` 0: it isn't whole yet. Reads only what our own
/// server writes: the bench pays for its own work.
struct response_view {
  int status = 0;
  std::string_view body;
  std::size_t size = 0;
};
response_view read_response(std::string_view text);

/// Of an address like `127.0.0.1:8080`. Throws std::runtime_error.
sockaddr_in parse_address(const std::string&);

/// A connected socket that doesn't wait for more to send. Throws std::runtime_error.
int connect_to(const sockaddr_in&);

/// The text of a member in JSON that our own server wrote; empty where there is none.
std::string_view member(std::string_view json, std::string_view name);

} // namespace kod::bench
