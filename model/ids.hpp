#pragma once

#include <chrono>
#include <compare>
#include <string>

namespace kod::model {

/// A moment of the engine's clock, which follows the wall clock by slewing. The model is told the
/// time and never asks for it.
using instant = std::chrono::sys_time<std::chrono::milliseconds>;
using duration = std::chrono::milliseconds;

/// Ids are distinct types, so that an agent's can't be passed for a referral's.
struct agent_id {
  std::string text;
  auto operator<=>(const agent_id&) const = default;
};
struct referral_id {
  std::string text;
  auto operator<=>(const referral_id&) const = default;
};

/// There is but one: `the_programme`.
struct programme_id {
  std::string text;
  auto operator<=>(const programme_id&) const = default;
};
inline const programme_id the_programme{"programme"};

/// A BCP 47 tag of the shipped list, without a region: `es`.
struct language {
  std::string tag;
  auto operator<=>(const language&) const = default;
};

/// Five digits of a ZIP whose place is known.
struct zip_code {
  std::string digits;
  auto operator<=>(const zip_code&) const = default;
};

} // namespace kod::model
