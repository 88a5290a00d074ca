#pragma once

#include "http/resources/exchange.hpp"
#include "model/ids.hpp"

#include <optional>
#include <string>

namespace kod::http {

/// Why offers are paused, of an agent or of a county's, and until when; none: until they are
/// resumed.
struct pause_fields {
  std::string reason;
  std::optional<model::instant> until;
};
pause_fields read_pause(const exchange&, complaints&);

/// Why they are resumed, where that was told.
std::string read_reason_to_resume(const exchange&, complaints&);

} // namespace kod::http
