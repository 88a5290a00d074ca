#pragma once

#include "tests/support/disk_at_work.hpp"

// What RocksDB reads and writes with, on a disk in memory. Each lives as long as the disk.

namespace kod::tests::memory_files {

using status = rocksdb::IOStatus;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::Slice;
using kind = disk_change::kind;

class sequential : public rocksdb::FSSequentialFile {
public:
  sequential(disk_at_work& disk, std::size_t file) : disk_{disk}, file_{file} {}

  status
  Read(std::size_t most, const IOOptions&, Slice* result, char* into, IODebugContext*) override {
    auto read = disk_.read(file_, at_, most, result, into);
    at_ += result->size();
    return read;
  }
  status Skip(std::uint64_t bytes) override {
    at_ += bytes;
    return status::OK();
  }

private:
  disk_at_work& disk_;
  std::size_t file_;
  std::uint64_t at_ = 0;
};

class readable : public rocksdb::FSRandomAccessFile {
public:
  readable(disk_at_work& disk, std::size_t file) : disk_{disk}, file_{file} {}

  status Read(
    std::uint64_t at,
    std::size_t most,
    const IOOptions&,
    Slice* result,
    char* into,
    IODebugContext*) const override {
    return disk_.read(file_, at, most, result, into);
  }

private:
  disk_at_work& disk_;
  std::size_t file_;
};

class writable : public rocksdb::FSWritableFile {
public:
  writable(disk_at_work& disk, std::size_t file)
    : disk_{disk}, file_{file}, size_{disk.size_of(file)} {}

  using FSWritableFile::Append;
  status Append(const Slice& bytes, const IOOptions&, IODebugContext*) override {
    auto made =
      disk_.make({.what = kind::write, .file = file_, .at = size_, .bytes = bytes.ToString()});
    size_ = disk_.size_of(file_);
    return made;
  }
  status Truncate(std::uint64_t size, const IOOptions&, IODebugContext*) override {
    if (size == size_)
      return status::OK();
    size_ = size;
    return disk_.make({.what = kind::resize, .file = file_, .at = size});
  }
  status Sync(const IOOptions&, IODebugContext*) override {
    return disk_.make({.what = kind::sync, .file = file_});
  }
  bool IsSyncThreadSafe() const override { return true; }
  status Flush(const IOOptions&, IODebugContext*) override { return status::OK(); }
  status Close(const IOOptions&, IODebugContext*) override { return status::OK(); }
  std::uint64_t GetFileSize(const IOOptions&, IODebugContext*) override { return size_; }

private:
  disk_at_work& disk_;
  std::size_t file_;
  std::uint64_t size_;
};

class changeable : public rocksdb::FSRandomRWFile {
public:
  changeable(disk_at_work& disk, std::size_t file) : disk_{disk}, file_{file} {}

  status Write(std::uint64_t at, const Slice& bytes, const IOOptions&, IODebugContext*) override {
    return disk_.make({.what = kind::write, .file = file_, .at = at, .bytes = bytes.ToString()});
  }
  status Read(
    std::uint64_t at,
    std::size_t most,
    const IOOptions&,
    Slice* result,
    char* into,
    IODebugContext*) const override {
    return disk_.read(file_, at, most, result, into);
  }
  status Sync(const IOOptions&, IODebugContext*) override {
    return disk_.make({.what = kind::sync, .file = file_});
  }
  status Flush(const IOOptions&, IODebugContext*) override { return status::OK(); }
  status Close(const IOOptions&, IODebugContext*) override { return status::OK(); }

private:
  disk_at_work& disk_;
  std::size_t file_;
};

class folder : public rocksdb::FSDirectory {
public:
  folder(disk_at_work& disk, std::string path) : disk_{disk}, path_{std::move(path)} {}

  status Fsync(const IOOptions&, IODebugContext*) override {
    return disk_.make({.what = kind::sync_folder, .path = path_});
  }

private:
  disk_at_work& disk_;
  std::string path_;
};

class lock : public rocksdb::FileLock {
public:
  explicit lock(std::string locked) : path{std::move(locked)} {}
  const std::string path;
};

} // namespace kod::tests::memory_files
