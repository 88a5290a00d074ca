#pragma once

#include "model/agent_asks.hpp"
#include "model/journal.hpp"
#include "model/request_key.hpp"

#include <string>
#include <variant>

// What somebody asks of a referral, and what that leads to: pure, decided before the journal.

namespace kod::model {

/// A resident's request, checked. `claims` are the names that keep the same person from being
/// called twice: `phone/<hash of name and phone>`, `e-mail/<hash of name and mail>`.
struct take_request {
  referral_id id;
  model::language language;
  model::place place;
  resident_contact contact;
  std::optional<request_key> key;
  std::vector<std::string> claims;
  std::optional<instant> opens_at; // The programme's next opening, where it is closed now.
  bool switched_off = false;       // The programme is: nothing is taken.
};

/// The dispatcher named an agent.
struct make_offer {
  agent_id agent;
  choice_reasons why;
};
/// The dispatcher named nobody, or no window fits.
struct make_mass {
  mass_cause cause{};
};
/// An agent accepts: its own offer, or a Mass referral whose audience is the given one.
struct accept {
  agent_id agent;
  model::audience audience = model::audience::speakers;
};
struct reject {
  agent_id agent;
  std::string reason; // May be empty, as every reason and note below.
  model::audience audience = model::audience::speakers;
};
/// The timer says that an offer's window has closed.
struct close_window {
  std::uint32_t number = 0;
};
/// The agent's entry was withdrawn: the offer ends.
struct withdraw {
  agent_id agent;
  std::uint32_t number = 0;
  withdrawal_cause cause{};
};
/// By its agent (`by` in the circumstances), or by an operator for the contact centre.
struct mark_contacted {
  model::audience audience = model::audience::speakers;
};
struct complete {
  model::disposition disposition{};
  std::string note;
  model::audience audience = model::audience::speakers;
};
struct release {
  agent_id agent;
  std::string reason;
  model::audience audience = model::audience::speakers;
};
struct cancel {
  std::string reason;
};
/// An operator's orders.
struct assign {
  agent_id agent;
  std::string reason;
};
struct broadcast {
  std::string reason;
};
struct reveal {
  std::string reason;
};
/// The programme's hours have changed while the referral waits for an opening; none: it is open.
struct follow_opening {
  std::optional<instant> opens_at;
};
/// The promise has passed.
struct mark_overdue {};
/// The actor was started again: takes a version.
struct restart_referral {};

using referral_command = std::variant<
  take_request,
  make_offer,
  make_mass,
  accept,
  reject,
  close_window,
  withdraw,
  mark_contacted,
  complete,
  release,
  cancel,
  assign,
  broadcast,
  reveal,
  follow_opening,
  mark_overdue,
  restart_referral>;

/// The referral's half of a commit. No events and no asks: it is done already, and repeating it
/// is harmless. Asks with a verdict, or of kind `board`, may end in nothing being written.
struct referral_change {
  std::vector<referral_event> events;
  std::vector<agent_ask> asks; // In ascending order of agent id; two at most.
  std::vector<claim> take;
  std::vector<std::string> free;
  std::vector<sealed_write> sealed;
};
using referral_decision = boost::system::result<referral_change, rejection>;

/// All rules of a referral. `by` is looked at where agents and operators may do the same thing.
referral_decision decide(const referral&, const referral_command&, const circumstances&);

/// What a referral needs to go on, after each of its commits and when it is born.
enum class next_step : std::uint8_t {
  nothing, // It has ended, somebody has it, or it is listed as Mass.
  plan,    // Ask the dispatcher for an agent.
  go_mass, // No window fits under the promise any more.
  await_opening,
};
next_step next_step_of(const referral&, const dispatch_settings&, instant now);

/// The promise of what waits for a moved opening: counted from there, and never later than told.
instant moved_promise(instant told, instant opens_at, const dispatch_settings&);

/// `now + window + reserve <= callback_by`.
bool window_fits(const referral&, const dispatch_settings&, instant now);

} // namespace kod::model
