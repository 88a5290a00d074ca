#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <memory>

namespace kod::tests {

/// The machine's disk, until it breaks: from then on no file of a store is written or synced.
class breaking_disk : public rocksdb::FileSystemWrapper {
public:
  breaking_disk() : FileSystemWrapper{rocksdb::FileSystem::Default()} {}

  static const char* kClassName() { return "breaking_disk"; }
  const char* Name() const override { return kClassName(); }

  void break_now() { *broken_ = true; }

  rocksdb::IOStatus NewWritableFile(
    const std::string& name,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* result,
    rocksdb::IODebugContext* context) override {
    std::unique_ptr<rocksdb::FSWritableFile> real;
    auto status = FileSystemWrapper::NewWritableFile(name, options, &real, context);
    if (status.ok())
      *result = std::make_unique<file>(std::move(real), broken_);
    return status;
  }

private:
  using flag = std::shared_ptr<std::atomic<bool>>;

  class file : public rocksdb::FSWritableFileOwnerWrapper {
  public:
    file(std::unique_ptr<rocksdb::FSWritableFile> real, flag broken)
      : FSWritableFileOwnerWrapper{std::move(real)}, broken_{std::move(broken)} {}

    using FSWritableFileOwnerWrapper::Append;
    rocksdb::IOStatus Append(
      const rocksdb::Slice& bytes,
      const rocksdb::IOOptions& options,
      rocksdb::IODebugContext* context) override {
      return *broken_ ? failure() : FSWritableFileOwnerWrapper::Append(bytes, options, context);
    }
    rocksdb::IOStatus
    Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* context) override {
      return *broken_ ? failure() : FSWritableFileOwnerWrapper::Sync(options, context);
    }
    rocksdb::IOStatus
    Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* context) override {
      return *broken_ ? failure() : FSWritableFileOwnerWrapper::Fsync(options, context);
    }

  private:
    static rocksdb::IOStatus failure() { return rocksdb::IOStatus::IOError("the disk broke"); }

    flag broken_;
  };

  flag broken_ = std::make_shared<std::atomic<bool>>(false);
};

} // namespace kod::tests
