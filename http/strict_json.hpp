#pragma once

#include <boost/json/value.hpp>

#include <optional>
#include <string_view>

namespace kod::http {

/// One JSON text (RFC 8259) and nothing else. Nothing where a name stands twice in an object, where
/// the text isn't UTF-8 or has half of a surrogate pair, where a number overflows, where it is
/// nested deeper than `limits::json_depth`, or something follows.
std::optional<boost::json::value> read_json(std::string_view text);

} // namespace kod::http
