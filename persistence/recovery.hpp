#pragma once

#include "persistence/rocksdb_store.hpp"
#include "persistence/sealing.hpp"

#include <cstdint>
#include <string>

namespace kod::persistence {

/// What was given up at somebody's explicit wish.
struct given_up {
  bool anything = false;
  std::string where;                // In which file the damage lay, and where the originals lie.
  std::uint64_t commits_behind = 0; // That could still have been read.
  std::uint64_t last_sequence = 0;  // Of the last event known to have been there; 0: unknown.
};

/// Makes a data folder's store ready to be opened: takes away what a crash cut short and nobody was
/// answered for. Throws `model::journal_failure` where something that was answered is damaged or
/// missing, having changed nothing; unless `settings.recover` says to give that up, in which case
/// it is put aside into a folder `dropped-N` of the data folder.
given_up make_ready(const store_settings& of_data_folder, const sealing&);

/// The same look for whoever only reads: throws where something is damaged.
void require_whole(const store_settings& of_data_folder);

} // namespace kod::persistence
