#pragma once

#include "persistence/backup_seal.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

// The way back from a backup folder into a data folder. All throw, and say what is in the way.

namespace kod::persistence {

struct restore_order {
  std::filesystem::path from;
  std::optional<std::uint32_t> number; // None: the newest.
  std::filesystem::path to;            // Not there, or nothing in it but the installation's key.
};

/// What would be restored, read to its last byte; refused where it is damaged, a newer version
/// made it, or `to` is in use. The newest is never left out for an older one: whoever wants that
/// one names it.
backup_seal examine_backup(const restore_order&);

/// Puts the examined one back. The folder is whole when this returns; whenever else it ends, an
/// engine refuses the folder, and this may be asked again.
void restore(const restore_order&, const backup_seal&);

} // namespace kod::persistence
