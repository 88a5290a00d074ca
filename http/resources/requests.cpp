#include "http/canonical_json.hpp"
#include "http/json_reader.hpp"
#include "http/render_referral.hpp"
#include "http/request_fields.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"
#include "http/tokens.hpp"

#include <algorithm>

namespace kod::http {

namespace {

using enum access;

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

model::take_request read_request(const exchange& x, complaints& to) {
  auto result = read_request_fields(x.asked->body, *x.with, to);
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

/// Why nothing is taken now, and whom to call.
response switched_off(const model::programme& now) {
  const auto why = now.message.empty() ? "The programme takes no requests now." : now.message;
  return problem(
    code::programme_closed,
    why + " The contact centre's number is " + now.contact_centre_phone + '.');
}

then<actors::request_taken> request_answer(const exchange& x) {
  const auto answer = answer_to<actors::request_taken>(
    x, [with = x.with](const auto& done) { return taken(*with, done); });
  return [x, answer](caf::expected<actors::request_taken> done) {
    if (done || done.error() != caf::make_error(model::rejection::programme_closed))
      return answer(std::move(done));
    x.with->engine.ask(actors::see_programme{}, answer_to<model::programme>(x, switched_off));
  };
}

void post_request(const exchange& x) {
  complaints wrong;
  auto request = read_request(x, wrong);
  if (!wrong.none())
    return refuse(x, wrong);
  if (x.storage_is_full())
    return answer_what_is_kept(x, request.key);
  x.with->engine.ask(actors::request_order{x.by(), std::move(request)}, request_answer(x));
}

response shown_view(const model::referral_view& view) {
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
    actors::see_referral{{x.in_path("id")}, x.by()},
    answer_to<model::referral_view>(x, shown_view));
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
    actors::referral_order{
      .referral = id, .by = x.by(), .command = std::move(order), .from = x.from()},
    answer_to<model::referral_view>(x, shown_view));
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
