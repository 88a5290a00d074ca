#pragma once

#include "persistence/descriptor.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace kod::persistence {

/// How far the store had been written, kept beside it. A log whose last records are damaged looks
/// like one that ends before them, and the store opens without a word: this file tells the two
/// apart. It is written after the store is synced and isn't synced itself, so it may lag behind,
/// as after a power cut, but is never ahead.
class high_water {
public:
  explicit high_water(const std::filesystem::path& folder);

  /// How many changes there were when it was last noted; none where it isn't known.
  std::optional<std::uint64_t> noted() const;
  void note(std::uint64_t changes) const;

private:
  descriptor file_;
};

/// The same for a folder that nothing is written to.
std::optional<std::uint64_t> noted_high_water(const std::filesystem::path& folder);

} // namespace kod::persistence
