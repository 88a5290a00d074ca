#pragma once

#include "persistence/rocksdb_store.hpp"

#include <rocksdb/options.h>

namespace kod::persistence {

/// For one writer with many small synced commits, and few, short reads.
rocksdb::DBOptions options_for(const store_settings&);
rocksdb::ColumnFamilyOptions column_options(const store_settings&);

} // namespace kod::persistence
