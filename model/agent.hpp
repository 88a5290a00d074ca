#pragma once

#include "model/credentials.hpp"
#include "model/ids.hpp"
#include "model/offers_pause.hpp"
#include "model/referral.hpp"
#include "model/schedule.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kod::model {

enum class registration_status : std::uint8_t {
  not_started,
  incomplete,
  registered,
  deregistered,
  suspended,
};
BOOST_DESCRIBE_ENUM(
  registration_status, not_started, incomplete, registered, deregistered, suspended)
std::string_view to_string(registration_status); // The API's words: `De-registered`.
std::optional<registration_status> parse_registration_status(std::string_view);

enum class preferred_contact : std::uint8_t { phone, text, email };
BOOST_DESCRIBE_ENUM(preferred_contact, phone, text, email)

struct agreement {
  instant agreed_at{};
  std::string terms_version;
  bool operator==(const agreement&) const = default;
};
BOOST_DESCRIBE_STRUCT(agreement, (), (agreed_at, terms_version))

/// The part of *Preferred Contact Information* that is not personal; phone and mail are sealed.
struct contact_preferences {
  model::preferred_contact preferred_contact = model::preferred_contact::phone;
  std::vector<language> languages;
  bool operator==(const contact_preferences&) const = default;
};
BOOST_DESCRIBE_STRUCT(contact_preferences, (), (preferred_contact, languages))

enum class override_mode : std::uint8_t { schedule, on, off };
BOOST_DESCRIBE_ENUM(override_mode, schedule, on, off)

/// The switch by hand. Without an end it holds until it is moved again.
struct availability_override {
  override_mode mode = override_mode::schedule;
  std::optional<instant> until;
  bool operator==(const availability_override&) const = default;
};
BOOST_DESCRIBE_STRUCT(availability_override, (), (mode, until))

enum class entry_state : std::uint8_t { open, withdrawn, in_progress };
BOOST_DESCRIBE_ENUM(entry_state, open, withdrawn, in_progress)

/// A referral in an agent's ledger: the other side of the referral's tenure of the same number.
struct ledger_entry {
  referral_id referral;
  std::uint32_t number = 0;
  entry_state state = entry_state::open;
  bool assigned = false;
  std::optional<withdrawal_cause> cause{}; // Of a withdrawn one.
  bool operator==(const ledger_entry&) const = default;
};
BOOST_DESCRIBE_STRUCT(ledger_entry, (), (referral, number, state, assigned, cause))

inline constexpr std::uint8_t all_sections = 3;

/// A licensed insurance agent. Holds nothing personal; name, mail and phone lie sealed.
///
///     not started -> incomplete -> registered <-> suspended
///                        ^             | three misses, or an operator
///                        |             v
///                        +------ de-registered   (three sections, again in order)
struct agent {
  agent_id id;
  std::string npn;
  zip_code zip; // Of the business.
  std::string county;
  point where;
  model::credentials credentials;
  std::optional<model::agreement> agreement;
  std::optional<contact_preferences> contact;
  std::optional<model::schedule> schedule;
  registration_status registration = registration_status::not_started;
  std::uint8_t confirmed = 0; // Of `all_sections`, in this round of registering, in order.
  availability_override override_;
  std::uint32_t misses = 0;
  std::uint32_t hand_withdrawals = 0;
  std::vector<ledger_entry> ledger; // In the order in which they came.
  std::optional<instant> last_offer_at;
  std::optional<offers_pause> paused;       // By name.
  std::optional<offers_pause> county_pause; // With everybody of its county.
  bool operator==(const agent&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  agent,
  (),
  (id,
   npn,
   zip,
   county,
   where,
   credentials,
   agreement,
   contact,
   schedule,
   registration,
   confirmed,
   override_,
   misses,
   hand_withdrawals,
   ledger,
   last_offer_at,
   paused,
   county_pause))

std::string_view zone_of(const agent&); // Before one is known: `default_time_zone`.
const ledger_entry* entry_of(const agent&, const referral_id&);
std::uint32_t count_entries(const agent&, entry_state);
std::uint32_t open_referrals(const agent&); // Open offers and those In Progress.
bool speaks(const agent&, const language&);

} // namespace kod::model
