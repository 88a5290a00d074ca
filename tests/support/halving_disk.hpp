#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace kod::tests {

/// The machine's disk, on which somebody looks just when a log's record is half written. `write` is
/// called on threads of its own, once as soon as a log is read, and again as soon as the size of
/// the log that it wrote to is asked for: that record goes on when told.
class halving_disk : public rocksdb::FileSystemWrapper {
public:
  halving_disk() : FileSystemWrapper{rocksdb::FileSystem::Default()} {}

  static const char* kClassName() { return "halving_disk"; }
  const char* Name() const override { return kClassName(); }

  void write_while_somebody_looks(std::function<void()> write) { write_ = std::move(write); }
  void go_on() {
    may_go_on_.set_value();
    written_.get();
  }

  rocksdb::IOStatus NewSequentialFile(
    const std::string& name,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSSequentialFile>* result,
    rocksdb::IODebugContext* context) override {
    if (write_ && name.ends_with(".log") && !written_to_) {
      written_to_.emplace();
      std::async(std::launch::async, write_).get();
    }
    return FileSystemWrapper::NewSequentialFile(name, options, result, context);
  }

  rocksdb::IOStatus GetFileSize(
    const std::string& name,
    const rocksdb::IOOptions& options,
    std::uint64_t* size,
    rocksdb::IODebugContext* context) override {
    if (write_ && written_to_ == name) {
      cut_next_ = true;
      written_ = std::async(std::launch::async, std::exchange(write_, {}));
      half_written_.get_future().wait();
    }
    return FileSystemWrapper::GetFileSize(name, options, size, context);
  }

  rocksdb::IOStatus NewWritableFile(
    const std::string& name,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* result,
    rocksdb::IODebugContext* context) override {
    std::unique_ptr<rocksdb::FSWritableFile> real;
    auto status = FileSystemWrapper::NewWritableFile(name, options, &real, context);
    if (status.ok())
      *result = std::make_unique<file>(std::move(real), name, *this);
    return status;
  }

private:
  class file : public rocksdb::FSWritableFileOwnerWrapper {
  public:
    file(std::unique_ptr<rocksdb::FSWritableFile> real, std::string name, halving_disk& disk)
      : FSWritableFileOwnerWrapper{std::move(real)}, name_{std::move(name)}, disk_{disk} {}

    using FSWritableFileOwnerWrapper::Append;
    rocksdb::IOStatus Append(
      const rocksdb::Slice& bytes,
      const rocksdb::IOOptions& options,
      rocksdb::IODebugContext* context) override {
      if (disk_.written_to_ && name_.ends_with(".log")) // Tables are written by other threads.
        disk_.written_to_ = name_;
      if (!disk_.cut_next_.exchange(false))
        return FSWritableFileOwnerWrapper::Append(bytes, options, context);
      const auto half = bytes.size() / 2;
      auto status = FSWritableFileOwnerWrapper::Append({bytes.data(), half}, options, context);
      disk_.half_written_.set_value();
      disk_.may_go_on_.get_future().wait();
      if (status.ok())
        status = FSWritableFileOwnerWrapper::Append(
          {bytes.data() + half, bytes.size() - half}, options, context);
      return status;
    }

  private:
    std::string name_;
    halving_disk& disk_;
  };

  std::function<void()> write_;
  std::optional<std::string> written_to_; // Each of two threads waits for the other.
  std::atomic<bool> cut_next_ = false;
  std::promise<void> half_written_;
  std::promise<void> may_go_on_;
  std::future<void> written_;
};

} // namespace kod::tests
