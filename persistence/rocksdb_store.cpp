#include "persistence/rocksdb_store.hpp"

#include "model/journal.hpp"
#include "persistence/rocksdb_options.hpp"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <array>

namespace kod::persistence {

namespace {

/// By `column`; the first is the one that every RocksDB has.
const std::array<std::string, column_count> column_names{
  rocksdb::kDefaultColumnFamilyName, "journal", "history", "snapshots", "sealed", "rows", "claims"};

void require(const rocksdb::Status& status, const std::string& what) {
  if (!status.ok())
    throw model::journal_failure{what + ": " + status.ToString()};
}

rocksdb::Slice slice(std::string_view bytes) {
  return {bytes.data(), bytes.size()};
}

std::string_view view(const rocksdb::Slice& bytes) {
  return {bytes.data(), bytes.size()};
}

[[noreturn]] void refuse_second_user(const std::filesystem::path& folder) {
  throw model::journal_failure{folder.string() + " is in use by another engine"};
}

bool about_the_lock(const rocksdb::Status& status) {
  return status.IsIOError() && status.ToString().find("lock ") != std::string::npos;
}

/// Ours, and what else there is: a newer version may have more, and says so itself.
std::vector<rocksdb::ColumnFamilyDescriptor>
columns_in(const store_settings& settings, const rocksdb::DBOptions& options) {
  std::vector<std::string> names;
  rocksdb::DB::ListColumnFamilies(options, settings.folder.string(), &names)
    .PermitUncheckedError(); // None yet.
  for (const auto& name : column_names)
    if (std::ranges::find(names, name) == names.end())
      names.push_back(name);
  const auto options_of_all = column_options(settings);
  std::vector<rocksdb::ColumnFamilyDescriptor> result;
  for (const auto& name : names)
    result.emplace_back(name, options_of_all);
  return result;
}

} // namespace

rocksdb::Env& env_of(const store_settings& settings) {
  return settings.env != nullptr ? *settings.env : *rocksdb::Env::Default();
}

rocksdb_store::rocksdb_store(const store_settings& settings, access wanted)
  : folder_{settings.folder}, env_{&env_of(settings)} {
  if (wanted == access::reading)
    lock_against_writers(settings);
  try {
    open(settings, wanted);
  } catch (...) {
    if (lock_ != nullptr)
      env_->UnlockFile(lock_).PermitUncheckedError();
    throw;
  }
}

rocksdb_store::~rocksdb_store() {
  for (auto* const each : opened_)
    store_->DestroyColumnFamilyHandle(each).PermitUncheckedError();
  store_->Close().PermitUncheckedError();
  if (lock_ != nullptr)
    env_->UnlockFile(lock_).PermitUncheckedError();
}

void rocksdb_store::lock_against_writers(const store_settings& settings) {
  const auto file = (settings.folder / "LOCK").string();
  if (!env_->FileExists((settings.folder / "CURRENT").string()).ok())
    throw model::journal_failure{settings.folder.string() + " holds no store"};
  if (env_->FileExists(file).ok() && !env_->LockFile(file, &lock_).ok())
    refuse_second_user(settings.folder);
}

void rocksdb_store::open(const store_settings& settings, access wanted) {
  const auto options = options_for(settings);
  const auto columns = columns_in(settings, options);
  rocksdb::DB* opened = nullptr;
  const auto status =
    wanted == access::writing
      ? rocksdb::DB::Open(options, settings.folder.string(), columns, &opened_, &opened)
      : rocksdb::DB::OpenForReadOnly(options, settings.folder.string(), columns, &opened_, &opened);
  store_.reset(opened);
  if (about_the_lock(status))
    refuse_second_user(settings.folder);
  require(status, settings.folder.string() + " can't be opened");
  for (const auto& name : column_names)
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

std::uint64_t rocksdb_store::changes() const {
  return store_->GetLatestSequenceNumber();
}

} // namespace kod::persistence
