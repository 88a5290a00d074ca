#pragma once

#include "model/ids.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>

namespace kod::model {

struct runner_up {
  agent_id agent;
  std::int64_t cost_tenths = 0;
  bool operator==(const runner_up&) const = default;
};
BOOST_DESCRIBE_STRUCT(runner_up, (), (agent, cost_tenths))

/// Why this agent: what the choice was made from, stored with the offer. Miles and costs are in
/// tenths of a mile, as they are compared.
struct choice_reasons {
  std::int64_t cost_tenths = 0;
  std::int64_t miles_tenths = 0;
  std::uint32_t misses = 0;
  std::uint32_t open = 0;
  std::uint32_t considered = 0;
  std::optional<model::runner_up> runner_up;
  bool operator==(const choice_reasons&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  choice_reasons, (), (cost_tenths, miles_tenths, misses, open, considered, runner_up))

} // namespace kod::model
