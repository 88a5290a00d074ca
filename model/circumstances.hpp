#pragma once

#include "model/party.hpp"
#include "model/settings.hpp"

#include <string>

namespace kod::model {

/// What a decision is made in, beside the state: when, in whose name, by which numbers.
struct circumstances {
  instant now{};
  party by;
  dispatch_settings settings;
  std::uint64_t start = 1; // Which start of the engine this is.
  std::string from{};      // The client's address; empty: nobody asked.
};

} // namespace kod::model
