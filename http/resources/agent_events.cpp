#include "http/agent_feed.hpp"
#include "http/query_reader.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

void follow(const exchange& x, const model::agent_id& whose, std::optional<std::uint64_t> after) {
  const auto stream = std::make_shared<event_stream>(x.with->now);
  std::make_shared<agent_feed>(x.with->engine, x.with->now, whose, stream)
    ->begin(after, [x, stream](const caf::error& why) {
      x.reply(why ? problem_of_beginning(why) : stream_response(stream));
    });
}

void get_events(const exchange& x) {
  const auto id = agent_in_path(x);
  if (!id)
    return x.reply(problem(code::not_found));
  complaints wrong;
  query_reader{x.asked->request, wrong}.refuse_others();
  const auto last = last_event_of(x.asked->request);
  if (last.invalid)
    wrong.add("/Last-Event-ID", "It is no event's id.");
  if (!wrong.none())
    return refuse(x, wrong, actors::see_agent{*id});
  x.with->engine.ask(
    actors::see_agent{*id},
    [x, whose = *id, after = last.id](const caf::expected<model::agent_view>& there) {
      there ? follow(x, whose, after) : x.reply(problem_of(there.error()));
    });
}

} // namespace

void add_agent_event_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/agents/{id}/events",
    .allowed = {access::agent, access::operator_},
    .handler = handled_by(get_events, with),
  });
}

} // namespace kod::http
