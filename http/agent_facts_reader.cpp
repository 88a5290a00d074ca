#include "http/agent_facts_reader.hpp"

namespace kod::http {

namespace {

model::credentials read_credentials(json_reader& from, model::instant now) {
  model::credentials held;
  if (auto license = from.optional_object("license")) {
    const auto number = license->needed("number", forms::short_text);
    const auto expires = license->needed("expires", forms::day);
    held.license = {number.value_or(""), expires.value_or(model::day{})};
    license->refuse_others();
  }
  if (auto certification = from.optional_object("certification")) {
    const auto expires = certification->needed("expires", forms::day);
    held.certification = {expires.value_or(model::day{})};
    certification->refuse_others();
  }
  held.doi_contact_confirmed_on = from.optional("doi_contact_confirmed_on", past_day{now});
  from.refuse_others();
  return held;
}

/// A member of a credential: it may be changed, but not taken away alone.
template <class Form>
std::optional<read_by<Form>>
changed_member(json_reader& from, std::string_view name, const Form& form) {
  const auto* value = from.raw(name);
  if (value && value->is_null())
    from.refuse(name, "It can't be taken away alone.");
  return from.optional(name, form);
}

bool taken_away(json_reader& from, std::string_view name) {
  const auto* value = from.raw(name);
  return value && value->is_null();
}

} // namespace

parsed<model::day> past_day::operator()(std::string_view text) const {
  auto result = forms::day(text);
  // By UTC's calendar, which no zone of the United States is ahead of.
  if (result && *result > std::chrono::floor<std::chrono::days>(now))
    return wrong{"It is in the future."};
  return result;
}

model::agent_facts
read_agent_facts(json_reader& from, const model::atlas& atlas, model::instant now) {
  model::agent_facts facts;
  facts.npn = from.needed("npn", forms::npn).value_or("");
  facts.identity.name = from.needed("name", forms::name).value_or("");
  facts.identity.email = from.needed("email", forms::email).value_or("");
  facts.identity.phone = from.needed("phone", forms::phone).value_or("");
  facts.place = from.needed("zip", forms::place{atlas}).value_or(model::place{});
  if (auto credentials = from.optional_object("credentials"))
    facts.credentials = read_credentials(*credentials, now);
  return facts;
}

model::patch_credentials
read_credentials_patch(const boost::json::value& body, complaints& to, model::instant now) {
  model::patch_credentials patch;
  json_reader fields{body, to};
  if (auto license = fields.optional_object("license")) {
    model::license_patch changed;
    changed.number = changed_member(*license, "number", forms::short_text);
    changed.expires = changed_member(*license, "expires", forms::day);
    license->refuse_others();
    patch.license = changed;
  } else if (taken_away(fields, "license")) {
    patch.license.emplace(std::nullopt);
  }
  if (auto certification = fields.optional_object("certification")) {
    if (const auto expires = changed_member(*certification, "expires", forms::day))
      patch.certification_expires = expires;
    certification->refuse_others();
  } else if (taken_away(fields, "certification")) {
    patch.certification_expires.emplace(std::nullopt);
  }
  if (const auto date = fields.optional("doi_contact_confirmed_on", past_day{now}))
    patch.doi_contact_confirmed_on = date;
  else if (taken_away(fields, "doi_contact_confirmed_on"))
    patch.doi_contact_confirmed_on.emplace(std::nullopt);
  fields.refuse_others();
  return patch;
}

} // namespace kod::http
