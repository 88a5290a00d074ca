#pragma once

#include "model/choice.hpp"
#include "model/party.hpp"
#include "model/referral.hpp"

#include <string_view>
#include <variant>

// What happened to a referral; stored for ever, so only ever add to it. `type` is the event's name
// in history, feeds and webhooks. No event holds anything personal.

namespace kod::model {

struct requested {
  static constexpr std::string_view type = "requested";
  referral_id id;
  model::language language;
  zip_code zip;
  std::string county;
  point where;
  instant requested_at{};
  instant callback_by{};
  std::optional<instant> opens_at;
  std::vector<std::string> claims;
  bool operator==(const requested&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  requested, (), (id, language, zip, county, where, requested_at, callback_by, opens_at, claims))

struct offered {
  static constexpr std::string_view type = "offered";
  agent_id agent;
  std::uint32_t number = 0;
  instant offered_at{};
  instant reply_by{};
  std::uint64_t start = 0;
  bool assigned = false;
  std::optional<choice_reasons> why; // None where an operator chose.
  bool operator==(const offered&) const = default;
};
BOOST_DESCRIBE_STRUCT(offered, (), (agent, number, offered_at, reply_by, start, assigned, why))

struct missed {
  static constexpr std::string_view type = "missed";
  agent_id agent;
  std::uint32_t number = 0;
  bool operator==(const missed&) const = default;
};
BOOST_DESCRIBE_STRUCT(missed, (), (agent, number))

/// An offer was rejected, or (as Mass, without a number) hidden from the agent's board.
struct rejected {
  static constexpr std::string_view type = "rejected";
  agent_id agent;
  std::optional<std::uint32_t> number;
  bool operator==(const rejected&) const = default;
};
BOOST_DESCRIBE_STRUCT(rejected, (), (agent, number))

struct withdrawn {
  static constexpr std::string_view type = "withdrawn";
  agent_id agent;
  std::uint32_t number = 0;
  withdrawal_cause cause{};
  bool operator==(const withdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(withdrawn, (), (agent, number, cause))

enum class mass_cause : std::uint8_t { no_window_left, nobody_offerable, operator_ };
BOOST_DESCRIBE_ENUM(mass_cause, no_window_left, nobody_offerable, operator_)
std::string_view to_string(mass_cause);

struct made_mass {
  static constexpr std::string_view type = "made-mass";
  mass_cause cause{};
  instant at{};
  bool operator==(const made_mass&) const = default;
};
BOOST_DESCRIBE_STRUCT(made_mass, (), (cause, at))

struct accepted {
  static constexpr std::string_view type = "accepted";
  agent_id agent;
  std::uint32_t number = 0;
  instant at{};
  bool operator==(const accepted&) const = default;
};
BOOST_DESCRIBE_STRUCT(accepted, (), (agent, number, at))

/// A disclosure: to whom, and what for; an operator's own words for it are sealed.
struct contact_shared {
  static constexpr std::string_view type = "contact-shared";
  party to;
  std::string purpose; // `accepted`, `assigned` or `revealed`.
  std::uint32_t texts = 0;
  bool operator==(const contact_shared&) const = default;
};
BOOST_DESCRIBE_STRUCT(contact_shared, (), (to, purpose, texts))

struct contacted {
  static constexpr std::string_view type = "contacted";
  instant at{};
  bool operator==(const contacted&) const = default;
};
BOOST_DESCRIBE_STRUCT(contacted, (), (at))

struct completed {
  static constexpr std::string_view type = "completed";
  model::disposition disposition{};
  instant at{};
  std::uint32_t texts = 0;
  bool operator==(const completed&) const = default;
};
BOOST_DESCRIBE_STRUCT(completed, (), (disposition, at, texts))

struct released {
  static constexpr std::string_view type = "released";
  agent_id agent;
  std::uint32_t number = 0;
  std::uint32_t texts = 0;
  bool operator==(const released&) const = default;
};
BOOST_DESCRIBE_STRUCT(released, (), (agent, number, texts))

struct cancelled {
  static constexpr std::string_view type = "cancelled";
  instant at{};
  std::uint32_t texts = 0;
  bool operator==(const cancelled&) const = default;
};
BOOST_DESCRIBE_STRUCT(cancelled, (), (at, texts))

struct overdue {
  static constexpr std::string_view type = "overdue";
  instant at{};
  bool operator==(const overdue&) const = default;
};
BOOST_DESCRIBE_STRUCT(overdue, (), (at))

/// An operator named an agent. With a number it is an In Progress referral that changes hands at
/// once; without, the offer follows as an event of its own.
struct assigned {
  static constexpr std::string_view type = "assigned";
  agent_id agent;
  std::optional<std::uint32_t> number;
  instant at{};
  std::uint32_t texts = 0;
  bool operator==(const assigned&) const = default;
};
BOOST_DESCRIBE_STRUCT(assigned, (), (agent, number, at, texts))

/// A reason that came with something that has no field for it, sealed as the next text.
struct text_added {
  static constexpr std::string_view type = "text-added";
  std::uint32_t texts = 0;
  bool operator==(const text_added&) const = default;
};
BOOST_DESCRIBE_STRUCT(text_added, (), (texts))

/// The programme's hours have changed while it waited for an opening. The promise is never later
/// than the one told before.
struct opening_moved {
  static constexpr std::string_view type = "opening-moved";
  instant opens_at{};
  instant callback_by{};
  bool operator==(const opening_moved&) const = default;
};
BOOST_DESCRIBE_STRUCT(opening_moved, (), (opens_at, callback_by))

/// Takes a version, so that what a former life of the actor had under way is refused.
struct restarted {
  static constexpr std::string_view type = "restarted";
  bool operator==(const restarted&) const = default;
};
BOOST_DESCRIBE_STRUCT(restarted, (), ())

using referral_event = std::variant<
  requested,
  offered,
  missed,
  rejected,
  withdrawn,
  made_mass,
  accepted,
  contact_shared,
  contacted,
  completed,
  released,
  cancelled,
  overdue,
  assigned,
  text_added,
  restarted,
  opening_moved>;

/// Total: an event is a fact, so it always applies.
referral evolve(referral, const referral_event&);

} // namespace kod::model
