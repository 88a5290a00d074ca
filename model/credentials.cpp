#include "model/credentials.hpp"

#include "model/zones.hpp"

namespace kod::model {

namespace {

/// What holds through a day ends where the next one begins.
instant end_of(day last, const date::time_zone& zone) {
  return start_of(last + std::chrono::days{1}, zone);
}

} // namespace

std::vector<credential_problem>
problems_of(const credentials& held, std::string_view zone, instant now) {
  using enum credential_problem;
  const auto today = day_at(now, zone_or_default(zone));
  std::vector<credential_problem> problems;
  if (!held.license)
    problems.push_back(license_missing);
  else if (held.license->expires < today)
    problems.push_back(license_expired);
  if (!held.certification)
    problems.push_back(certification_missing);
  else if (held.certification->expires < today)
    problems.push_back(certification_expired);
  if (!held.doi_contact_confirmed_on || *held.doi_contact_confirmed_on > today)
    problems.push_back(doi_contact_not_confirmed);
  return problems;
}

bool eligible(const credentials& held, std::string_view zone, instant now) {
  return problems_of(held, zone, now).empty();
}

std::optional<instant>
next_credential_change(const credentials& held, std::string_view zone, instant now) {
  const auto& there = zone_or_default(zone);
  std::optional<instant> next;
  const auto look_at = [&](instant change) {
    if (change > now && (!next || change < *next))
      next = change;
  };
  if (held.license)
    look_at(end_of(held.license->expires, there));
  if (held.certification)
    look_at(end_of(held.certification->expires, there));
  if (held.doi_contact_confirmed_on)
    look_at(start_of(*held.doi_contact_confirmed_on, there));
  return next;
}

} // namespace kod::model
