#pragma once

#include "http/json_writer.hpp"
#include "model/outbox.hpp"

namespace kod::http {

/// As operators see it: to whom by id, through what, and what became of it.
void write_notification(json_writer&, const model::outbox_entry&);

/// What is told, as webhooks carry it. It holds no contact information.
void write_told(json_writer&, const model::notification&);

} // namespace kod::http
