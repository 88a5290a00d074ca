#include "persistence/rocksdb_backups.hpp"

#include "persistence/durable_files.hpp"
#include "persistence/store_identity.hpp"

#include <rocksdb/db.h>
#include <rocksdb/utilities/backup_engine.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <system_error>
#include <utility>

namespace kod::persistence {

namespace {

namespace fs = std::filesystem;

void succeed(const rocksdb::Status& status, const std::string& what) {
  if (!status.ok())
    throw model::backup_failure{what + ": " + status.ToString()};
}

/// Whatever goes wrong is the same to whoever asked.
template <class Step>
auto as_backup_failure(Step step) {
  try {
    return step();
  } catch (const model::backup_failure&) {
    throw;
  } catch (const std::exception& failure) {
    throw model::backup_failure{failure.what()};
  }
}

bool has_room(const fs::path& folder, std::uint64_t bytes) noexcept {
  std::error_code unknown;
  const auto space = fs::space(folder, unknown);
  return unknown || space.available > bytes;
}

model::backup described(const backup_seal& seal) {
  return {seal.number, seal.end.sequence, seal.at, seal.bytes, seal.bytes_copied};
}

/// The damaged ones are left out: whoever restores one is told what is wrong.
std::vector<backup_seal> whole_seals(const fs::path& folder) {
  std::vector<backup_seal> result;
  for (const auto number : sealed_numbers(folder))
    try {
      result.push_back(read_seal(folder, number));
    } catch (const model::backup_failure&) {
    }
  return result;
}

rocksdb::BackupInfo info_of(const rocksdb::BackupEngine& engine, std::uint32_t number) {
  rocksdb::BackupInfo result;
  succeed(engine.GetBackupInfo(number, &result, true), "reading back");
  return result;
}

/// What is there of a backup that never came to its end.
void forget_unfinished(rocksdb::BackupEngine& engine, const fs::path& folder) {
  const auto sealed = sealed_numbers(folder);
  std::vector<rocksdb::BackupInfo> there;
  engine.GetBackupInfo(&there);
  for (const auto& each : there)
    if (!std::ranges::binary_search(sealed, each.backup_id))
      succeed(engine.DeleteBackup(each.backup_id), "removing what was not finished");
}

std::set<std::string> files_in(const rocksdb::BackupEngine& engine) {
  std::vector<rocksdb::BackupInfo> there;
  engine.GetBackupInfo(&there, true);
  std::set<std::string> result;
  for (const auto& each : there)
    for (const auto& file : each.file_details)
      result.insert(file.relative_filename);
  return result;
}

/// How much of it lay there before.
std::uint64_t bytes_known(
  const rocksdb::BackupEngine& engine, std::uint32_t number, const std::set<std::string>& known) {
  std::uint64_t result = 0;
  for (const auto& file : info_of(engine, number).file_details)
    result += known.contains(file.relative_filename) ? file.size : 0;
  return result;
}

} // namespace

rocksdb_backups::rocksdb_backups(
  std::shared_ptr<rocksdb_store> store, const sealing& sealing, backup_settings settings)
  : store_{std::move(store)}, key_id_{sealing.key_id()}, settings_{std::move(settings)} {
  settings_.folder = fs::absolute(settings_.folder); // RocksDB takes no other.
}

std::unique_ptr<rocksdb::BackupEngine> rocksdb_backups::open() const {
  rocksdb::BackupEngineOptions options{settings_.folder.string(), settings_.env};
  rocksdb::BackupEngine* opened = nullptr;
  const auto status = rocksdb::BackupEngine::Open(options, store_->env(), &opened);
  std::unique_ptr<rocksdb::BackupEngine> result{opened};
  succeed(status, settings_.folder.string());
  return result;
}

std::unique_ptr<rocksdb::BackupEngineReadOnly> rocksdb_backups::open_for_reading() const {
  rocksdb::BackupEngineOptions options{settings_.folder.string(), settings_.env};
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  const auto status = rocksdb::BackupEngineReadOnly::Open(options, store_->env(), &opened);
  std::unique_ptr<rocksdb::BackupEngineReadOnly> result{opened};
  succeed(status, settings_.folder.string());
  return result;
}

std::vector<model::backup> rocksdb_backups::list() const {
  return as_backup_failure([&] {
    std::vector<model::backup> result;
    const auto seals = whole_seals(settings_.folder);
    if (seals.empty())
      return result;
    const auto engine = open_for_reading();
    for (const auto& seal : seals) // RocksDB knows whether all its files are there.
      if (rocksdb::BackupInfo info; engine->GetBackupInfo(seal.number, &info).ok())
        result.push_back(described(seal));
    return result;
  });
}

model::backup rocksdb_backups::make(model::instant at) {
  return as_backup_failure([&] {
    make_private_folder(settings_.folder);
    const file_lock alone{settings_.folder / "lock"};
    return make_alone(at);
  });
}

model::backup rocksdb_backups::make_alone(model::instant at) {
  refuse_anothers();
  const auto engine = open();
  forget_unfinished(*engine, settings_.folder);
  const auto known = files_in(*engine);
  const auto number = copy(*engine);
  try {
    auto seal = examine(*engine, number);
    seal.at = at;
    seal.bytes_copied -= bytes_known(*engine, number, known);
    write_seal(settings_.folder, seal);
    return described(seal);
  } catch (...) {
    engine->DeleteBackup(number).PermitUncheckedError();
    throw;
  }
}

/// Their numbers would run on together, and nobody could tell which key fits which.
void rocksdb_backups::refuse_anothers() const {
  for (const auto& seal : whole_seals(settings_.folder))
    if (seal.key_id != key_id_)
      throw model::backup_failure{
        settings_.folder.string() + " holds backups of another installation"};
}

void rocksdb_backups::begin(rocksdb::BackupEngine* engine) {
  const std::scoped_lock lock{guard_};
  running_ = stopped_ ? nullptr : engine;
  if (stopped_)
    throw model::backup_failure{"the engine is stopping"};
}

std::uint32_t rocksdb_backups::copy(rocksdb::BackupEngine& engine) {
  if (!has_room(settings_.folder, settings_.left_free))
    throw model::backup_failure{"there is no room in " + settings_.folder.string()};
  rocksdb::CreateBackupOptions options;
  // Tables are shared by backups, logs aren't. A disk that is nearly full is left alone.
  options.flush_before_backup = has_room(settings_.data_folder, settings_.left_free);
  std::atomic<bool> full = false;
  options.progress_callback = [&] {
    if (has_room(settings_.folder, settings_.left_free))
      return;
    full = true;
    engine.StopBackup();
  };
  begin(&engine);
  rocksdb::BackupID number = 0;
  const auto status = engine.CreateNewBackupWithMetadata(options, &store_->database(), {}, &number);
  begin(nullptr);
  if (full)
    throw model::backup_failure{"there is no room in " + settings_.folder.string()};
  succeed(status, "copying");
  return number;
}

/// Reads back every byte, and asks the copy what it holds.
backup_seal rocksdb_backups::examine(rocksdb::BackupEngine& engine, std::uint32_t number) const {
  succeed(engine.VerifyBackup(number, true), "reading back");
  const auto info = info_of(engine, number);
  const rocksdb_store copied{
    {info.name_for_open, {}, info.env_for_open.get()}, rocksdb_store::access::reading};
  backup_seal result;
  result.format = store_format;
  result.number = number;
  result.key_id = key_id_;
  result.end = read_journal(copied, verified_end(copied)).end;
  result.changes = copied.changes();
  result.bytes = result.bytes_copied = info.size;
  result.beside = read_beside();
  result.inventory = inventory_of(settings_.folder, number);
  return result;
}

std::vector<file_beside> rocksdb_backups::read_beside() const {
  std::vector<file_beside> result;
  for (const auto& name : settings_.beside)
    if (const auto file = settings_.data_folder / name; fs::exists(file))
      result.push_back({name, read_whole(file)});
  return result;
}

void rocksdb_backups::drop(std::uint32_t number) {
  as_backup_failure([&] {
    const file_lock alone{settings_.folder / "lock"};
    break_seal(settings_.folder, number); // First: what is half gone is nobody's backup.
    succeed(open()->DeleteBackup(number), "removing backup " + std::to_string(number));
  });
}

void rocksdb_backups::stop() {
  const std::scoped_lock lock{guard_};
  stopped_ = true;
  if (running_ != nullptr)
    running_->StopBackup();
}

} // namespace kod::persistence
