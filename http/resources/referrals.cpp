#include "http/json_reader.hpp"
#include "http/preconditions.hpp"
#include "http/query_reader.hpp"
#include "http/render_referral.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

using enum access;

then<model::referral_view> referral_answer(const exchange& x) {
  return answer_to<model::referral_view>(x, [with = x.with](const model::referral_view& view) {
    auto answer = ok([&](json_writer& out) { write_referral(out, view, with->now()); });
    answer.headers.emplace_back("ETag", entity_tag(view.version));
    return answer;
  });
}

model::referral_id referral_in_path(const exchange& x) {
  return {x.in_path("id")};
}

void order(const exchange& x, model::referral_command command) {
  // An agent's answers are decided by whose the referral is, which a precondition would give away.
  auto only_at = x.by_agent() || x.asked->request.method != method::post
                   ? std::nullopt
                   : versions_to_match(x.asked->request);
  x.with->engine.ask(
    actors::referral_order{
      referral_in_path(x), x.by(), std::move(command), std::move(only_at), x.from()},
    referral_answer(x));
}

/// The same, or what is wrong with its fields, if the caller may see the referral.
void order_if_right(const exchange& x, const complaints& wrong, model::referral_command command) {
  if (!wrong.none())
    return refuse(x, wrong, actors::see_referral{referral_in_path(x), x.by()});
  order(x, std::move(command));
}

/// For accept and reject: to an agent every referral that exists is there.
void order_or_say_whats_wrong(
  const exchange& x, const complaints& wrong, model::referral_command command) {
  if (!wrong.none())
    return refuse(x, wrong, actors::see_referral{referral_in_path(x), model::party{}});
  order(x, std::move(command));
}

/// Reads a body of nothing but a reason that may be left out, as may the whole.
std::string read_optional_reason(const exchange& x, complaints& to) {
  if (x.asked->body.is_null())
    return {};
  json_reader fields{x.asked->body, to};
  auto reason = fields.optional("reason", forms::optional_text);
  fields.refuse_others();
  return reason.value_or("");
}

std::string read_reason(const exchange& x, complaints& to) {
  json_reader fields{x.asked->body, to};
  auto reason = fields.needed("reason", forms::short_text);
  fields.refuse_others();
  return reason.value_or("");
}

void refuse_any_field(const exchange& x, complaints& to) {
  if (!x.asked->body.is_null())
    json_reader{x.asked->body, to}.refuse_others();
}

// -- an agent's answers -----------------------------------------------------------

void accept(const exchange& x) {
  complaints wrong;
  refuse_any_field(x, wrong);
  order_or_say_whats_wrong(x, wrong, model::accept{.agent = {x.by().id}});
}

void reject(const exchange& x) {
  complaints wrong;
  auto reason = read_optional_reason(x, wrong);
  order_or_say_whats_wrong(
    x, wrong, model::reject{.agent = {x.by().id}, .reason = std::move(reason)});
}

void release(const exchange& x) {
  complaints wrong;
  auto reason = read_reason(x, wrong);
  order_if_right(x, wrong, model::release{.agent = {x.by().id}, .reason = std::move(reason)});
}

// -- what agents and the contact centre report --------------------------------------

void mark_contacted(const exchange& x) {
  complaints wrong;
  refuse_any_field(x, wrong);
  order_if_right(x, wrong, model::mark_contacted{});
}

void complete(const exchange& x) {
  complaints wrong;
  json_reader fields{x.asked->body, wrong};
  const auto how = fields.needed("disposition", forms::word<model::disposition>);
  auto note = fields.optional("note", forms::note);
  fields.refuse_others();
  order_if_right(
    x,
    wrong,
    model::complete{.disposition = how.value_or(model::disposition{}), .note = note.value_or("")});
}

// -- an operator's orders -----------------------------------------------------------

void broadcast(const exchange& x) {
  complaints wrong;
  auto reason = read_optional_reason(x, wrong);
  order_if_right(x, wrong, model::broadcast{std::move(reason)});
}

void cancel(const exchange& x) {
  complaints wrong;
  auto reason = read_reason(x, wrong);
  order_if_right(x, wrong, model::cancel{std::move(reason)});
}

/// That the agent exists is a question of the fields, and comes before the referral's state.
void assign(const exchange& x) {
  complaints wrong;
  json_reader fields{x.asked->body, wrong};
  const auto agent = fields.needed("agent_id", forms::agent_id);
  auto reason = fields.optional("reason", forms::optional_text);
  fields.refuse_others();
  model::assign command{agent.value_or(model::agent_id{}), reason.value_or("")};
  if (!wrong.none())
    return order_if_right(x, wrong, std::move(command));
  x.with->engine.ask(
    actors::see_agent{*agent}, [x, command](const caf::expected<model::agent_view>& there) {
      complaints unknown;
      if (!there && there.error() == caf::make_error(model::rejection::not_found))
        unknown.add("/agent_id", "There is no such agent.");
      else if (!there)
        return x.reply(problem_of(there.error()));
      order_if_right(x, unknown, command);
    });
}

// -- looking ------------------------------------------------------------------------

parsed<bool> the_word_contact(std::string_view text) {
  if (text == "contact")
    return true;
  return wrong{"Nothing but contact can be revealed."};
}

/// An operator's look at the contact information is an order: it is recorded first. A HEAD shows
/// nobody anything, so it is none.
void see_referral(const exchange& x) {
  complaints wrong;
  query_reader query{x.asked->request, wrong};
  const bool asks_for_reason = x.asked->request.parameter("reveal").has_value();
  std::string reason;
  if (!x.by_agent() && (asks_for_reason || x.asked->request.parameter("reason"))) {
    query.needed("reveal", the_word_contact);
    reason = query.needed("reason", forms::short_text).value_or("");
  }
  query.refuse_others();
  actors::see_referral look{referral_in_path(x), x.by()};
  if (!wrong.none())
    return refuse(x, wrong, std::move(look));
  if (!reason.empty() && x.asked->request.method != method::head)
    return order(x, model::reveal{std::move(reason)});
  x.with->engine.ask(std::move(look), referral_answer(x));
}

} // namespace

void add_referral_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/referrals/{id}",
    .allowed = {agent, operator_},
    .handler = handled_by(see_referral, with),
  });
  const auto add =
    [&](const char* action, std::vector<access> who, body_kind body, resource handle) {
      routes.push_back({
        .method = method::post,
        .pattern = std::string{"/v1/referrals/{id}/"} + action,
        .allowed = std::move(who),
        .body = body,
        .handler = handled_by(handle, with),
      });
    };
  add("accept", {agent}, body_kind::optional, accept);
  add("reject", {agent}, body_kind::optional, reject);
  add("release", {agent}, body_kind::json, release);
  add("contacted", {agent, operator_}, body_kind::optional, mark_contacted);
  add("complete", {agent, operator_}, body_kind::json, complete);
  add("assign", {operator_}, body_kind::json, assign);
  add("broadcast", {operator_}, body_kind::optional, broadcast);
  add("cancel", {operator_}, body_kind::json, cancel);
}

} // namespace kod::http
