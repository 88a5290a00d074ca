#include "http/cursors.hpp"
#include "http/query_reader.hpp"
#include "http/render_figures.hpp"
#include "http/render_letters.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kod::http {

namespace {

bool is_kind(std::string_view text) {
  return std::ranges::find(actors::actor_kinds, text) != actors::actor_kinds.end();
}

parsed<std::string> kind_word(std::string_view text) {
  if (is_kind(text))
    return std::string{text};
  return wrong{"It is no kind of actor."};
}

/// By the figures' own names; of handling times the slow ones are what is looked for.
parsed<actors::actor_order> order_word(std::string_view text) {
  using enum actors::actor_order;
  static constexpr std::array<std::pair<std::string_view, actors::actor_order>, 7> orders{{
    {"mailbox", mailbox},
    {"handled", handled},
    {"handling_seconds", p99},
    {"p50", p50},
    {"p99", p99},
    {"oldest_message_seconds", oldest},
    {"timers", timers},
  }};
  if (text == "restarts")
    return restarts;
  const auto found = std::ranges::find(orders, text, [](const auto& each) { return each.first; });
  if (found != orders.end())
    return found->second;
  return wrong{"It is no figure."};
}

// Actors come and go, so a place in their list is no more than a count.
constexpr std::string_view place_mark = "actors";

void list_actors(const exchange& x) {
  complaints wrong;
  query_reader query{x.asked->request, wrong};
  actors::list_actors wanted;
  wanted.kind = query.optional("kind", kind_word);
  wanted.order = query.optional("sort", order_word).value_or(actors::actor_order::by_id);
  const auto cursor = query.cursor();
  wanted.skip = cursor ? cursor->as_of : 0;
  wanted.limit = query.limit();
  query.refuse_others();
  if (cursor && cursor->after != place_mark)
    wrong.add("/cursor", "It is no cursor of this list.");
  if (!wrong.none())
    return refuse(x, wrong);
  const auto render = [](const actors::actor_page& page) {
    return ok([&](json_writer& out) {
      const auto next =
        page.next ? std::optional{to_text({std::string{place_mark}, *page.next})} : std::nullopt;
      out.object([&] {
        out.member("kinds", [&] {
          out.array(page.kinds, [&](const auto& each) { write_kind(out, each); });
        });
        out.member("items", [&] {
          out.array(page.items, [&](const auto& each) { write_actor(out, each); });
        });
        out.member("next", next);
      });
    });
  };
  x.with->engine.ask(std::move(wanted), answer_to<actors::actor_page>(x, render));
}

void get_actor(const exchange& x) {
  actors::list_actors wanted;
  wanted.kind = x.in_path("kind");
  wanted.id = x.in_path("id");
  if (!is_kind(*wanted.kind))
    return x.reply(problem(code::not_found));
  const auto render = [](const actors::actor_page& page) {
    if (page.items.empty())
      return problem(code::not_found);
    return ok([&](json_writer& out) { write_actor(out, page.items.front()); });
  };
  x.with->engine.ask(std::move(wanted), answer_to<actors::actor_page>(x, render));
}

void list_dead_letters(const exchange& x) {
  x.with->engine.ask(
    actors::list_dead_letters{},
    answer_to<actors::dead_letter_list>(x, [](const actors::dead_letter_list& all) {
      return ok([&](json_writer& out) { write_letters(out, all); });
    }));
}

response shown_actor(const actors::actor_row& row) {
  return ok([&](json_writer& out) { write_actor(out, row); });
}

/// One that isn't put aside is left as it is, and the audit has nothing to tell.
void restart_actor(const exchange& x) {
  actors::restart_actor order{x.in_path("kind"), x.in_path("id"), x.by()};
  if (!is_kind(order.kind))
    return x.reply(problem(code::not_found));
  x.with->engine.ask(std::move(order), [x](const caf::expected<actors::restart_answer>& answer) {
    if (!answer)
      return x.reply(problem_of(answer.error()));
    const auto& row = answer->row;
    if (!answer->restarted)
      return x.reply(shown_actor(row));
    note(x, {{row.id}, model::actor_restarted{row.kind}}, [row] { return shown_actor(row); });
  });
}

} // namespace

void add_actor_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/actors",
    .allowed = {access::operator_},
    .handler = handled_by(list_actors, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/actors/{kind}/{id}",
    .allowed = {access::operator_},
    .handler = handled_by(get_actor, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/actors/dead-letters",
    .allowed = {access::operator_},
    .handler = handled_by(list_dead_letters, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/actors/{kind}/{id}/restart",
    .allowed = {access::operator_},
    .handler = handled_by(restart_actor, with),
  });
}

} // namespace kod::http
