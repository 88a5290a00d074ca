#pragma once

#include "http/json_reader.hpp"
#include "model/schedule.hpp"

namespace kod::http {

/// A weekly schedule with its breaks and absences. All seven days are named; null is *Not
/// available*.
model::schedule read_schedule(const boost::json::value&, complaints&);

/// Seven days, each named.
model::weekly_hours read_week(json_reader&, complaints&);

} // namespace kod::http
