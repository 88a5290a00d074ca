#include "persistence/rocksdb_options.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <array>
#include <cstdarg>
#include <cstdio>

namespace kod::persistence {

namespace {

constexpr std::size_t mebibyte = std::size_t{1} << 20;
constexpr std::size_t block_cache_bytes = 64 * mebibyte;
constexpr std::size_t longest_log_bytes = 256 * mebibyte; // Bounds what a start has to replay.
constexpr double bloom_bits_per_key = 10;

/// RocksDB's own log file ends the process when the disk is full.
class warnings : public rocksdb::Logger {
public:
  explicit warnings(std::function<void(std::string_view)> warn)
    : Logger{rocksdb::InfoLogLevel::WARN_LEVEL}, warn_{std::move(warn)} {}

  using Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    std::array<char, 512> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    if (warn_)
      warn_(text.data());
    else
      std::fprintf(stderr, "store: %s\n", text.data());
  }

private:
  std::function<void(std::string_view)> warn_;
};

} // namespace

rocksdb::DBOptions options_for(const store_settings& settings) {
  rocksdb::DBOptions options;
  options.env = &env_of(settings);
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  // The default would open with whatever comes before a damaged record, and say nothing.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.info_log = std::make_shared<warnings>(settings.warn);
  options.max_background_jobs = 2;
  options.max_file_opening_threads = 1; // There are few tables: more threads would cost more.
  options.max_total_wal_size = longest_log_bytes;
  options.allow_concurrent_memtable_write = false; // There is one writer.
  options.enable_write_thread_adaptive_yield = false;
  options.max_bgerror_resume_count = 0; // After a failure nothing may be written any more.
  options.file_checksum_gen_factory = rocksdb::GetFileChecksumGenCrc32cFactory();
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.skip_stats_update_on_db_open = true;
  return options;
}

rocksdb::ColumnFamilyOptions column_options(const store_settings& settings) {
  rocksdb::BlockBasedTableOptions table;
  // Each store's own: a block is known by its table, and served though the file has changed since.
  table.block_cache = rocksdb::NewLRUCache(block_cache_bytes);
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(bloom_bits_per_key));
  table.format_version = 5;
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.write_buffer_size = settings.table_bytes;
  options.max_write_buffer_number = 4;
  options.compression = rocksdb::kNoCompression; // Records are small, and sealed ones random.
  options.memtable_whole_key_filtering = true;   // Most look-ups are of ids that are new.
  options.memtable_prefix_bloom_size_ratio = 0.02;
  return options;
}

} // namespace kod::persistence
