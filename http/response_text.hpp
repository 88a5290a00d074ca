#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

namespace kod::http {

/// What the connection adds to a response.
struct framing {
  bool keep_alive = true;
  bool without_body = false; // The answer to HEAD: as long as it says, but not sent.
  std::string_view request_id{};
};

/// Appends the response as it goes over the wire. Every one has a date and says that it is what
/// its type says; one of no other mind isn't stored.
void append(std::string& to, const response&, const framing&);

} // namespace kod::http
