#include "http/canonical_json.hpp"
#include "http/json_reader.hpp"
#include "http/render_referral.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"
#include "http/tokens.hpp"

#include <algorithm>

namespace kod::http {

namespace {

using enum access;

// -- what makes two requests the same -------------------------------------------

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

// -- reading --------------------------------------------------------------------

std::optional<model::request_key> read_key(const exchange& x, complaints& to) {
  constexpr std::size_t longest = 200;
  const auto key = x.asked->request.header("Idempotency-Key");
  if (!key)
    return std::nullopt;
  const auto visible = [](char each) { return each > ' ' && each <= '~'; };
  if (key->empty() || key->size() > longest || !std::ranges::all_of(*key, visible))
    to.add("/Idempotency-Key", "It must be 1 to 200 visible ASCII characters.");
  return model::request_key{
    .claim_name = "key/" + std::string{model::to_string(x.by().role)} + '/' + std::string{*key},
    .body_hash = x.with->fingerprints.of(canonical_json(x.asked->body)),
  };
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

model::take_request read_request(const exchange& x, complaints& to) {
  model::take_request result;
  json_reader fields{x.asked->body, to};
  result.contact = read_contact(fields);
  result.language =
    fields.needed("language", forms::language{x.with->languages}).value_or(model::language{});
  result.place = fields.needed("zip", forms::place{x.with->atlas}).value_or(model::place{});
  fields.refuse_others();
  result.key = read_key(x, to);
  return result;
}

// -- the calls ------------------------------------------------------------------

/// The same for a repeated request, word for word.
response taken(const services& with, const actors::request_taken& request) {
  json_writer out;
  out.object([&] {
    out.member("id", request.id.text);
    out.member("status", model::to_string(model::referral_status::pending));
    out.member("callback_by", request.callback_by);
    out.member("access_token", with.tokens.sign_for_resident(request.id, request.requested_at));
  });
  return created_at("/v1/requests/" + request.id.text, out.take());
}

/// With no room for another one only what is stored already can be answered.
void answer_what_is_kept(const exchange& x, const std::optional<model::request_key>& key) {
  if (!key)
    return x.reply(problem(code::storage_full));
  x.with->engine.ask(
    actors::find_kept{*key}, [x](const caf::expected<actors::request_taken>& kept) {
      if (kept)
        return x.reply(taken(*x.with, *kept));
      const bool is_new = kept.error() == caf::make_error(model::rejection::not_found);
      x.reply(is_new ? problem(code::storage_full) : problem_of(kept.error()));
    });
}

void post_request(const exchange& x) {
  complaints wrong;
  auto request = read_request(x, wrong);
  if (!wrong.none())
    return refuse(x, wrong);
  if (x.storage_is_full())
    return answer_what_is_kept(x, request.key);
  request.claims = claims_of(request.contact, x.with->fingerprints);
  x.with->engine.ask(
    actors::request_order{x.by(), std::move(request)},
    answer_to<actors::request_taken>(
      x, [with = x.with](const auto& done) { return taken(*with, done); }));
}

response shown(const model::referral_view& view) {
  return ok([&](json_writer& out) { write_request(out, view); });
}

/// A resident's link is good for one request; another one isn't there for it.
bool somebody_elses(const exchange& x) {
  return x.by().role == model::role::resident && x.by().id != x.in_path("id");
}

void get_request(const exchange& x) {
  if (somebody_elses(x))
    return x.reply(problem(code::not_found));
  x.with->engine.ask(
    actors::see_referral{{x.in_path("id")}, x.by()}, answer_to<model::referral_view>(x, shown));
}

void cancel_request(const exchange& x) {
  if (somebody_elses(x))
    return x.reply(problem(code::not_found));
  const model::referral_id id{x.in_path("id")};
  complaints wrong;
  model::cancel order;
  if (!x.asked->body.is_null()) {
    json_reader fields{x.asked->body, wrong};
    order.reason = fields.optional("reason", forms::optional_text).value_or("");
    fields.refuse_others();
  }
  if (!wrong.none())
    return refuse(x, wrong, actors::see_referral{id, x.by()});
  x.with->engine.ask(
    actors::referral_order{id, x.by(), std::move(order)},
    answer_to<model::referral_view>(x, shown));
}

} // namespace

void add_request_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/requests",
    .allowed = {anybody},
    .body = body_kind::json,
    .rated = true,
    .errand = errand::new_request,
    .handler = handled_by(post_request, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/requests/{id}",
    .allowed = {resident, intake, operator_},
    .handler = handled_by(get_request, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/requests/{id}/cancel",
    .allowed = {resident, intake, operator_},
    .body = body_kind::optional,
    .handler = handled_by(cancel_request, with),
  });
}

} // namespace kod::http
