#pragma once

#include "model/ids.hpp"

#include <boost/describe/class.hpp>

#include <optional>

namespace kod::model {

/// No new offers, by an operator's hand; without an end until an operator takes it back.
struct offers_pause {
  instant since{};
  std::optional<instant> until;
  bool operator==(const offers_pause&) const = default;
};
BOOST_DESCRIBE_STRUCT(offers_pause, (), (since, until))

/// None: there is none, or its time has passed.
inline std::optional<offers_pause> holding(const std::optional<offers_pause>& pause, instant at) {
  return pause && (!pause->until || at < *pause->until) ? pause : std::nullopt;
}

} // namespace kod::model
