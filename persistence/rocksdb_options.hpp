#pragma once

#include "persistence/rocksdb_store.hpp"

#include <rocksdb/db.h>
#include <rocksdb/options.h>

#include <span>
#include <string>
#include <vector>

namespace kod::persistence {

/// For one writer with many small synced commits, and few, short reads.
rocksdb::DBOptions options_for(const store_settings&);
rocksdb::ColumnFamilyOptions column_options(const store_settings&);

/// Says something where RocksDB's warnings go.
void warn(const store_settings&, std::string_view);

/// By `column`.
std::span<const std::string> column_names();
/// Ours, and what else there is: a newer version may have more, and says so itself.
std::vector<rocksdb::ColumnFamilyDescriptor>
columns_in(const store_settings&, const rocksdb::DBOptions&);

} // namespace kod::persistence
