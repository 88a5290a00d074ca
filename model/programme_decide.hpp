#pragma once

#include "model/journal.hpp"

#include <string>
#include <vector>

namespace kod::model {

/// An operator's order; the reason may be empty.
struct set_programme {
  programme_setting to;
  std::string reason;
};

struct programme_change {
  std::vector<programme_event> events; // None: it is so already.
  std::vector<sealed_write> sealed;
};

/// `stored`: whether anything was set before; else what holds comes from the settings of a start.
programme_change decide(const programme&, bool stored, const set_programme&);

} // namespace kod::model
