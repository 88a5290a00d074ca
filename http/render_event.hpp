#pragma once

#include "actors/interfaces.hpp"
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

/// A record of the audit, with its reason: operators alone may see it.
void write_audit_record(json_writer&, const actors::audit_record&);
/// The same as a line of CSV, under these headings.
inline constexpr std::string_view audit_headings =
  "sequence,at,type,role,id,subject,reason,from\r\n";
std::string audit_line(const actors::audit_record&);

} // namespace kod::http
