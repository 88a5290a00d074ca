#pragma once

#include "model/store_figures.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Env;
class FileLock;
class Iterator;
class WriteBatch;
} // namespace rocksdb

namespace kod::persistence {

/// The column families, and what lies in them under which key.
enum class column : std::uint8_t {
  meta,      // `format`, `start`, `key`, `verified`; `minute/` and its end -> minute_record;
             // `outbox/` and a name -> outbox_record
  journal,   // sequence of a batch's last event -> batch_record
  history,   // entity, zero, sequence as above -> nothing
  snapshots, // entity -> snapshot_record
  sealed,    // name -> sealed content
  rows,      // the list's row -> the sequence at which it was placed
  claims,    // name -> claim
};
inline constexpr std::size_t column_count = 7;

/// Whether a damaged store may be opened without what lies behind the damage.
enum class recovery : std::uint8_t { none, point_in_time };

class folder_lock;

struct store_settings {
  std::filesystem::path folder;
  std::function<void(std::string_view)> warn;      // RocksDB's warnings; none: standard error.
  rocksdb::Env* env = nullptr;                     // None: the machine's own.
  std::size_t table_bytes = std::size_t{32} << 20; // What is gathered before a table is written.
  recovery recover = recovery::none;
  bool merge_tables = true; // In the background. Without, only what the writer does changes files.
};

rocksdb::Env& env_of(const store_settings&);

/// A RocksDB with our columns, options and manner of failing: whatever isn't as it should be
/// throws `model::journal_failure`, on reads too.
class rocksdb_store {
public:
  enum class access {
    reading,
    writing,
    settling, // A copy, of which somebody knows where it ends: writing, whatever its log ends with.
  };
  using visitor = std::function<bool(std::string_view key, std::string_view value)>;

  rocksdb_store(const store_settings&, access);
  ~rocksdb_store();
  rocksdb_store(const rocksdb_store&) = delete;
  rocksdb_store& operator=(const rocksdb_store&) = delete;

  std::optional<std::string> get(column, std::string_view key) const;

  /// In order of key, as the store is at this moment: keys that begin with `prefix`, from `from`
  /// on (inclusive), until `visit` answers false.
  void scan(column, std::string_view prefix, std::string_view from, const visitor& visit) const;

  /// The last key with its value.
  std::optional<std::pair<std::string, std::string>> last(column) const;

  /// Where reading can go on behind damage that ended a scan after the given key (empty: before
  /// the first): the first key of those that can be read from the last one backwards.
  std::optional<std::string> readable_end(column, std::string_view after) const;

  /// Written and synced on return.
  void write(rocksdb::WriteBatch&);
  rocksdb::ColumnFamilyHandle* operator[](column) const;

  /// Everything into tables, so that the next start has no log to read.
  void flush();
  /// Reads every byte of every table.
  void verify_files() const;
  /// For RocksDB's own copying.
  rocksdb::DB& database() const { return *store_; }
  rocksdb::Env* env() const { return env_; }
  /// All but the last sequence, which the journal knows.
  model::store_figures figures() const;
  /// How many changes it has seen, ever.
  std::uint64_t changes() const;

private:
  void open(const store_settings&, access);
  std::unique_ptr<rocksdb::Iterator> iterate(column) const;

  rocksdb::Env* env_;
  std::unique_ptr<folder_lock> lock_; // Of a reader: RocksDB locks only for writers.
  std::unique_ptr<rocksdb::DB> store_;
  std::vector<rocksdb::ColumnFamilyHandle*> opened_; // Also those that a newer version knows.
  std::vector<rocksdb::ColumnFamilyHandle*> columns_;
};

} // namespace kod::persistence
