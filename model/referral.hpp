#pragma once

#include "model/atlas.hpp"
#include "model/ids.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kod::model {

enum class referral_status : std::uint8_t { pending, in_progress, complete, cancelled };
BOOST_DESCRIBE_ENUM(referral_status, pending, in_progress, complete, cancelled)

enum class referral_type : std::uint8_t { general, mass };
BOOST_DESCRIBE_ENUM(referral_type, general, mass)

enum class tenure_kind : std::uint8_t { offer, in_progress };
BOOST_DESCRIBE_ENUM(tenure_kind, offer, in_progress)

/// One agent's time with a referral: first as an offer, then In Progress, under one number.
struct tenure {
  agent_id agent;
  std::uint32_t number = 0; // Never used twice within a referral.
  tenure_kind kind = tenure_kind::offer;
  bool assigned = false;           // An operator named the agent.
  instant since{};                 // Offered, accepted or handed over at.
  std::optional<instant> reply_by; // Of an offer.
  std::uint64_t start = 0;         // The engine's start in which the offer was made.
  bool operator==(const tenure&) const = default;
};
BOOST_DESCRIBE_STRUCT(tenure, (), (agent, number, kind, assigned, since, reply_by, start))

enum class exclusion_cause : std::uint8_t { rejected, missed, withdrawn, released };
BOOST_DESCRIBE_ENUM(exclusion_cause, rejected, missed, withdrawn, released)

/// An agent whom the dispatcher may not name again for this referral, and why.
struct exclusion {
  agent_id agent;
  exclusion_cause cause{};
  bool operator==(const exclusion&) const = default;
};
BOOST_DESCRIBE_STRUCT(exclusion, (), (agent, cause))

/// Why an offer was taken back: nobody's miss.
enum class withdrawal_cause : std::uint8_t {
  switched_off,
  out_of_office,
  deregistered,
  suspended,
  cancelled,
  assigned,
  broadcast,
  outage,
};
BOOST_DESCRIBE_ENUM(
  withdrawal_cause,
  switched_off,
  out_of_office,
  deregistered,
  suspended,
  cancelled,
  assigned,
  broadcast,
  outage)
std::string_view to_string(withdrawal_cause);

enum class disposition : std::uint8_t {
  enrolled,
  will_enrol_later,
  no_answer,
  not_interested,
  not_eligible,
  wrong_number,
};
BOOST_DESCRIBE_ENUM(
  disposition, enrolled, will_enrol_later, no_answer, not_interested, not_eligible, wrong_number)

/// The unit of work: a resident who waits for one agent's call. Holds nothing personal; name,
/// phone, mail and texts lie sealed under keys of their own (`model/sealed.hpp`).
///
///          reject, miss, withdraw: next agent, or everybody
///               +--------------+
///               v              |        assign
///     (new) -> pending/general -+-> pending/mass --> pending/general
///               | accept            | accept
///               v                   v
///             in progress -----> complete
///               | release: pending/general
///               any open one -> cancelled
struct referral {
  referral_id id;
  referral_status status = referral_status::pending;
  referral_type type = referral_type::general;
  model::language language;
  zip_code zip;
  std::string county; // Empty: unknown.
  point where;
  instant requested_at{};
  instant callback_by{};
  std::optional<instant> opens_at; // The programme's opening that it waits for.
  std::optional<model::tenure> tenure;
  std::uint32_t last_number = 0;
  std::vector<exclusion> tried;
  std::vector<agent_id> hidden_from; // They rejected it as Mass.
  std::optional<instant> mass_since;
  std::optional<instant> first_accepted_at;
  std::optional<instant> contacted_at;
  std::optional<model::disposition> disposition;
  bool overdue = false; // Once true, for good.
  std::optional<agent_id> ended_with;
  std::optional<instant> ended_at;
  std::uint32_t texts = 0;         // Sealed notes and reasons that belong to it, counted from 1.
  std::vector<std::string> claims; // Held while it is open: hashes of name and phone, and mail.
  bool operator==(const referral&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  referral,
  (),
  (id,
   status,
   type,
   language,
   zip,
   county,
   where,
   requested_at,
   callback_by,
   opens_at,
   tenure,
   last_number,
   tried,
   hidden_from,
   mass_since,
   first_accepted_at,
   contacted_at,
   disposition,
   overdue,
   ended_with,
   ended_at,
   texts,
   claims))

bool ended(const referral&);
bool open_offer(const referral&); // An offer waits for an answer.
bool listed_as_mass(const referral&);
bool waits_for_plan(const referral&); // Pending/General, and nobody has it.
bool waits_for_opening(const referral&, instant now);
bool released_by(const referral&, const agent_id&);
/// When waiting began: the request, or the opening where that is later.
instant waiting_since(const referral&);
/// Whose it is or was last: who may see its contact information while In Progress or Complete.
std::optional<agent_id> assigned_agent(const referral&);

std::string_view to_string(referral_status); // The API's words: `In Progress`.
std::string_view to_string(referral_type);
std::string_view to_string(disposition);
std::optional<disposition> parse_disposition(std::string_view);
std::optional<referral_status> parse_referral_status(std::string_view);
std::optional<referral_type> parse_referral_type(std::string_view);

} // namespace kod::model
