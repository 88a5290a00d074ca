#pragma once

#include "actors/start.hpp"
#include "model/ids.hpp"
#include "model/logbook.hpp"
#include "model/room.hpp"

#include <string>
#include <string_view>

// What the engine tells its operators in its log, beside answers and events. Nothing personal.

namespace kod::app {

class engine_log;

/// It answers at that address from now on.
model::log_line started_line(std::string_view address);
model::log_line stopping_line();
model::log_line stopped_line();

/// It could not start, or not go on.
model::log_line not_started_line(std::string why);

/// The wall clock was set; ours follows by slewing.
model::log_line step_line(model::duration by);

/// The wall clock was set back while no engine ran.
model::log_line behind_line(model::duration by);

/// A backup was made or not, and who had asked for it; the audit tells their name.
model::log_line backup_line(const actors::backup_news&);

/// The disk has come below the floor, or has room again.
model::log_line room_line(const model::room&);

/// A message was never handled.
model::log_line letter_line(const actors::dead_letter&);

/// What the store says, and RocksDB.
model::log_line store_line(std::string_view text);

/// Nobody knows what became of the last commits: only a new start can read it back. Ends the
/// process at once, with its own exit code, so that no half-known answer goes out.
[[noreturn]] void end_with_failed_journal(engine_log&, const std::string& why);

} // namespace kod::app
