#pragma once

#include "actors/interfaces.hpp"
#include "http/json_writer.hpp"

namespace kod::http {

/// What was never handled: counts by reason, and the last of it.
void write_letters(json_writer&, const actors::dead_letter_list&);

} // namespace kod::http
