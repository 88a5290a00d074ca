#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kod::app {

/// The key within `whsec_…`: 24 to 64 bytes in base64. None: it is no such secret.
std::optional<std::string> key_of_secret(std::string_view secret);

/// The header `webhook-signature`: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
std::string webhook_signature(
  const std::string& key, std::string_view id, std::string_view timestamp, std::string_view body);

} // namespace kod::app
