#pragma once

#include "persistence/rocksdb_store.hpp"

namespace kod::persistence {

/// Keeps engines away from a store, as an open one does. Throws `model::journal_failure` where one
/// is at work.
class folder_lock {
public:
  explicit folder_lock(const store_settings& of_store);
  ~folder_lock();
  folder_lock(const folder_lock&) = delete;
  folder_lock& operator=(const folder_lock&) = delete;

private:
  rocksdb::Env& env_;
  rocksdb::FileLock* lock_ = nullptr;
};

} // namespace kod::persistence
