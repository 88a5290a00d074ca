#pragma once

#include "http/message.hpp"

#include <cstdint>

namespace kod::http {

/// What asked, by what its browser says of it.
enum class asker : std::uint8_t {
  own_page,
  foreign_page, // Another site's: what it asks for with our cookie may not be its person's wish.
  no_browser,   // Nothing is said; every browser says it of what is posted.
};
asker asker_of(const request&);

/// Whether the request can't change anything.
bool only_looks(const request&);

} // namespace kod::http
