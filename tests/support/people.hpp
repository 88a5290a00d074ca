#pragma once

#include "model/agent_commands.hpp"
#include "model/referral_commands.hpp"

#include <chrono>
#include <string>
#include <vector>

// Who and what the tests of the model speak of. Everybody is made up.

namespace kod::tests {

using namespace std::chrono_literals;

inline const model::agent_id ann{"ann"}, bob{"bob"}, cid{"cid"};
inline const model::referral_id r1{"r-1"}, r2{"r-2"}, r3{"r-3"};
inline const model::language english{"en"}, spanish{"es"};

/// A Tuesday, noon in New York.
inline constexpr model::instant noon =
  std::chrono::sys_days{std::chrono::year{2026} / 11 / 10} + 17h;

inline model::party as(const model::agent_id& agent) {
  return {model::role::agent, agent.text};
}
inline const model::party engine{};
inline const model::party an_operator{model::role::operator_, "op-1"};
inline const model::party a_resident{model::role::resident, "r-1"};

/// Every day from one minute of the day to another, in New York.
inline model::schedule daily(std::uint16_t start, std::uint16_t end) {
  model::schedule result{.time_zone = "America/New_York", .weekly = {}, .out_of_office = {}};
  result.weekly.fill(model::working_day{.hours = {start, end}, .breaks = {}});
  return result;
}
inline model::schedule round_the_clock() {
  return daily(0, 1440);
}

inline model::credentials good_credentials() {
  using std::chrono::year;
  return {
    .license = model::license{"L-1", year{2027} / 3 / 31},
    .certification = model::certification{year{2027} / 6 / 30},
    .doi_contact_confirmed_on = year{2026} / 10 / 1,
  };
}

/// Midnight in New York after the last day of that licence.
inline constexpr model::instant expiry =
  std::chrono::sys_days{std::chrono::year{2027} / 4 / 1} + 4h;

inline model::credentials unlicensed() {
  auto result = good_credentials();
  result.license.reset();
  return result;
}

inline model::created
newcomer(const model::agent_id& id, const model::credentials& credentials = good_credentials()) {
  return {
    .id = id,
    .npn = "9000" + id.text,
    .zip = {"40202"},
    .county = "Jefferson County",
    .where = {38.25, -85.75},
    .credentials = credentials,
  };
}

inline const model::section_saved agreed{
  .agreement = model::agreement{noon - 24h, "2026-1"}, .contact = {}, .schedule = {}};
inline model::section_saved speaking(std::vector<model::language> languages) {
  return {
    .agreement = {},
    .contact = model::contact_preferences{model::preferred_contact::phone, std::move(languages)},
    .schedule = {}};
}
inline model::section_saved working(const model::schedule& hours) {
  return {.agreement = {}, .contact = {}, .schedule = hours};
}

using agent_history = std::vector<model::agent_event>;
using referral_history = std::vector<model::referral_event>;

/// A registered agent who speaks English and works round the clock, and what came after.
inline agent_history registered_agent(const model::agent_id& id, agent_history then = {}) {
  agent_history all{
    newcomer(id), agreed, speaking({english}), working(round_the_clock()), model::registered{}};
  all.insert(all.end(), then.begin(), then.end());
  return all;
}

inline model::offer_entered entered(const model::referral_id& referral, std::uint32_t number) {
  return {.referral = referral, .number = number, .assigned = false, .at = noon};
}
inline model::offer_entered
entered_by_hand(const model::referral_id& referral, std::uint32_t number) {
  return {.referral = referral, .number = number, .assigned = true, .at = noon};
}

/// A request for English, at noon, to be called by half past.
inline model::requested a_request(const model::referral_id& id = r1) {
  return {
    .id = id,
    .language = english,
    .zip = {"40202"},
    .county = "Jefferson County",
    .where = {38.25, -85.75},
    .requested_at = noon,
    .callback_by = noon + 30min,
    .opens_at = {},
    .claims = {"phone/" + id.text},
  };
}

inline model::offered
an_offer(const model::agent_id& agent, std::uint32_t number, model::instant at = noon) {
  return {
    .agent = agent,
    .number = number,
    .offered_at = at,
    .reply_by = at + 15min,
    .start = 1,
    .assigned = false,
    .why = model::choice_reasons{}};
}
inline model::offered
an_assigned_offer(const model::agent_id& agent, std::uint32_t number, model::instant at = noon) {
  auto result = an_offer(agent, number, at);
  result.assigned = true;
  result.why.reset();
  return result;
}

inline model::contact_shared shared_with(const model::agent_id& agent, std::string purpose) {
  return {.to = as(agent), .purpose = std::move(purpose), .texts = 0};
}

inline model::resident_contact a_contact() {
  return {
    .name = "Robin Resident",
    .phone = "+15025550123",
    .email = {},
    .preferred_contact = model::preferred_contact::phone,
    .note = "after five",
    .consent_text_version = "1"};
}

inline model::take_request a_take(const model::referral_id& id = r1) {
  return {
    .id = id,
    .language = english,
    .place = {.zip = {"40202"}, .where = {38.25, -85.75}, .county = "Jefferson County"},
    .contact = a_contact(),
    .key = {},
    .claims = {"phone/" + id.text},
    .opens_at = {}};
}

inline model::agent_facts facts_of(const model::created& who) {
  return {
    .npn = who.npn,
    .identity = {.name = "Alex Agent", .email = "alex@example.org", .phone = "+15025550100"},
    .place = {.zip = who.zip, .where = who.where, .county = who.county},
    .credentials = who.credentials};
}

} // namespace kod::tests
