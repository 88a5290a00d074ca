#pragma once

#include "actors/interfaces.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kod::http {

/// A cursor as clients get it: opaque, of letters, digits, `-` and `_`, so that it stands in a
/// query as it is.
std::string to_text(const actors::list_cursor&);

/// Nothing where `to_text` didn't make it. That the list knows such a place is the directory's to
/// say.
std::optional<actors::list_cursor> read_cursor(std::string_view);

} // namespace kod::http
