#pragma once

#include "actors/interfaces.hpp"
#include "http/json_writer.hpp"
#include "model/clock_standing.hpp"
#include "model/room.hpp"

namespace kod::http {

void write_stats(
  json_writer&, const actors::stats&, const model::clock_standing&, const model::room&);
void write_kind(json_writer&, const actors::kind_row&);
void write_backup(json_writer&, const model::backup&);
/// The newest first.
void write_backups(json_writer&, const actors::backup_list&, model::instant now);
void write_actor(json_writer&, const actors::actor_row&);

} // namespace kod::http
