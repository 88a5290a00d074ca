#pragma once

#include "model/agent_asks.hpp"
#include "model/journal.hpp"

#include <string>
#include <variant>

// What somebody asks of an agent, apart from a referral's asks (`model/agent_asks.hpp`).

namespace kod::model {

/// What the exchange knows of an agent.
struct agent_facts {
  std::string npn;
  agent_identity identity;
  model::place place;
  model::credentials credentials;
  std::optional<offers_pause> county_pause{}; // Of its county, as it stands: filled in on the way.
};

/// An operator adds one; the id is this agent's own.
struct create_agent {
  agent_id id;
  agent_facts facts;
};
/// An import adds it, or updates what the exchange supplies. What is the same already writes
/// nothing; whether the sealed identity differs is found out by the shell.
struct supply_agent {
  agent_id id;
  agent_facts facts;
  bool identity_differs = true;
};

struct license_patch {
  std::optional<std::string> number;
  std::optional<day> expires;
};
/// A JSON merge patch: none leaves a member as it is, an empty one removes it.
struct patch_credentials {
  std::optional<std::optional<license_patch>> license;
  std::optional<std::optional<day>> certification_expires;
  std::optional<std::optional<day>> doi_contact_confirmed_on;
};

// The three sections, in this order; a registered agent edits each at any time.
struct agree {
  std::string terms_version;
};
struct save_contact {
  agent_contact contact;
  contact_preferences preferences;
};
struct save_schedule {
  model::schedule schedule;
};

/// The switch by hand. Without `until` it holds until the next change of the schedule.
struct set_override {
  override_mode mode = override_mode::schedule;
  std::optional<instant> until;
};
/// By an operator.
struct deregister_agent {
  std::string reason;
};
/// By an operator: no new offers, and no board, until then or until it is taken back.
struct pause_offers {
  std::string reason;
  std::optional<instant> until;
};
struct resume_offers {
  std::string reason;
};
/// What holds for a county by now. Whose is another one has nothing to do.
struct follow_county {
  std::string county;
  std::optional<offers_pause> pause;
};
/// Time has passed: a licence lapsed or was renewed, an absence began.
struct notice_time {};
/// The actor was started again: takes a version.
struct restart_agent {
  std::optional<instant> absent_until{}; // Put aside, it could answer nothing before.
};

using agent_command = std::variant<
  create_agent,
  supply_agent,
  patch_credentials,
  agree,
  save_contact,
  save_schedule,
  set_override,
  deregister_agent,
  pause_offers,
  resume_offers,
  follow_county,
  notice_time,
  restart_agent>;

/// No events and nothing sealed: it is done already.
struct agent_change {
  std::vector<agent_event> events;
  std::vector<claim> take; // `npn/<number>`
  std::vector<std::string> free;
  std::vector<sealed_write> sealed;
};
using agent_decision = boost::system::result<agent_change, rejection>;

/// All rules of an agent; `version` is the agent's, for the names of its sealed texts.
agent_decision
decide(const agent&, std::uint64_t version, const agent_command&, const circumstances&);

/// Why each `open` entry of the ledger would become `withdrawn` by this event; none: it doesn't.
std::optional<withdrawal_cause> withdraws_offers(const agent_event&);

} // namespace kod::model
