#pragma once

#include "model/backups.hpp"
#include "persistence/records.hpp"

#include <boost/describe/class.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kod::persistence {

/// A small file of the data folder that goes along with the store.
struct file_beside {
  std::string name;
  std::string contents;
};
BOOST_DESCRIBE_STRUCT(file_beside, (), (name, contents))

/// What is put beside a backup once it was read back and found whole. One without it was never
/// finished, and counts for nothing.
struct backup_seal {
  std::uint64_t format = 0; // `store_format` when it was made.
  std::uint32_t number = 0;
  model::instant at{};
  std::string key_id;        // Of the installation's key, without which it can't be used.
  chain_end end;             // The journal's last record in it.
  std::uint64_t changes = 0; // For the high-water mark.
  std::uint64_t bytes = 0;   // As in `model::backup`.
  std::uint64_t bytes_copied = 0;
  chain_hash inventory{}; // Of RocksDB's list of its files, which holds their checksums.
  std::vector<file_beside> beside;
};
BOOST_DESCRIBE_STRUCT(
  backup_seal,
  (),
  (format, number, at, key_id, end, changes, bytes, bytes_copied, inventory, beside))

/// As people are told it, with the name of no key.
std::string key_name(const std::string& key_id);

// In a backup folder, each backup's seal is the file `seals/NUMBER`. All throw `backup_failure`.

/// In ascending order.
std::vector<std::uint32_t> sealed_numbers(const std::filesystem::path& folder);
/// Throws where there is none, and where it or the list of the backup's files was changed.
backup_seal read_seal(const std::filesystem::path& folder, std::uint32_t number);
/// Durable on return.
void write_seal(const std::filesystem::path& folder, const backup_seal&);
void break_seal(const std::filesystem::path& folder, std::uint32_t number);
/// What `inventory` has to be.
chain_hash inventory_of(const std::filesystem::path& folder, std::uint32_t number);

} // namespace kod::persistence
