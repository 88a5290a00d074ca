#include "persistence/rocksdb_store.hpp"

#include "model/journal.hpp"
#include "persistence/folder_lock.hpp"
#include "persistence/rocksdb_options.hpp"
#include "persistence/rocksdb_status.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/write_batch.h>

#include <algorithm>

namespace kod::persistence {

namespace {

std::string_view view(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

bool about_the_lock(const rocksdb::Status& status) {
  return status.IsIOError() && status.ToString().find("lock ") != std::string::npos;
}

/// RocksDB blames the MANIFEST for what it meets in a table that the MANIFEST names.
std::string unreadable_tables(const store_settings& settings) {
  std::vector<std::string> names;
  env_of(settings).GetChildren(settings.folder.string(), &names).PermitUncheckedError();
  std::string result;
  for (const auto& name : names)
    if (name.ends_with(".sst")) {
      rocksdb::SstFileReader reader{{options_for(settings), column_options(settings)}};
      auto status = reader.Open((settings.folder / name).string());
      if (status.ok())
        status = reader.VerifyChecksum();
      if (!status.ok())
        result += "; journal/" + name + " can't be read: " + status.ToString();
    }
  return result;
}

std::unique_ptr<folder_lock> lock_for_reading(const store_settings& settings) {
  auto& env = env_of(settings);
  if (!env.FileExists((settings.folder / "CURRENT").string()).ok())
    throw model::journal_failure{settings.folder.string() + " holds no store"};
  if (!env.FileExists((settings.folder / "LOCK").string()).ok())
    return nullptr;
  return std::make_unique<folder_lock>(settings);
}

} // namespace

rocksdb::Env& env_of(const store_settings& settings) {
  return settings.env != nullptr ? *settings.env : *rocksdb::Env::Default();
}

rocksdb_store::rocksdb_store(const store_settings& settings, access wanted)
  : env_{&env_of(settings)} {
  if (wanted == access::reading)
    lock_ = lock_for_reading(settings);
  open(settings, wanted);
}

rocksdb_store::~rocksdb_store() {
  for (auto* const each : opened_)
    store_->DestroyColumnFamilyHandle(each).PermitUncheckedError();
  store_->Close().PermitUncheckedError();
}

void rocksdb_store::open(const store_settings& settings, access wanted) {
  auto options = options_for(settings);
  if (wanted != access::writing) // What was cut short is still there.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  const auto columns = columns_in(settings, options);
  rocksdb::DB* opened = nullptr;
  const auto status =
    wanted == access::reading
      ? rocksdb::DB::OpenForReadOnly(options, settings.folder.string(), columns, &opened_, &opened)
      : rocksdb::DB::Open(options, settings.folder.string(), columns, &opened_, &opened);
  store_.reset(opened);
  if (about_the_lock(status))
    throw model::journal_failure{settings.folder.string() + " is in use by another engine"};
  if (!status.ok())
    throw model::journal_failure{
      settings.folder.string() + " can't be opened: " + status.ToString()
      + unreadable_tables(settings)};
  for (const auto& name : column_names())
    columns_.push_back(
      *std::ranges::find_if(opened_, [&](const auto* each) { return each->GetName() == name; }));
}

rocksdb::ColumnFamilyHandle* rocksdb_store::operator[](column which) const {
  return columns_[static_cast<std::size_t>(which)];
}

std::optional<std::string> rocksdb_store::get(column which, std::string_view key) const {
  std::string value;
  const auto status = store_->Get(rocksdb::ReadOptions{}, (*this)[which], slice(key), &value);
  if (status.IsNotFound())
    return std::nullopt;
  require(status, "reading from the store");
  return value;
}

std::unique_ptr<rocksdb::Iterator> rocksdb_store::iterate(column which) const {
  return std::unique_ptr<rocksdb::Iterator>{
    store_->NewIterator(rocksdb::ReadOptions{}, (*this)[which])};
}

void rocksdb_store::scan(
  column which, std::string_view prefix, std::string_view from, const visitor& visit) const {
  const auto at = iterate(which);
  for (at->Seek(slice(std::max(prefix, from))); at->Valid(); at->Next())
    if (!view(at->key()).starts_with(prefix) || !visit(view(at->key()), view(at->value())))
      break;
  require(at->status(), "reading from the store");
}

std::optional<std::pair<std::string, std::string>> rocksdb_store::last(column which) const {
  const auto at = iterate(which);
  at->SeekToLast();
  require(at->status(), "reading from the store");
  if (!at->Valid())
    return std::nullopt;
  return std::pair{at->key().ToString(), at->value().ToString()};
}

std::optional<std::string> rocksdb_store::readable_end(column which, std::string_view after) const {
  std::optional<std::string> first;
  const auto at = iterate(which);
  for (at->SeekToLast(); at->Valid() && view(at->key()) > after; at->Prev())
    first = at->key().ToString();
  at->status().PermitUncheckedError(); // That is where it ends.
  return first;
}

void rocksdb_store::write(rocksdb::WriteBatch& batch) {
  rocksdb::WriteOptions options;
  options.sync = true;
  require(store_->Write(options, &batch), "writing to the store");
}

void rocksdb_store::flush() {
  require(store_->Flush(rocksdb::FlushOptions{}, columns_), "flushing the store");
}

void rocksdb_store::verify_files() const {
  require(store_->VerifyFileChecksums(rocksdb::ReadOptions{}), "reading the store's files");
}

model::store_figures rocksdb_store::figures() const {
  using property = rocksdb::DB::Properties;
  const auto ask = [this](const std::string& name) {
    std::uint64_t sum = 0;
    return store_->GetAggregatedIntProperty(name, &sum) ? sum : 0;
  };
  // What concerns the store as a whole each column would count again.
  const auto ask_once = [this](const std::string& name) {
    std::uint64_t value = 0;
    return store_->GetIntProperty(name, &value) ? value : 0;
  };
  return {
    .table_bytes = ask(property::kTotalSstFilesSize),
    .memory_bytes = ask(property::kCurSizeAllMemTables),
    .keys = ask(property::kEstimateNumKeys),
    .compactions = ask_once(property::kNumRunningCompactions),
    .flushes = ask_once(property::kNumRunningFlushes),
    .errors = ask_once(property::kBackgroundErrors),
    .stopped = ask_once(property::kIsWriteStopped) != 0};
}

std::uint64_t rocksdb_store::changes() const {
  return store_->GetLatestSequenceNumber();
}

} // namespace kod::persistence
