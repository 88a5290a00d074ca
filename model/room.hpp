#pragma once

#include <cstdint>
#include <functional>
#include <optional>

// Room on the disk: how much is left, and from when on nothing new is taken.

namespace kod::model {

/// What may still be written where the data folder lies, in bytes; none: it can't be told now.
using free_space = std::function<std::optional<std::uint64_t>()>;

/// As it was last looked at. While it is full nothing is taken that nobody waits for yet: what is
/// left belongs to those who do, whose accepts and completions are stored too.
struct room {
  std::uint64_t free_bytes = 0;
  std::uint64_t floor_bytes = 0; // 0: it is never full.
  bool full = false;
  bool operator==(const room&) const = default;
};

/// Where it opens again: a tenth above the floor. At the floor itself a log that is deleted and one
/// that begins would open and close it all day.
std::uint64_t opens_at(std::uint64_t floor_bytes);

/// The room once this much is free.
room look_at(const room& before, std::uint64_t free_bytes);

} // namespace kod::model
