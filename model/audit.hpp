#pragma once

#include "model/journal.hpp"

#include <optional>
#include <string>

// What the audit tells of the journal: each disclosure, what operators override, who signs in,
// which settings change. Its records are the journal's own events, so nobody can add, change or
// take away one alone.

namespace kod::model {

/// Who did it, and the address it came from; none: nobody's hand alone, as a line of an import.
struct doer {
  const party& by;
  const std::string& from;
};
bool is_audited(const referral_event&, const doer&);
bool is_audited(const agent_event&, const doer&);
bool is_audited(const programme_event&, const doer&);
bool is_audited(const recorded_event&);

/// Notes where it came from, if the audit will tell of it: nobody's address is kept for more.
void note_origin(batch&, const std::string& from);

/// Whom or what an event is about: an id, a county, or a thing's name.
std::string subject_of(const recorded_event&);

/// Where the reason lies that was given for it, sealed; none: none was given. `next` is the event
/// that follows it in the journal: some reasons have an event of their own.
std::optional<std::string> reason_key(const recorded_event&, const recorded_event* next);

} // namespace kod::model
