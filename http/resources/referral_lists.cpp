#include "http/cursors.hpp"
#include "http/query_reader.hpp"
#include "http/render_event.hpp"
#include "http/render_referral.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

using enum access;

parsed<model::referral_status> status_word(std::string_view text) {
  if (const auto status = model::parse_referral_status(text))
    return *status;
  return wrong{"It is no status of a referral."};
}

parsed<model::referral_type> type_word(std::string_view text) {
  if (const auto type = model::parse_referral_type(text))
    return *type;
  return wrong{"It is no type of a referral."};
}

then<actors::referral_page> page_answer(const exchange& x) {
  return answer_to<actors::referral_page>(
    x, [now = x.with->now()](const actors::referral_page& page) {
      const auto write = [&](json_writer& out, const auto& each) {
        write_referral(out, each, now);
      };
      return page_of(page, write, [](const auto& next) { return to_text(next); });
    });
}

// -- all referrals ------------------------------------------------------------------

actors::list_referrals read_filters(const exchange& x, complaints& to) {
  actors::list_referrals wanted;
  query_reader query{x.asked->request, to};
  wanted.status = query.optional("status", status_word);
  wanted.type = query.optional("type", type_word);
  wanted.overdue = query.optional("overdue", forms::yes_or_no);
  wanted.contact_centre = query.optional("contact_centre", forms::yes_or_no);
  wanted.agent = query.optional("agent", forms::agent_id);
  wanted.cursor = query.cursor();
  wanted.limit = query.limit();
  query.refuse_others();
  return wanted;
}

void list_referrals(const exchange& x) {
  complaints wrong;
  auto wanted = read_filters(x, wrong);
  if (!wrong.none())
    return refuse(x, wrong);
  if (!wanted.agent)
    return x.with->engine.ask(std::move(wanted), page_answer(x));
  x.with->engine.ask(
    actors::see_agent{*wanted.agent}, [x, wanted](const caf::expected<model::agent_view>& there) {
      if (there)
        return x.with->engine.ask(wanted, page_answer(x));
      x.reply(
        there.error() == caf::make_error(model::rejection::not_found)
          ? invalid({{"/agent", "There is no such agent."}})
          : problem_of(there.error()));
    });
}

// -- an agent's desk ----------------------------------------------------------------

void list_desk(const exchange& x) {
  const auto id = agent_in_path(x);
  if (!id)
    return x.reply(problem(code::not_found));
  complaints wrong;
  actors::list_desk wanted{.agent = *id, .by = x.by()};
  query_reader query{x.asked->request, wrong};
  wanted.status = query.optional("status", status_word);
  wanted.type = query.optional("type", type_word);
  wanted.cursor = query.cursor();
  wanted.limit = query.limit();
  query.refuse_others();
  if (!wrong.none())
    return refuse(x, wrong, actors::see_agent{*id});
  x.with->engine.ask(std::move(wanted), page_answer(x));
}

// -- one referral's history -----------------------------------------------------------

void list_history(const exchange& x) {
  complaints wrong;
  const model::referral_id id{x.in_path("id")};
  query_reader query{x.asked->request, wrong};
  // A place in a history is a sequence; the cursor holds whose history it is beside it.
  const auto cursor = query.cursor();
  actors::get_history wanted{
    .referral = id, .after = cursor ? cursor->as_of : 0, .limit = query.limit()};
  query.refuse_others();
  if (cursor && cursor->after != id.text)
    wrong.add("/cursor", "It is no cursor of this list.");
  if (!wrong.none())
    return refuse(x, wrong, actors::see_referral{id, x.by()});
  x.with->engine.ask(
    std::move(wanted), answer_to<actors::history_page>(x, [id](const actors::history_page& page) {
      return page_of(page, write_event, [&](std::uint64_t next) {
        return to_text({.after = id.text, .as_of = next});
      });
    }));
}

} // namespace

void add_referral_list_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/referrals",
    .allowed = {operator_},
    .handler = handled_by(list_referrals, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/agents/{id}/referrals",
    .allowed = {agent, operator_},
    .handler = handled_by(list_desk, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/referrals/{id}/events",
    .allowed = {operator_},
    .handler = handled_by(list_history, with),
  });
}

} // namespace kod::http
