#pragma once

#include "actors/start.hpp"
#include "model/ids.hpp"
#include "model/room.hpp"

#include <string>

// What the engine tells its operators on stderr, beside answers and events. Nothing personal.

namespace kod::app {

/// The wall clock was set; ours follows by slewing.
void report_step(model::duration by);

/// The wall clock was set back while no engine ran.
void report_behind(model::duration by);

/// A backup was made or not, and who had asked for it.
void report_backup(const actors::backup_news&);

/// The disk has come below the floor, or has room again.
void report_room(const model::room&);

/// Nobody knows what became of the last commits: only a new start can read it back. Ends the
/// process at once, with its own exit code, so that no half-known answer goes out.
[[noreturn]] void end_with_failed_journal(const std::string& why);

} // namespace kod::app
