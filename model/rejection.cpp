#include "model/rejection.hpp"

namespace kod::model {

std::string_view to_string(rejection why) {
  switch (why) {
  case rejection::not_found: return "not found";
  case rejection::already_ended: return "the referral has ended";
  case rejection::already_taken: return "another agent has it";
  case rejection::agent_not_eligible: return "the agent is not eligible";
  case rejection::agent_not_registered: return "the agent is not registered";
  case rejection::offer_expired: return "the offer's window has closed";
  case rejection::not_offered: return "it is not offered to this agent";
  case rejection::not_accepted: return "the agent has not accepted it";
  case rejection::limit_reached: return "the agent's open referrals are at the limit";
  case rejection::section_order: return "an earlier section of the registration is missing";
  case rejection::npn_taken: return "another agent has this NPN";
  case rejection::id_taken: return "another agent has this id";
  case rejection::duplicate_request: return "an open request is the same";
  case rejection::key_in_progress: return "a request with this key is under way";
  case rejection::key_reused: return "this key was used for another body";
  case rejection::unknown_agent: return "there is no such agent";
  case rejection::until_passed: return "the time given is in the past";
  case rejection::programme_closed: return "the programme is switched off";
  case rejection::precondition_failed: return "it has changed since it was looked at";
  case rejection::incomplete_license: return "a licence has a number and an expiry date";
  case rejection::not_offerable: return "the agent can't take an offer now";
  case rejection::entry_withdrawn: return "the offer was withdrawn from the agent";
  case rejection::stale_number: return "that tenure is over";
  }
  return "unknown rejection";
}

} // namespace kod::model
