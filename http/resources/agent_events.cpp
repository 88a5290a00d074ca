#include "http/event_stream.hpp"
#include "http/render_event.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

/// Runs on the feed's thread, and ends when nobody listens any more.
actors::feed_sink sink_of(std::shared_ptr<event_stream> stream, model::agent_id whose) {
  return [stream = std::move(stream), whose = std::move(whose)](const actors::feed_item& item) {
    return stream->send({
      .id = item.event.sequence,
      .type = type_of(item.event),
      .data = event_for_agent(item.event, whose),
    });
  };
}

void follow(const exchange& x, const model::agent_id& whose, std::optional<std::uint64_t> after) {
  const auto stream = std::make_shared<event_stream>();
  x.with->engine.ask(
    actors::subscribe{.only = whose, .after = after, .sink = sink_of(stream, whose)},
    answer_to<actors::subscribed>(
      x, [stream](const actors::subscribed&) { return stream_response(stream); }));
}

void get_events(const exchange& x) {
  const auto id = agent_in_path(x);
  if (!id)
    return x.reply(problem(code::not_found));
  complaints wrong;
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
