#pragma once

#include "model/agent_events.hpp"
#include "model/circumstances.hpp"
#include "model/rejection.hpp"
#include "model/roster.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace kod::model {

enum class ask_kind : std::uint8_t {
  offer,       // A planned offer: refused unless offerable.
  assign,      // An operator's offer: refused only if not Registered or not eligible.
  accept_own,  // The agent's open offer becomes In Progress.
  accept_mass, // A Mass referral becomes the agent's, if it has room for one more.
  board,       // Looks only: is the Mass referral on this agent's board?
  leave,       // The entry leaves the ledger, whatever its state.
  miss,        // The window closed: the entry leaves and is counted; refused if it was withdrawn.
  give,        // An operator hands over one that is In Progress.
};

/// What a referral wants of an agent within one commit of both: the agent's half.
struct agent_ask {
  agent_id agent;
  ask_kind kind{};
  referral_id referral;
  std::uint32_t number = 0; // Of the tenure that begins or ends.
  /// `accept_mass`, `board`: whom the referral needs, and who sees it.
  model::language language{};
  model::audience audience = model::audience::speakers;
  /// `accept_mass`: the agent missed it before, so that a refusal reads `offer_expired`.
  bool missed = false;
  /// `accept_own`, `accept_mass`: what the referral answers already; the agent's own standing
  /// (not eligible, not registered) is told first. `board`: the answer to one whose board has it.
  std::optional<rejection> verdict{};
  /// `board`: the answer to one whose board doesn't have it.
  rejection otherwise = rejection::not_offered;
};

/// The agent's half of the commit: its events (none for `board`), or why not.
using agent_half = boost::system::result<std::vector<agent_event>, rejection>;

agent_half decide(const agent&, const agent_ask&, const circumstances&);

/// Whether a Mass referral's audience holds the agent, if it is available.
bool in_audience(const agent&, const language&, audience);

} // namespace kod::model
