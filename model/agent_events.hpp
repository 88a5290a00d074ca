#pragma once

#include "model/agent.hpp"
#include "model/notices.hpp"
#include "model/party.hpp"
#include "model/referral_events.hpp"

#include <string_view>
#include <variant>

// What happened to an agent; stored for ever, so only ever add to it. The ledger's events are the
// other half of a referral's; feeds leave them out (`is_public`).

namespace kod::model {

struct created {
  static constexpr std::string_view type = "created";
  agent_id id;
  std::string npn;
  zip_code zip;
  std::string county;
  point where;
  model::credentials credentials;
  bool operator==(const created&) const = default;
};
BOOST_DESCRIBE_STRUCT(created, (), (id, npn, zip, county, where, credentials))

/// The exchange supplied them anew, with the business's place.
struct credentials_changed {
  static constexpr std::string_view type = "credentials-changed";
  std::string npn;
  zip_code zip;
  std::string county;
  point where;
  model::credentials credentials;
  bool operator==(const credentials_changed&) const = default;
};
BOOST_DESCRIBE_STRUCT(credentials_changed, (), (npn, zip, county, where, credentials))

/// Exactly one of the three is there: the section that was saved.
struct section_saved {
  static constexpr std::string_view type = "section-saved";
  std::optional<model::agreement> agreement;
  std::optional<contact_preferences> contact;
  std::optional<model::schedule> schedule;
  bool operator==(const section_saved&) const = default;
};
BOOST_DESCRIBE_STRUCT(section_saved, (), (agreement, contact, schedule))

struct registered {
  static constexpr std::string_view type = "registered";
  bool operator==(const registered&) const = default;
};
BOOST_DESCRIBE_STRUCT(registered, (), ())

enum class deregistration_cause : std::uint8_t { misses, operator_ };
BOOST_DESCRIBE_ENUM(deregistration_cause, misses, operator_)

/// Open entries become withdrawn with it.
struct deregistered {
  static constexpr std::string_view type = "deregistered";
  deregistration_cause cause{};
  std::uint32_t texts = 0;
  bool operator==(const deregistered&) const = default;
};
BOOST_DESCRIBE_STRUCT(deregistered, (), (cause, texts))

/// All three sections were confirmed again while not eligible: registers when that comes.
struct reregistration_completed {
  static constexpr std::string_view type = "reregistration-completed";
  bool operator==(const reregistration_completed&) const = default;
};
BOOST_DESCRIBE_STRUCT(reregistration_completed, (), ())

/// Open entries become withdrawn with it.
struct suspended {
  static constexpr std::string_view type = "suspended";
  bool operator==(const suspended&) const = default;
};
BOOST_DESCRIBE_STRUCT(suspended, (), ())

struct reinstated {
  static constexpr std::string_view type = "reinstated";
  bool operator==(const reinstated&) const = default;
};
BOOST_DESCRIBE_STRUCT(reinstated, (), ())

struct availability_changed {
  static constexpr std::string_view type = "availability-changed";
  availability_override override_;
  bool operator==(const availability_changed&) const = default;
};
BOOST_DESCRIBE_STRUCT(availability_changed, (), (override_))

/// Open entries become withdrawn: switched off by hand, out of office, or put aside by the engine.
struct offers_withdrawn {
  static constexpr std::string_view type = "offers-withdrawn";
  withdrawal_cause cause{};
  bool operator==(const offers_withdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(offers_withdrawn, (), (cause))

struct offer_entered {
  static constexpr std::string_view type = "offer-entered";
  referral_id referral;
  std::uint32_t number = 0;
  bool assigned = false;
  instant at{};
  bool operator==(const offer_entered&) const = default;
};
BOOST_DESCRIBE_STRUCT(offer_entered, (), (referral, number, assigned, at))

/// The agent accepted: its own offer, or a Mass referral.
struct referral_taken {
  static constexpr std::string_view type = "referral-taken";
  referral_id referral;
  std::uint32_t number = 0;
  bool operator==(const referral_taken&) const = default;
};
BOOST_DESCRIBE_STRUCT(referral_taken, (), (referral, number))

/// An operator handed over one that is In Progress.
struct referral_given {
  static constexpr std::string_view type = "referral-given";
  referral_id referral;
  std::uint32_t number = 0;
  bool operator==(const referral_given&) const = default;
};
BOOST_DESCRIBE_STRUCT(referral_given, (), (referral, number))

struct entry_left {
  static constexpr std::string_view type = "entry-left";
  referral_id referral;
  std::uint32_t number = 0;
  bool operator==(const entry_left&) const = default;
};
BOOST_DESCRIBE_STRUCT(entry_left, (), (referral, number))

struct miss_counted {
  static constexpr std::string_view type = "miss-counted";
  referral_id referral;
  std::uint32_t number = 0;
  bool operator==(const miss_counted&) const = default;
};
BOOST_DESCRIBE_STRUCT(miss_counted, (), (referral, number))

/// An operator keeps new offers and boards from the agent; what it has, it keeps.
struct offers_paused {
  static constexpr std::string_view type = "offers-paused";
  offers_pause pause;
  std::uint32_t texts = 0;
  bool operator==(const offers_paused&) const = default;
};
BOOST_DESCRIBE_STRUCT(offers_paused, (), (pause, texts))

struct offers_resumed {
  static constexpr std::string_view type = "offers-resumed";
  std::uint32_t texts = 0;
  bool operator==(const offers_resumed&) const = default;
};
BOOST_DESCRIBE_STRUCT(offers_resumed, (), (texts))

/// The offers of its county are paused, or no longer; or it has moved to another one.
struct county_pause_changed {
  static constexpr std::string_view type = "county-pause-changed";
  std::optional<offers_pause> pause;
  bool operator==(const county_pause_changed&) const = default;
};
BOOST_DESCRIBE_STRUCT(county_pause_changed, (), (pause))

using agent_event = std::variant<
  created,
  credentials_changed,
  section_saved,
  registered,
  deregistered,
  reregistration_completed,
  suspended,
  reinstated,
  availability_changed,
  offers_withdrawn,
  offer_entered,
  referral_taken,
  referral_given,
  entry_left,
  miss_counted,
  restarted,
  offers_paused,
  offers_resumed,
  county_pause_changed>;

/// Total: an event is a fact, so it always applies.
agent evolve(agent, const agent_event&);

/// Whether history and feeds show it under its name.
bool is_public(const agent_event&);
bool is_public(const referral_event&);
bool is_public(const notice_event&); // The audit alone tells of it.

} // namespace kod::model
