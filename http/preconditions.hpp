#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kod::http {

/// The versions at which `If-Match` (RFC 9110) lets an order be carried out; none: at any. A tag
/// that isn't one of ours matches no version.
std::optional<std::vector<std::uint64_t>> versions_to_match(const request&);

/// The tag of a version, for `ETag`.
std::string entity_tag(std::uint64_t version);

} // namespace kod::http
