#pragma once

#include "persistence/check.hpp"
#include "persistence/rocksdb_journal.hpp"
#include "tests/support/journal_course.hpp"
#include "tests/support/journal_folder.hpp"
#include "tests/support/memory_disk.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kod::tests {

/// The store's files that end so, in order of name.
inline std::vector<std::string> store_files(const disk_image& disk, const std::string& ending) {
  auto result = disk.children("/kod/journal");
  std::erase_if(result, [&](const auto& name) { return !name.ends_with(ending); });
  return result;
}

inline std::string newest_log(const disk_image& disk) {
  return store_files(disk, ".log").back();
}

/// A machine: a disk in memory, and what opens a journal on it.
class machine {
public:
  /// Its data folder is there already, from when the key was made.
  machine() : machine{with_data_folder()} {}
  explicit machine(disk_image image) : disk_{std::make_shared<memory_disk>(std::move(image))} {}

  memory_disk& disk() { return *disk_; }

  /// Tables are written often enough that a short course has some.
  persistence::store_settings settings(persistence::recovery recover = {}) {
    return {
      .folder = "/kod",
      .warn = [this](auto said) { warnings_.emplace_back(said); },
      .env = env_.get(),
      .table_bytes = 64 << 10,
      .recover = recover};
  }
  std::unique_ptr<persistence::rocksdb_journal> open(persistence::recovery recover = {}) {
    return std::make_unique<persistence::rocksdb_journal>(settings(recover), sealing());
  }
  std::unique_ptr<persistence::rocksdb_archive> open_for_reading() {
    return persistence::open_for_reading(settings(), sealing());
  }

  /// The process is killed: what it would still write isn't written.
  void kill(std::unique_ptr<persistence::rocksdb_journal> running) {
    disk_->set_fault([](const auto&) { return rocksdb::IOStatus::IOError("killed"); });
    running.reset();
    disk_->set_fault({});
  }

  /// What lies on the disk of a new machine.
  static disk_image with_data_folder() {
    disk_image result;
    result.apply({.what = disk_change::kind::make_folder, .path = "/kod"});
    result.apply({.what = disk_change::kind::sync_folder});
    return result;
  }

  const std::vector<std::string>& warnings() const { return warnings_; }

  static const persistence::sealing& sealing() {
    static const temporary_folder folder;
    static const persistence::sealing result{
      persistence::installation_key::open_or_create(folder.path())};
    return result;
  }

private:
  std::shared_ptr<memory_disk> disk_;
  std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(disk_);
  std::vector<std::string> warnings_;
};

} // namespace kod::tests
