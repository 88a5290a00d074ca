#include "persistence/restore.hpp"

#include "persistence/durable_files.hpp"
#include "persistence/high_water.hpp"
#include "persistence/store_identity.hpp"

#include <rocksdb/env.h>
#include <rocksdb/utilities/backup_engine.h>

#include <algorithm>
#include <array>
#include <memory>

namespace kod::persistence {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view lock_name = "restore.lock";
constexpr std::string_view key_name_in_folder = "installation.key";

using opened_backups = std::unique_ptr<rocksdb::BackupEngineReadOnly>;

opened_backups open(const fs::path& folder) {
  const rocksdb::BackupEngineOptions options{fs::absolute(folder).string()};
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  const auto status =
    rocksdb::BackupEngineReadOnly::Open(options, rocksdb::Env::Default(), &opened);
  opened_backups result{opened};
  if (!status.ok())
    throw model::backup_failure{folder.string() + ": " + status.ToString()};
  return result;
}

void require_whole(const rocksdb::Status& status, std::uint32_t number) {
  if (!status.ok())
    throw model::backup_failure{
      "backup " + std::to_string(number) + " is damaged: " + status.ToString()};
}

/// A restore that ended too early left what lies there; else only what doesn't count may.
void require_empty(const fs::path& folder) {
  if (!fs::exists(folder))
    return;
  if (fs::exists(half_restored(folder)) && !fs::exists(folder / "journal"))
    return;
  static constexpr std::array<std::string_view, 3> no_matter{
    key_name_in_folder, lock_name, "lost+found"};
  for (const auto& each : fs::directory_iterator{folder})
    if (std::ranges::find(no_matter, each.path().filename().string()) == no_matter.end())
      throw model::backup_failure{
        folder.string() + " is not empty: a backup is put back into an empty folder only"};
}

void clear(const fs::path& folder, const backup_seal& seal) {
  if (!fs::exists(half_restored(folder)))
    return;
  for (const auto& each : seal.beside)
    fs::remove(folder / each.name);
  fs::remove(folder / high_water_file);
  fs::remove_all(half_restored(folder)); // Last: its being there is what allows the rest.
}

/// Opens the copy, which takes the log in, and sees that it is what the seal says. The log may end
/// within a change that was being written when it was copied. Answers its changes.
std::uint64_t settle(const fs::path& copied, const backup_seal& seal) {
  rocksdb_store store{{copied, {}, nullptr}, rocksdb_store::access::settling};
  store.flush();
  if (const auto end = read_journal(store, {}).end; end != seal.end)
    throw model::backup_failure{
      "backup " + std::to_string(seal.number) + " is damaged: it ends with event "
      + std::to_string(end.sequence) + " instead of " + std::to_string(seal.end.sequence)};
  if (store.changes() != seal.changes)
    throw model::backup_failure{
      "backup " + std::to_string(seal.number) + " is damaged: of " + std::to_string(seal.changes)
      + " changes it has " + std::to_string(store.changes())};
  return store.changes();
}

void put_back(const restore_order& order, const backup_seal& seal) {
  const auto copied = half_restored(order.to);
  make_private_folder(copied);
  sync_folder(order.to);
  require_whole(
    open(order.from)->RestoreDBFromBackup(seal.number, copied.string(), copied.string()),
    seal.number);
  const auto changes = settle(copied, seal);
  high_water{{order.to, {}, nullptr}}.note({changes, seal.end.sequence});
  for (const auto& each : seal.beside)
    write_durably(order.to / each.name, each.contents);
  sync_disk(order.to);
  fs::rename(copied, order.to / "journal");
  sync_folder(order.to);
}

} // namespace

backup_seal examine_backup(const restore_order& order) {
  require_empty(order.to);
  const auto numbers = sealed_numbers(order.from);
  if (numbers.empty())
    throw model::backup_failure{order.from.string() + " holds no backup"};
  auto seal = read_seal(order.from, order.number.value_or(numbers.back()));
  if (seal.format > store_format)
    throw model::backup_failure{"a newer version made backup " + std::to_string(seal.number)};
  require_whole(open(order.from)->VerifyBackup(seal.number, true), seal.number);
  return seal;
}

void restore(const restore_order& order, const backup_seal& seal) {
  make_private_folder(order.to);
  const auto lock = order.to / lock_name;
  const file_lock alone{lock};
  require_empty(order.to);
  clear(order.to, seal);
  try {
    put_back(order, seal);
  } catch (...) {
    clear(order.to, seal);
    fs::remove(lock);
    throw;
  }
  fs::remove(lock);
}

} // namespace kod::persistence
