#pragma once

#include "model/agent_events.hpp"
#include "model/party.hpp"
#include "model/referral_events.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What is told to whom outside, and when: what follows from the journal, and nothing else. None of
// it holds contact information: where something is sent is looked up when it is sent.

namespace kod::model {

enum class notification_kind : std::uint8_t {
  offer,         // An agent has an offer to answer,
  reminder,      // and half of its window is over.
  mass_board,    // Something stands on the agent's Mass board.
  assigned,      // An operator gave the agent one that is In Progress.
  in_progress,   // It is In Progress for three days, and a day more each time.
  deregistered,  // The agent is de-registered.
  request_taken, // To the resident: the request was taken,
  agent_found,   // and an agent will call.
};
BOOST_DESCRIBE_ENUM(
  notification_kind,
  offer,
  reminder,
  mass_board,
  assigned,
  in_progress,
  deregistered,
  request_taken,
  agent_found)

/// What may be told of a referral before anybody has accepted it.
struct told_referral {
  referral_id id;
  model::language language;
  zip_code zip;
  std::string county;
  instant requested_at{};
  instant callback_by{};
  bool operator==(const told_referral&) const = default;
};
BOOST_DESCRIBE_STRUCT(told_referral, (), (id, language, zip, county, requested_at, callback_by))

struct notification {
  std::string id; // The same whenever the same facts are told: receivers know a repeat by it.
  notification_kind kind{};
  party to;     // An agent, or the resident of a request, whose id is the referral's.
  instant at{}; // When what it tells happened.
  std::optional<told_referral> referral{};
  std::optional<instant> reply_by{};           // Of an offer.
  std::optional<agent_id> agent{};             // Who will call, for the resident.
  std::optional<deregistration_cause> cause{}; // Of a de-registration.
  bool operator==(const notification&) const = default;
};
BOOST_DESCRIBE_STRUCT(notification, (), (id, kind, to, at, referral, reply_by, agent, cause))

/// Whether the event tells anybody anything. Most don't, and then its referral needn't be read.
bool tells_somebody(const referral_event&);

/// `now` is the event's referral, as it has become since.
std::vector<notification> notifications_of(const referral_event&, const referral& now);
std::optional<notification>
notification_of(const agent_event&, const agent_id& whose, instant at, std::uint64_t sequence);

// -- what follows from time ------------------------------------------------------

/// When somebody is to be reminded of a tenure, if it is the same then.
struct reminder_due {
  instant at{};
  referral_id referral;
  std::uint32_t number = 0; // The tenure's.
  tenure_kind kind{};
  bool operator==(const reminder_due&) const = default;
};

inline constexpr duration work_grows_old = std::chrono::hours{72};
inline constexpr duration between_reminders = std::chrono::hours{24};

/// The first one after the given instant: at half of an offer's window; of one that is In Progress
/// after three days, then each day. None: nothing is to come.
std::optional<reminder_due> next_reminder(const referral& now, instant after);
/// None: it is another's by now, or nobody's.
std::optional<notification> reminder_of(const referral& now, const reminder_due&);

// -- a Mass board that has something -----------------------------------------------

/// A language's board holds something without a break since then.
struct rush {
  model::language language;
  instant began{};
  bool operator==(const rush&) const = default;
};
BOOST_DESCRIBE_STRUCT(rush, (), (language, began))

inline constexpr duration between_boards = std::chrono::minutes{5};
inline constexpr duration longest_rush = std::chrono::hours{2};

/// Whether an agent who sees something of that rush is told of it now. An agent hears of a rush
/// once, of a new one not within minutes, and again where one goes on for hours.
bool hears_of(const rush&, std::optional<instant> told_at, instant now);
notification board_notification(const agent_id&, instant now);

// -- trying again ----------------------------------------------------------------

inline constexpr std::uint32_t most_attempts = 12; // Within some five hours.

/// How long to wait after so many failed attempts: five seconds, then three times as long, up to an
/// hour, spread by the id so that what failed together doesn't come together again.
duration pause_after(std::uint32_t attempts, const std::string& id);

} // namespace kod::model
