#pragma once

#include "model/ids.hpp"

#include <cstdint>

namespace kod::model {

/// The numbers of the rules. Each is a flag of `kod serve`; the defaults are the programme's.
struct dispatch_settings {
  duration offer_window = std::chrono::minutes{15};
  duration callback_promise = std::chrono::minutes{30};
  /// What an agent needs to call after accepting at the last moment.
  duration callback_reserve = std::chrono::minutes{5};
  std::uint32_t misses_to_deregister = 3;
  std::uint32_t max_open_per_agent = 3;
  /// Weights of the choice: what one miss and one open referral cost, in miles.
  std::uint32_t miles_per_miss = 25;
  std::uint32_t miles_per_open_referral = 10;
};

} // namespace kod::model
