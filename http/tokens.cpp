#include "http/tokens.hpp"

#include "http/limits.hpp"
#include "http/strict_json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <cjose/cjose.h>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

namespace kod::http {

namespace {

namespace json = boost::json;

template <auto Release>
struct releaser {
  template <class T>
  void operator()(T* what) const {
    Release(what);
  }
};
using key_ptr = std::unique_ptr<cjose_jwk_t, releaser<cjose_jwk_release>>;
using jws_ptr = std::unique_ptr<cjose_jws_t, releaser<cjose_jws_release>>;
using header_ptr = std::unique_ptr<cjose_header_t, releaser<cjose_header_release>>;

constexpr std::size_t longest_token = 2048;
constexpr std::size_t longest_subject = 200;

std::optional<model::role> role_named(std::string_view name) {
  using enum model::role;
  for (const auto each : {resident, agent, operator_, intake})
    if (model::to_string(each) == name)
      return each;
  return std::nullopt;
}

std::int64_t seconds_of(model::instant at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

json::object claims_of(const model::party& who, model::instant issued) {
  return {{"sub", who.id}, {"role", model::to_string(who.role)}, {"iat", seconds_of(issued)}};
}

std::optional<std::string> text_in(const json::object& body, std::string_view name) {
  const auto* member = body.if_contains(name);
  const auto* text = member ? member->if_string() : nullptr;
  return text ? std::optional{std::string{*text}} : std::nullopt;
}

std::optional<std::int64_t> number_in(const json::object& body, std::string_view name) {
  constexpr auto most = std::numeric_limits<std::int32_t>::max() * 4'000ll;
  const auto* member = body.if_contains(name);
  const auto* number = member ? member->if_int64() : nullptr;
  return number && *number >= 0 && *number <= most ? std::optional{*number} : std::nullopt;
}

std::optional<model::instant> milliseconds_in(const json::object& body, std::string_view name) {
  const auto number = number_in(body, name);
  return number ? std::optional{model::instant{std::chrono::milliseconds{*number}}} : std::nullopt;
}

std::optional<grant_use> use_in(const json::object& body) {
  const auto name = text_in(body, "use");
  if (!name)
    return body.contains("use") ? std::nullopt : std::optional{grant_use::bearer};
  return *name == "session" ? std::optional{grant_use::session}
         : *name == "link"  ? std::optional{grant_use::link}
                            : std::nullopt;
}

/// Reads what sessions and links say beside what every token does.
bool read_pass(const json::object& body, grant& to) {
  auto id = text_in(body, "jti");
  const auto issued = milliseconds_in(body, "issued");
  to.ends = milliseconds_in(body, "ends");
  if (!id || !issued || !to.ends || !to.expires)
    return false;
  to.id = std::move(*id);
  to.issued = *issued;
  return true;
}

std::optional<grant> read_grant(std::string_view text) {
  const auto body = read_json(text);
  const auto* object = body ? body->if_object() : nullptr;
  if (!object)
    return std::nullopt;
  auto subject = text_in(*object, "sub");
  const auto role_name = text_in(*object, "role");
  const auto role = role_name ? role_named(*role_name) : std::nullopt;
  const auto use = use_in(*object);
  if (!subject || !role || !use)
    return std::nullopt;
  grant read{.who = {*role, std::move(*subject)}, .use = *use};
  if (object->contains("exp")) {
    const auto seconds = number_in(*object, "exp");
    if (!seconds || *seconds > std::numeric_limits<std::int32_t>::max() * 4ll)
      return std::nullopt;
    read.expires = model::instant{std::chrono::seconds{*seconds}};
  } else if (*role != model::role::resident)
    return std::nullopt; // All others' end.
  if (*use != grant_use::bearer && !read_pass(*object, read))
    return std::nullopt;
  return read;
}

/// Three parts in base64url without padding. cjose ends the process on some texts that aren't.
bool has_form_of_token(std::string_view text) {
  constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (const bool last : {false, false, true}) {
    const auto part = text.substr(0, text.find('.'));
    if (part.empty() || part.size() % 4 == 1 || part.find_first_not_of(letters) != part.npos)
      return false;
    if (last != (part.size() == text.size()))
      return false;
    text.remove_prefix(last ? part.size() : part.size() + 1);
  }
  return true;
}

bool uses_our_algorithm(cjose_jws_t* token) {
  auto* const header = cjose_jws_get_protected(token);
  const auto* algorithm = header ? cjose_header_get(header, CJOSE_HDR_ALG, nullptr) : nullptr;
  if (!algorithm || std::string_view{algorithm} != CJOSE_HDR_ALG_HS256)
    return false;
  // An extension that must be understood: we know none.
  const std::unique_ptr<char, releaser<std::free>> critical{
    cjose_header_get_raw(header, "crit", nullptr)};
  return critical == nullptr;
}

} // namespace

struct tokens::state {
  key_ptr key;
  model::clock now;
  mutable std::mutex mutex;
  std::unordered_map<std::string, grant> verified;

  std::string sign(const json::object& what) const;
  std::optional<grant> check(const std::string& token) const;
  std::optional<grant> recall(const std::string& token);
};

std::string tokens::state::sign(const json::object& what) const {
  const auto text = json::serialize(what);
  const header_ptr header{cjose_header_new(nullptr)};
  const std::scoped_lock lock{mutex};
  const char* signed_text = nullptr;
  if (header && cjose_header_set(header.get(), CJOSE_HDR_ALG, CJOSE_HDR_ALG_HS256, nullptr)) {
    const jws_ptr token{cjose_jws_sign(
      key.get(),
      header.get(),
      reinterpret_cast<const std::uint8_t*>(text.data()),
      text.size(),
      nullptr)};
    if (token && cjose_jws_export(token.get(), &signed_text, nullptr))
      return signed_text;
  }
  throw std::runtime_error{"a token could not be signed"};
}

std::optional<grant> tokens::state::check(const std::string& token) const {
  const jws_ptr read{cjose_jws_import(token.data(), token.size(), nullptr)};
  if (!read || !uses_our_algorithm(read.get()) || !cjose_jws_verify(read.get(), key.get(), nullptr))
    return std::nullopt;
  std::uint8_t* text = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(read.get(), &text, &size, nullptr))
    return std::nullopt;
  return read_grant({reinterpret_cast<const char*>(text), size});
}

std::optional<grant> tokens::state::recall(const std::string& token) {
  const std::scoped_lock lock{mutex};
  if (const auto known = verified.find(token); known != verified.end())
    return known->second;
  auto found = check(token);
  if (found) {
    if (verified.size() >= limits::remembered_tokens)
      verified.clear(); // Whoever is still there is verified once more.
    verified.emplace(token, *found);
  }
  return found;
}

tokens::tokens(std::string_view secret, model::clock now) : state_{std::make_unique<state>()} {
  state_->key.reset(cjose_jwk_create_oct_spec(
    reinterpret_cast<const std::uint8_t*>(secret.data()), secret.size(), nullptr));
  if (!state_->key || secret.size() < 32)
    throw std::runtime_error{"a key for tokens has 32 bytes or more"};
  state_->now = std::move(now);
}

tokens::~tokens() = default;

std::string tokens::sign(const model::party& who, model::duration ttl) const {
  if (who.id.size() > longest_subject)
    throw std::runtime_error{"a token's subject is too long"};
  const auto now = state_->now();
  auto what = claims_of(who, now);
  what.emplace("exp", seconds_of(now + ttl));
  return state_->sign(what);
}

std::string
tokens::sign_for_resident(const model::referral_id& request, model::instant requested_at) const {
  return state_->sign(claims_of({model::role::resident, request.text}, requested_at));
}

std::string tokens::sign(const grant& given) const {
  auto what = claims_of(given.who, given.issued);
  what.emplace("use", given.use == grant_use::session ? "session" : "link");
  what.emplace("jti", given.id);
  what.emplace("issued", given.issued.time_since_epoch().count());
  what.emplace("exp", seconds_of(given.expires.value()));
  what.emplace("ends", given.ends.value().time_since_epoch().count());
  return state_->sign(what);
}

std::optional<grant> tokens::read(std::string_view token) const {
  if (token.size() > longest_token || !has_form_of_token(token))
    return std::nullopt;
  auto found = state_->recall(std::string{token});
  if (!found || (found->expires && state_->now() >= *found->expires))
    return std::nullopt;
  return found;
}

std::optional<model::party> tokens::verify(std::string_view token) const {
  auto found = read(token);
  if (!found || found->use != grant_use::bearer)
    return std::nullopt;
  return std::move(found->who);
}

} // namespace kod::http
