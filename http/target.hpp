#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kod::http {

/// What a request's target says, decoded.
struct target {
  /// Empty where no route can be meant: a segment that isn't UTF-8, is `.` or `..`, or holds a
  /// slash or a control character once it is decoded.
  std::string path;
  /// What can't be decoded reads U+FFFD, which no parameter takes.
  std::vector<name_value> query;
};

/// `/path?query`, also behind a scheme and an authority.
target read_target(std::string_view);

/// `name=value&name=value`, as queries and forms are sent.
std::vector<name_value> read_query(std::string_view);

} // namespace kod::http
