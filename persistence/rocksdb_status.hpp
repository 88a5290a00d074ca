#pragma once

#include "model/journal.hpp"

#include <rocksdb/slice.h>
#include <rocksdb/status.h>

#include <string>
#include <string_view>

namespace kod::persistence {

/// Throws model::journal_failure, saying what was tried and what RocksDB said.
inline void require(const rocksdb::Status& status, const std::string& tried) {
  if (!status.ok())
    throw model::journal_failure{tried + ": " + status.ToString()};
}

inline rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

} // namespace kod::persistence
