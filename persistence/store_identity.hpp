#pragma once

#include "persistence/high_water.hpp"
#include "persistence/records.hpp"
#include "persistence/rocksdb_store.hpp"
#include "persistence/sealing.hpp"

#include <filesystem>

// What the store says of itself, in its `meta` column.

namespace kod::persistence {

/// Raised whenever an older engine could no longer read what a newer one writes.
inline constexpr std::uint64_t store_format = 1;

/// The store of a data folder.
store_settings store_in(const store_settings& of_data_folder);

/// Throws `model::journal_failure` where a newer version wrote it, or it was sealed under another
/// key. Answers false where it is new and says nothing yet.
bool identify(const rocksdb_store&, const sealing&);

/// What the store held before is there still, as far as the high-water mark knows.
void require_nothing_lost(const rocksdb_store&, const std::optional<high_mark>&);

std::uint64_t starts_of(const rocksdb_store&);
chain_end verified_end(const rocksdb_store&);

/// A journal that hangs together to its end.
struct whole_journal {
  chain_end end;
  model::instant last_at{}; // Of the last batch with events.
};
/// Reads it from after `from`, which must be its beginning or the end of a part found whole. Throws
/// `model::journal_failure`.
whole_journal read_journal(const rocksdb_store&, const chain_end& from);

/// Where a folder's backup is put back, until all of it is there.
std::filesystem::path half_restored(const std::filesystem::path& data_folder);
/// Throws `model::journal_failure` where a restore didn't come to its end.
void require_no_half_restored(const store_settings& of_data_folder);

} // namespace kod::persistence
