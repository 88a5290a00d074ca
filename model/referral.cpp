#include "model/referral.hpp"

#include "model/words.hpp"

#include <algorithm>

namespace kod::model {

namespace {

/// The status or type whose API word is the given one.
template <class Enum>
std::optional<Enum> parse(std::string_view text, std::initializer_list<Enum> all) {
  const auto found = std::ranges::find(all, text, [](Enum each) { return to_string(each); });
  return found == all.end() ? std::nullopt : std::optional{*found};
}

} // namespace

bool ended(const referral& now) {
  return now.status == referral_status::complete || now.status == referral_status::cancelled;
}

bool open_offer(const referral& now) {
  return now.tenure && now.tenure->kind == tenure_kind::offer;
}

bool listed_as_mass(const referral& now) {
  return now.status == referral_status::pending && now.type == referral_type::mass && !now.tenure;
}

bool waits_for_plan(const referral& now) {
  return now.status == referral_status::pending && now.type == referral_type::general
         && !now.tenure;
}

bool waits_for_opening(const referral& now, instant at) {
  return waits_for_plan(now) && now.opens_at && at < *now.opens_at;
}

bool released_by(const referral& now, const agent_id& agent) {
  return std::ranges::find(now.tried, exclusion{agent, exclusion_cause::released})
         != now.tried.end();
}

instant waiting_since(const referral& now) {
  return now.opens_at ? std::max(now.requested_at, *now.opens_at) : now.requested_at;
}

std::optional<agent_id> assigned_agent(const referral& now) {
  if (now.status == referral_status::in_progress && now.tenure)
    return now.tenure->agent;
  return now.ended_with;
}

std::string_view to_string(referral_status status) {
  switch (status) {
  case referral_status::pending: return "Pending";
  case referral_status::in_progress: return "In Progress";
  case referral_status::complete: return "Complete";
  case referral_status::cancelled: return "Cancelled";
  }
  return "unknown";
}

std::string_view to_string(referral_type type) {
  switch (type) {
  case referral_type::general: return "General";
  case referral_type::mass: return "Mass";
  }
  return "unknown";
}

std::string_view to_string(disposition how) {
  switch (how) {
  case disposition::enrolled: return "enrolled";
  case disposition::will_enrol_later: return "will-enrol-later";
  case disposition::no_answer: return "no-answer";
  case disposition::not_interested: return "not-interested";
  case disposition::not_eligible: return "not-eligible";
  case disposition::wrong_number: return "wrong-number";
  }
  return "unknown";
}

std::string_view to_string(withdrawal_cause cause) {
  switch (cause) {
  case withdrawal_cause::switched_off: return "switched-off";
  case withdrawal_cause::out_of_office: return "out-of-office";
  case withdrawal_cause::deregistered: return "deregistered";
  case withdrawal_cause::suspended: return "suspended";
  case withdrawal_cause::cancelled: return "cancelled";
  case withdrawal_cause::assigned: return "assigned";
  case withdrawal_cause::broadcast: return "broadcast";
  case withdrawal_cause::outage: return "outage";
  }
  return "unknown";
}

std::optional<disposition> parse_disposition(std::string_view text) {
  return parse_word<disposition>(text);
}

std::optional<referral_status> parse_referral_status(std::string_view text) {
  using enum referral_status;
  return parse(text, {pending, in_progress, complete, cancelled});
}

std::optional<referral_type> parse_referral_type(std::string_view text) {
  return parse(text, {referral_type::general, referral_type::mass});
}

} // namespace kod::model
