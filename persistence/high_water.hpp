#pragma once

#include "persistence/rocksdb_store.hpp"

#include <cstdint>
#include <memory>
#include <optional>

namespace rocksdb {
class RandomRWFile;
} // namespace rocksdb

namespace kod::persistence {

inline constexpr const char* high_water_file = "high-water";

/// How far a store had been written.
struct high_mark {
  std::uint64_t changes = 0;
  std::uint64_t sequence = 0; // Of the last event; 0 where it isn't known.
};

/// That mark, kept beside the store. A log whose last records are damaged looks like one that ends
/// before them, and the store opens without a word: this file tells the two apart. It is written
/// after the store is synced and isn't synced itself, so it may lag behind, as after a power cut,
/// but is never ahead.
class high_water {
public:
  /// Makes the file where there is none, in the data folder of the settings.
  explicit high_water(const store_settings&);
  ~high_water();

  void note(const high_mark&);

private:
  std::unique_ptr<rocksdb::RandomRWFile> file_;
};

/// What was last noted in a data folder; none where that isn't known.
std::optional<high_mark> noted_high_water(const store_settings&);

} // namespace kod::persistence
