#pragma once

#include "model/availability.hpp"
#include "model/journal.hpp"
#include "model/roster.hpp"

#include <optional>
#include <string>
#include <vector>

// What somebody may see of a referral or an agent: made in one place, from stored state alone.

namespace kod::model {

/// A referral as one caller may see it: what isn't theirs to see isn't there.
struct referral_view {
  referral now;
  std::uint64_t version = 0; // Where one is looked at by itself.
  party for_whom;
  audience seen_by = audience::speakers;    // While it is listed as Mass.
  std::optional<std::int64_t> miles_tenths; // From the agent who looks.
  std::optional<resident_contact> contact;  // Only where `may_see_contact`, or revealed.
  std::vector<std::string> notes;           // Only where revealed.
  std::optional<agent_identity> agent;      // For the resident: name, registered phone.
  bool agent_suspended = false;             // For operators.
};

struct agent_view {
  agent now;
  agent_identity identity;
  std::optional<agent_contact> contact; // Of the second section.
  model::availability availability;
  std::vector<credential_problem> problems;
};

/// An agent whose it is: In Progress, or Complete by it.
bool may_see_contact(const referral&, const party&);

/// Whether the Mass referral stands on this agent's board now.
bool on_board(const referral&, const agent&, audience, const dispatch_settings&, instant now);

/// Whether the agent may see that the referral exists: its offer, its board entry, its own.
bool may_see(const referral&, const agent&, audience, const dispatch_settings&, instant now);

bool on_contact_centre_list(const referral&, audience);

/// Reads what the view needs beside the snapshot. `from_agent` is the agent who looks, if one does.
referral_view
look_at(const archive&, const referral&, const party& for_whom, audience, const agent* from_agent);
agent_view look_at(const archive&, const agent&, const dispatch_settings&, instant now);

/// Adds what an operator whose look was recorded may see: the contact information, and every note.
/// Operators' own reasons are no notes: they stand in the audit alone.
void reveal_all(const archive&, referral_view&);

} // namespace kod::model
