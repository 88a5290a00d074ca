#pragma once

#include "http/message.hpp"

#include <optional>
#include <string_view>

namespace kod::http {

/// The token that a request brings.
struct credentials {
  std::string_view token; // Empty where its header holds something else than a bearer token.
  bool by_cookie = false;
};

/// Of `Authorization`, else of the cookie `kod_session`; nothing where there is neither.
std::optional<credentials> credentials_of(const request&);

/// The first cookie of that name.
std::optional<std::string_view> cookie_of(const request&, std::string_view name);

} // namespace kod::http
