#include "persistence/rocksdb_options.hpp"

#include "persistence/open_files.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/file_checksum.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>

namespace kod::persistence {

namespace {

/// The first is the one that every RocksDB has.
const std::array<std::string, column_count> names_of_columns{
  rocksdb::kDefaultColumnFamilyName, "journal", "history", "snapshots", "sealed", "rows", "claims"};

constexpr std::size_t mebibyte = std::size_t{1} << 20;
constexpr std::size_t block_cache_bytes = 64 * mebibyte;
constexpr std::size_t longest_log_bytes = 256 * mebibyte; // Bounds what a start has to replay.
constexpr double bloom_bits_per_key = 10;

/// RocksDB's own log file ends the process when the disk is full.
class warnings : public rocksdb::Logger {
public:
  explicit warnings(const store_settings& settings)
    : Logger{rocksdb::InfoLogLevel::WARN_LEVEL}, settings_{settings} {}

  using Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    if (std::string_view{format}.find("File Deletions") != std::string_view::npos)
      return; // Each backup says so twice: it holds on to the files that it copies.
    std::array<char, 512> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    warn(settings_, text.data());
  }

private:
  store_settings settings_;
};

} // namespace

void warn(const store_settings& settings, std::string_view text) {
  if (settings.warn)
    settings.warn(text);
  else
    std::fprintf(stderr, "store: %.*s\n", static_cast<int>(text.size()), text.data());
}

rocksdb::DBOptions options_for(const store_settings& settings) {
  rocksdb::DBOptions options;
  options.env = &env_of(settings);
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  // The default opens with whatever comes before a damaged record and says nothing. What a crash
  // cut short was taken away before.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kAbsoluteConsistency;
  options.atomic_flush = true; // So that the tables of all columns are of one moment.
  options.info_log = std::make_shared<warnings>(settings);
  options.max_open_files = static_cast<int>(most_open_files);
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
  options.disable_auto_compactions = !settings.merge_tables;
  options.max_write_buffer_number = 4;
  options.compression = rocksdb::kNoCompression; // Records are small, and sealed ones random.
  options.memtable_whole_key_filtering = true;   // Most look-ups are of ids that are new.
  options.memtable_prefix_bloom_size_ratio = 0.02;
  return options;
}

std::span<const std::string> column_names() {
  return names_of_columns;
}

std::vector<rocksdb::ColumnFamilyDescriptor>
columns_in(const store_settings& settings, const rocksdb::DBOptions& options) {
  std::vector<std::string> names;
  rocksdb::DB::ListColumnFamilies(options, settings.folder.string(), &names)
    .PermitUncheckedError(); // None yet.
  for (const auto& name : names_of_columns)
    if (std::ranges::find(names, name) == names.end())
      names.push_back(name);
  const auto options_of_all = column_options(settings);
  std::vector<rocksdb::ColumnFamilyDescriptor> result;
  for (const auto& name : names)
    result.emplace_back(name, options_of_all);
  return result;
}

} // namespace kod::persistence
