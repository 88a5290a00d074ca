#pragma once

#include "actors/dead_letters.hpp"
#include "actors/interfaces.hpp"
#include "model/postman.hpp"

#include <caf/fwd.hpp>

#include <functional>

namespace kod::actors {

/// What came of making a backup, for the log. `by`: the engine itself, on its schedule.
struct backup_news {
  model::party by;
  std::optional<model::backup> made;
  std::optional<std::string> failure;
};

/// What the engine is given from outside. All of it outlives the engine.
struct surroundings {
  model::journal& journal;
  model::dispatch_settings settings;
  model::clock now;
  model::id_source draw_id;
  /// Told when the journal failed, or another actor of which there is but one: what became of the
  /// last commits is unknown, and the process must end. Runs on its thread, and does not return.
  std::function<void(const std::string& why)> die;
  /// Told how far recovery has come: entities read so far. May be empty.
  std::function<void(std::uint64_t read)> progress;
  /// What holds until an operator has set it.
  model::programme programme{};
  /// The journal blocks, so it has a thread of its own; a test runs all actors on one.
  bool journal_on_own_thread = true;
  /// None: there is nowhere to keep any. Blocks as the journal does.
  model::backups* backups = nullptr;
  model::backup_rules backup_rules{};
  std::function<void(const backup_news&)> report_backup{}; // May be empty; on an actor's thread.
  /// None: the figures' history is kept nowhere. Written to by the journal's actor alone.
  model::minute_book* minutes = nullptr;
  /// None: nobody is told anything outside. It is stopped before the engine is.
  model::postman* post = nullptr;
  /// Told of each message that is never handled. May be empty; on an actor's thread.
  std::function<void(const dead_letter&)> report_letter{};
};

/// How many threads CAF runs on, and by which policy: `caf::actor_system_config` for the engine.
void configure(caf::actor_system_config&);

/// Recovers from the journal and starts all actors: reads every snapshot, fills the dispatcher's
/// roster and the timer before any plan is answered, wakes who has something to do or to say.
/// Returns once the engine may be asked. Throws `model::journal_failure`.
engine start(caf::actor_system&, const surroundings&);

/// Ends all actors: the registry takes them with it. Call it before the system ends.
void stop(const engine&);

} // namespace kod::actors
