#pragma once

#include <cstdint>

namespace kod::actors {

/// What went wrong below the rules. A broken rule is a `model::rejection`.
enum class engine_error : std::uint8_t {
  version_refused = 1, // A former life's commit, or one that met a restart: nothing was written.
  unknown_outcome,     // Its actor ended meanwhile: repeat it.
  bad_cursor,          // Not one that this list gave out.
  handler_failed,      // An exception: nothing has changed.
  no_backup_folder,    // Nobody said where backups are kept.
  backup_running,      // One at a time.
  backup_failed,       // Its context says why.
  put_aside,           // Its actor failed too often: nothing was written, an operator must look.
};

} // namespace kod::actors
