#include "http/agent_facts_reader.hpp"
#include "http/cursors.hpp"
#include "http/query_reader.hpp"
#include "http/render_agent.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/pause_fields.hpp"
#include "http/resources/profile.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

using enum access;

void create_agent(const exchange& x) {
  complaints wrong;
  json_reader fields{x.asked->body, wrong};
  const auto id = fields.optional("id", forms::new_agent_id);
  auto facts = read_agent_facts(fields, x.with->atlas, x.with->now());
  fields.refuse_others();
  if (!wrong.none())
    return refuse(x, wrong);
  if (x.storage_is_full())
    return x.reply(problem(code::storage_full));
  const auto chosen = id ? *id : model::agent_id{x.with->draw_agent_id()};
  x.with->engine.ask(
    actors::agent_order{chosen, x.by(), model::create_agent{chosen, std::move(facts)}, x.from()},
    answer_to<model::agent_view>(x, [with = x.with](const model::agent_view& view) {
      return created_at("/v1/agents/" + view.now.id.text, profile(*with, view).body);
    }));
}

void patch_credentials(const exchange& x) {
  complaints wrong;
  auto patch = read_credentials_patch(x.asked->body, wrong, x.with->now());
  order_of_agent(x, {x.in_path("id")}, wrong, std::move(patch));
}

void deregister_agent(const exchange& x) {
  complaints wrong;
  json_reader fields{x.asked->body, wrong};
  auto reason = fields.needed("reason", forms::short_text);
  fields.refuse_others();
  order_of_agent(x, {x.in_path("id")}, wrong, model::deregister_agent{reason.value_or("")});
}

void pause_offers(const exchange& x) {
  complaints wrong;
  auto [reason, until] = read_pause(x, wrong);
  order_of_agent(x, {x.in_path("id")}, wrong, model::pause_offers{std::move(reason), until});
}

void resume_offers(const exchange& x) {
  complaints wrong;
  auto reason = read_reason_to_resume(x, wrong);
  order_of_agent(x, {x.in_path("id")}, wrong, model::resume_offers{std::move(reason)});
}

void get_agent(const exchange& x) {
  const auto id = agent_in_path(x);
  if (!id)
    return x.reply(problem(code::not_found));
  x.with->engine.ask(actors::see_agent{*id}, profile_answer(x));
}

parsed<model::registration_status> registration_word(std::string_view text) {
  if (const auto status = model::parse_registration_status(text))
    return *status;
  return wrong{"It is no status of a registration."};
}

void list_agents(const exchange& x) {
  complaints wrong;
  query_reader query{x.asked->request, wrong};
  actors::list_agents wanted;
  wanted.status = query.optional("status", registration_word);
  wanted.available = query.optional("available", forms::yes_or_no);
  wanted.cursor = query.cursor();
  wanted.limit = query.limit();
  query.refuse_others();
  // Of this list the places are ids; the directory takes any text for one.
  if (wanted.cursor && !model::plausible_id(wanted.cursor->after))
    wrong.add("/cursor", "It is no cursor of this list.");
  if (!wrong.none())
    return refuse(x, wrong);
  x.with->engine.ask(
    std::move(wanted),
    answer_to<actors::agent_page>(x, [now = x.with->now()](const actors::agent_page& page) {
      const auto write = [&](json_writer& out, const auto& each) { write_agent(out, each, now); };
      return page_of(page, write, [](const auto& next) { return to_text(next); });
    }));
}

} // namespace

void add_agent_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/agents",
    .allowed = {operator_},
    .body = body_kind::json,
    .handler = handled_by(create_agent, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/agents",
    .allowed = {operator_},
    .handler = handled_by(list_agents, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/agents/{id}",
    .allowed = {agent, operator_},
    .handler = handled_by(get_agent, with),
  });
  routes.push_back({
    .method = method::patch,
    .pattern = "/v1/agents/{id}/credentials",
    .allowed = {operator_},
    .body = body_kind::json,
    .handler = handled_by(patch_credentials, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/agents/{id}/deregister",
    .allowed = {operator_},
    .body = body_kind::json,
    .handler = handled_by(deregister_agent, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/agents/{id}/pause",
    .allowed = {operator_},
    .body = body_kind::json,
    .handler = handled_by(pause_offers, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/agents/{id}/resume",
    .allowed = {operator_},
    .body = body_kind::optional,
    .handler = handled_by(resume_offers, with),
  });
}

} // namespace kod::http
