#include "persistence/folder_lock.hpp"

#include "model/journal.hpp"

#include <rocksdb/env.h>

namespace kod::persistence {

folder_lock::folder_lock(const store_settings& of_store) : env_{env_of(of_store)} {
  if (!env_.LockFile((of_store.folder / "LOCK").string(), &lock_).ok())
    throw model::journal_failure{of_store.folder.string() + " is in use by another engine"};
}

folder_lock::~folder_lock() {
  env_.UnlockFile(lock_).PermitUncheckedError();
}

} // namespace kod::persistence
