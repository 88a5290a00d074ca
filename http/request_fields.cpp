#include "http/request_fields.hpp"

#include "http/json_reader.hpp"

namespace kod::http {

namespace {

/// The name without case and outer spaces. Beside ASCII the letters of Latin-1 have a case here.
std::string compared_name(std::string_view name) {
  const auto begin = name.find_first_not_of(' ');
  const auto end = name.find_last_not_of(' ');
  std::string result{name.substr(begin, end - begin + 1)};
  char before = 0;
  for (auto& each : result) {
    const auto byte = static_cast<unsigned char>(each);
    const bool capital_of_latin_1 =
      before == '\xc3' && byte >= 0x80 && byte <= 0x9e && byte != 0x97; // Which is the sign x.
    before = each;
    if ((each >= 'A' && each <= 'Z') || capital_of_latin_1)
      each = static_cast<char>(byte + 0x20);
  }
  return result;
}

std::string lower_case(std::string text) {
  for (auto& each : text)
    if (each >= 'A' && each <= 'Z')
      each = static_cast<char>(each + ('a' - 'A'));
  return text;
}

/// The name is part of each, so that nobody learns from a number alone that its owner asked for
/// help, and a household can share one.
std::vector<std::string>
claims_of(const model::resident_contact& contact, const model::fingerprints& hash) {
  const auto name = compared_name(contact.name) + '\n';
  std::vector<std::string> claims{"phone/" + hash.of(name + contact.phone)};
  if (!contact.email.empty())
    claims.push_back("e-mail/" + hash.of(name + lower_case(contact.email)));
  return claims;
}

std::string read_consent(json_reader& fields) {
  auto consent = fields.needed_object("consent");
  if (!consent)
    return {};
  consent->needs_true("agreed");
  auto version = consent->needed("text_version", forms::short_text);
  consent->refuse_others();
  return version.value_or("");
}

model::resident_contact read_contact(json_reader& fields) {
  model::resident_contact contact;
  contact.name = fields.needed("name", forms::name).value_or("");
  contact.phone = fields.needed("phone", forms::phone).value_or("");
  contact.email = fields.optional("email", forms::email).value_or("");
  const auto preferred = fields.needed("preferred_contact", forms::word<model::preferred_contact>);
  const auto* email = fields.raw("email");
  if (preferred == model::preferred_contact::email && (!email || email->is_null()))
    fields.refuse("email", "It is needed to be contacted by e-mail.");
  contact.preferred_contact = preferred.value_or(model::preferred_contact::phone);
  contact.note = fields.optional("note", forms::note).value_or("");
  contact.consent_text_version = read_consent(fields);
  return contact;
}

} // namespace

model::take_request
read_request_fields(const boost::json::value& body, const services& with, complaints& to) {
  model::take_request result;
  json_reader fields{body, to};
  result.contact = read_contact(fields);
  result.language =
    fields.needed("language", forms::language{with.languages}).value_or(model::language{});
  result.place = fields.needed("zip", forms::place{with.atlas}).value_or(model::place{});
  fields.refuse_others();
  if (to.none())
    result.claims = claims_of(result.contact, with.fingerprints);
  return result;
}

} // namespace kod::http
