#include "http/event_follower.hpp"
#include "http/query_reader.hpp"
#include "http/render_event.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

/// Each event once, in the journal's order, as operators may see it.
void follow_everything(const exchange& x) {
  complaints wrong;
  query_reader{x.asked->request, wrong}.refuse_others();
  const auto last = last_event_of(x.asked->request);
  if (last.invalid)
    wrong.add("/Last-Event-ID", "It is no event's id.");
  if (!wrong.none())
    return refuse(x, wrong);
  const auto stream = std::make_shared<event_stream>(x.with->now);
  const auto tell = [stream](const actors::feed_item& item) {
    const auto data = event_for_operators(item.event);
    return stream->send({.id = item.event.sequence, .type = type_of(item.event), .data = data});
  };
  std::make_shared<event_follower>(
    x.with->engine,
    stream,
    event_follower::ears{.only = {}, .tell = tell, .live = [](std::uint64_t) {}})
    ->begin(last.id, [x, stream](const caf::error& why) {
      x.reply(why ? problem_of_beginning(why) : stream_response(stream));
    });
}

} // namespace

void add_event_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/events",
    .allowed = {access::operator_},
    .handler = handled_by(follow_everything, with),
  });
}

} // namespace kod::http
