#pragma once

#include "tests/support/memory_disk_files.hpp"

#include <rocksdb/env.h>

#include <memory>

namespace kod::tests {

/// A disk in memory under RocksDB, which keeps account of all that was changed: so a power cut
/// after each single change can be looked at, and each change can be made to fail. Safe to use
/// from any thread. It outlives what is opened on it, and the `rocksdb::Env` made of it with
/// `rocksdb::NewCompositeEnv`.
class memory_disk : public rocksdb::FileSystem {
  using status = rocksdb::IOStatus;
  using context = rocksdb::IODebugContext;
  using io_options = rocksdb::IOOptions;
  using file_options = rocksdb::FileOptions;
  using path = std::string;
  using kind = disk_change::kind;

public:
  using changes = disk_at_work::changes;

  memory_disk() = default;
  explicit memory_disk(disk_image image) : disk_{std::move(image)} {}

  /// What lies there now, as an engine that was killed would leave it.
  disk_image image() const {
    return disk_.look([](const auto& image) { return image; });
  }
  /// Everything that was done to what lay there first, in order.
  changes made() const { return disk_.made(); }
  std::size_t count_made() const { return disk_.count_made(); }
  void set_fault(disk_at_work::fault next) { disk_.set_fault(std::move(next)); }
  /// How many bytes all files may have. What doesn't fit is cut off where the room ends, and fails.
  void set_room(std::uint64_t bytes) { disk_.set_room(bytes); }

  static const char* kClassName() { return "memory_disk"; }
  const char* Name() const override { return kClassName(); }

  status NewSequentialFile(
    const path& name,
    const file_options&,
    std::unique_ptr<rocksdb::FSSequentialFile>* result,
    context*) override {
    return open<memory_files::sequential>(name, result);
  }
  status NewRandomAccessFile(
    const path& name,
    const file_options&,
    std::unique_ptr<rocksdb::FSRandomAccessFile>* result,
    context*) override {
    return open<memory_files::readable>(name, result);
  }
  status NewWritableFile(
    const path& name,
    const file_options&,
    std::unique_ptr<rocksdb::FSWritableFile>* result,
    context*) override {
    if (disk_.find(name))
      if (auto removed = disk_.make({.what = kind::remove, .path = name}); !removed.ok())
        return removed;
    auto made = disk_.make({.what = kind::make_file, .path = name});
    return made.ok() ? open<memory_files::writable>(name, result) : std::move(made);
  }
  status ReopenWritableFile(
    const path& name,
    const file_options&,
    std::unique_ptr<rocksdb::FSWritableFile>* result,
    context*) override {
    return open<memory_files::writable>(name, result);
  }
  status NewRandomRWFile(
    const path& name,
    const file_options&,
    std::unique_ptr<rocksdb::FSRandomRWFile>* result,
    context*) override {
    return open<memory_files::changeable>(name, result);
  }
  status NewDirectory(
    const path& name,
    const io_options&,
    std::unique_ptr<rocksdb::FSDirectory>* result,
    context*) override {
    *result = std::make_unique<memory_files::folder>(disk_, name);
    return status::OK();
  }

  status FileExists(const path& name, const io_options&, context*) override {
    return there(name) ? status::OK() : status::NotFound(name);
  }
  status GetChildren(
    const path& name, const io_options&, std::vector<std::string>* result, context*) override {
    *result =
      disk_.look([&](const auto& image) { return image.children(disk_at_work::tidy(name)); });
    return there(name) ? status::OK() : status::NotFound(name);
  }
  status IsDirectory(const path& name, const io_options&, bool* result, context*) override {
    *result =
      disk_.look([&](const auto& image) { return image.is_folder(disk_at_work::tidy(name)); });
    return there(name) ? status::OK() : status::NotFound(name);
  }
  status
  GetFileSize(const path& name, const io_options&, std::uint64_t* result, context*) override {
    const auto found = disk_.find(name);
    *result = found ? disk_.size_of(*found) : 0;
    return found ? status::OK() : missing(name);
  }
  status GetFileModificationTime(
    const path& name, const io_options&, std::uint64_t* result, context*) override {
    *result = 0;
    return there(name) ? status::OK() : missing(name);
  }
  status GetFreeSpace(const path&, const io_options&, std::uint64_t* result, context*) override {
    *result = disk_.room_left();
    return status::OK();
  }
  status
  GetAbsolutePath(const path& name, const io_options&, std::string* result, context*) override {
    *result = name;
    return status::OK();
  }
  status GetTestDirectory(const io_options&, std::string* result, context*) override {
    *result = "/test";
    return status::OK();
  }

  status DeleteFile(const path& name, const io_options&, context*) override {
    return there(name) ? disk_.make({.what = kind::remove, .path = name}) : missing(name);
  }
  status CreateDir(const path& name, const io_options&, context*) override {
    return disk_.make({.what = kind::make_folder, .path = name});
  }
  status CreateDirIfMissing(const path& name, const io_options& options, context* why) override {
    return there(name) ? status::OK() : CreateDir(name, options, why);
  }
  status DeleteDir(const path& name, const io_options& options, context* why) override {
    return DeleteFile(name, options, why);
  }
  status RenameFile(const path& from, const path& to, const io_options&, context*) override {
    return there(from) ? disk_.make({.what = kind::rename, .path = from, .to = to}) : missing(from);
  }
  status LinkFile(const path& from, const path& to, const io_options&, context*) override {
    const auto found = disk_.find(from);
    return found ? disk_.make({.what = kind::link, .path = to, .file = *found}) : missing(from);
  }

  status
  LockFile(const path& name, const io_options&, rocksdb::FileLock** result, context*) override {
    if (!disk_.lock(name))
      return status::IOError("lock " + name, "already held");
    *result = new memory_files::lock{name};
    return there(name) ? status::OK() : disk_.make({.what = kind::make_file, .path = name});
  }
  status UnlockFile(rocksdb::FileLock* held, const io_options&, context*) override {
    const std::unique_ptr<memory_files::lock> mine{static_cast<memory_files::lock*>(held)};
    disk_.unlock(mine->path);
    return status::OK();
  }

private:
  static status missing(const path& name) { return status::PathNotFound(name, "no such file"); }
  bool there(const path& name) const {
    return disk_.look([&](const auto& image) { return image.exists(disk_at_work::tidy(name)); });
  }
  template <class File, class Kind>
  status open(const path& name, std::unique_ptr<Kind>* result) {
    const auto found = disk_.find(name);
    if (!found)
      return missing(name);
    *result = std::make_unique<File>(disk_, *found);
    return status::OK();
  }

  disk_at_work disk_;
};

} // namespace kod::tests
