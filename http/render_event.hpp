#pragma once

#include "http/json_writer.hpp"
#include "model/journal.hpp"

#include <string>
#include <string_view>

namespace kod::http {

/// The event's name in history and feeds.
std::string_view type_of(const model::recorded_event&);

/// An event in a referral's history, as operators see it.
void write_event(json_writer&, const model::recorded_event&);

/// The data of the event in the operators' feed: what history says, and whom it is about.
std::string event_for_operators(const model::recorded_event&);

/// The data of the event in an agent's own feed: nobody else is named, and no choice explained.
std::string event_for_agent(const model::recorded_event&, const model::agent_id&);

} // namespace kod::http
