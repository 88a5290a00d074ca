#include "model/agent_rules.hpp"

namespace kod::model::agent_rules {

namespace {

std::string npn_claim(const std::string& npn) {
  return "npn/" + npn;
}

agent_change add(const agent_id& id, const agent_facts& facts) {
  agent_change change;
  change.events.push_back(created{
    .id = id,
    .npn = facts.npn,
    .zip = facts.place.zip,
    .county = facts.place.county,
    .where = facts.place.where,
    .credentials = facts.credentials,
  });
  change.take.push_back(
    {.name = npn_claim(facts.npn), .owner = id.text, .detail = {}, .expires = {}});
  change.sealed.push_back({identity_key(id), facts.identity});
  if (facts.county_pause)
    change.events.emplace_back(county_pause_changed{facts.county_pause});
  return change;
}

credentials_changed as_supplied(const agent_facts& facts) {
  return {
    .npn = facts.npn,
    .zip = facts.place.zip,
    .county = facts.place.county,
    .where = facts.place.where,
    .credentials = facts.credentials,
  };
}

credentials_changed as_it_is(const agent& now) {
  return {now.npn, now.zip, now.county, now.where, now.credentials};
}

/// None: it would lack its number or its expiry.
std::optional<license> patched(const std::optional<license>& before, const license_patch& patch) {
  if (!before && (!patch.number || !patch.expires))
    return std::nullopt;
  auto result = before.value_or(license{});
  result.number = patch.number.value_or(result.number);
  result.expires = patch.expires.value_or(result.expires);
  return result;
}

} // namespace

agent_decision answer(const agent& now, const create_agent& c, const circumstances&) {
  if (!now.id.text.empty())
    return rejection::id_taken;
  return add(c.id, c.facts);
}

agent_decision answer(const agent& now, const supply_agent& c, const circumstances&) {
  if (now.id.text.empty())
    return add(c.id, c.facts);
  agent_change change;
  const auto supplied = as_supplied(c.facts);
  if (c.facts.county_pause != now.county_pause)
    change.events.emplace_back(county_pause_changed{c.facts.county_pause});
  if (supplied == as_it_is(now) && !c.identity_differs)
    return change;
  change.events.emplace_back(supplied); // Also for the identity alone, which lies apart.
  if (c.identity_differs)
    change.sealed.push_back({identity_key(now.id), c.facts.identity});
  if (c.facts.npn != now.npn) {
    change.take.push_back(
      {.name = npn_claim(c.facts.npn), .owner = now.id.text, .detail = {}, .expires = {}});
    change.free.push_back(npn_claim(now.npn));
  }
  return change;
}

agent_decision answer(const agent& now, const patch_credentials& c, const circumstances&) {
  auto next = as_it_is(now);
  if (c.license && *c.license) {
    const auto license = patched(now.credentials.license, **c.license);
    if (!license)
      return rejection::incomplete_license;
    next.credentials.license = *license;
  } else if (c.license) {
    next.credentials.license.reset();
  }
  if (c.certification_expires) {
    next.credentials.certification.reset();
    if (*c.certification_expires)
      next.credentials.certification = certification{**c.certification_expires};
  }
  if (c.doi_contact_confirmed_on)
    next.credentials.doi_contact_confirmed_on = *c.doi_contact_confirmed_on;
  agent_change change;
  if (next.credentials != now.credentials)
    change.events.push_back(std::move(next));
  return change;
}

} // namespace kod::model::agent_rules
