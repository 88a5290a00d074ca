#pragma once

#include "model/backups.hpp"
#include "model/party.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <optional>
#include <string>
#include <vector>

// The page of the map that shows the backups. Nobody of those who answer residents and agents
// waits for them.

namespace kod::actors {

/// Answered once the backup is there, which takes as long as copying does.
struct make_backup {
  model::party by;
};
struct list_backups {};
/// How it stands with the backups.
struct backup_standing {
  std::size_t kept = 0;
  std::optional<model::instant> last_at; // Of the newest.
  bool running = false;                  // One is being made.
  std::uint64_t failures = 0;            // Since the engine's start.
  std::optional<std::string> last_error; // Since when none was made.
};
struct backup_list {
  std::vector<model::backup> items; // Oldest first.
  backup_standing standing;
};

// -- what actors tell each other ----------------------------------------------

struct look_at_backups {};
struct copy_store {
  model::instant at{};
};
/// What has come of either.
struct copies {
  std::optional<model::backup> made;
  std::optional<std::string> failure;             // Also where an old one couldn't be dropped.
  std::optional<std::vector<model::backup>> kept; // None: it can't be told.
};
struct backup_due {};

// -- the actors ---------------------------------------------------------------

/// The COPIER: makes backups and drops them, one after the other. It blocks for as long as that
/// takes, and nobody waits for it but BACKUPS.
using copier_actor = caf::typed_actor<
  caf::replies_to<look_at_backups>::with<copies>,
  caf::replies_to<copy_store>::with<copies>>;

/// BACKUPS: knows which there are, and has the next one made when it is due or asked for.
using backups_actor = caf::typed_actor<
  caf::replies_to<make_backup>::with<model::backup>,
  caf::replies_to<list_backups>::with<backup_list>,
  caf::reacts_to<backup_due>>;

/// When the next backup is due: there is but one, and a later word takes back an earlier one.
struct arm_backup {
  backups_actor whose;
  model::instant at{};
};

} // namespace kod::actors
