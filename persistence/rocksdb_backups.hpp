#pragma once

#include "model/backups.hpp"
#include "persistence/backup_seal.hpp"
#include "persistence/rocksdb_store.hpp"
#include "persistence/sealing.hpp"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace rocksdb {
class BackupEngine;
class BackupEngineReadOnly;
struct BackupInfo;
} // namespace rocksdb

namespace kod::persistence {

struct backup_settings {
  std::filesystem::path folder; // Made where it isn't there yet.
  std::filesystem::path data_folder;
  std::vector<std::string> beside{}; // Small files of the data folder that go along, if there.
  std::uint64_t left_free = std::uint64_t{64} << 20; // So many bytes of either disk.
  rocksdb::Env* env = nullptr;                       // Of `folder`; none: the machine's own.
};

/// Backups by RocksDB's own engine, whose folder it is but for `seals/` and `lock`:
///
///     shared_checksum/   tables, each once for all backups that hold it
///     private/NUMBER/    what one backup alone holds, the log's end among it
///     meta/NUMBER        RocksDB's list of a backup's files, with checksums
///     seals/NUMBER       ours: what it holds, written once it was read back
///
/// The log is copied as long as it is at one moment, while commits go on. How many of them are in
/// it nobody knows then: the copy is opened and asked, and that is the backup's sequence.
class rocksdb_backups : public model::backups {
public:
  rocksdb_backups(std::shared_ptr<rocksdb_store>, const sealing&, backup_settings);

  std::vector<model::backup> list() const override;
  model::backup make(model::instant at) override;
  void drop(std::uint32_t number) override;
  void stop() override;

private:
  std::unique_ptr<rocksdb::BackupEngine> open() const;
  std::unique_ptr<rocksdb::BackupEngineReadOnly> open_for_reading() const;
  model::backup make_alone(model::instant at);
  void refuse_anothers() const;
  std::uint32_t copy(rocksdb::BackupEngine&);
  backup_seal examine(rocksdb::BackupEngine&, std::uint32_t number) const;
  std::vector<file_beside> read_beside() const;
  void begin(rocksdb::BackupEngine*);

  std::shared_ptr<rocksdb_store> store_;
  std::string key_id_;
  backup_settings settings_;
  std::mutex guard_; // Of what follows.
  rocksdb::BackupEngine* running_ = nullptr;
  bool stopped_ = false;
};

} // namespace kod::persistence
