#include "http/metrics_text.hpp"
#include "http/render_metrics.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

#include <utility>

namespace kod::http {

namespace {

/// By itself, not for somebody else: a proxy on this machine says for whom it asks.
bool is_from_this_machine(const request& asked) {
  return (asked.peer == "::1" || asked.peer.starts_with("127.")) && !asked.header("X-Forwarded-For")
         && !asked.header("Forwarded");
}

/// Told without the dead letters where nobody counts them any more.
void tell_all(const exchange& x, metrics_sources sources) {
  x.with->engine.ask(
    actors::list_dead_letters{},
    [x,
     sources = std::move(sources)](const caf::expected<actors::dead_letter_list>& letters) mutable {
      if (letters)
        sources.letters = *letters;
      x.reply({.content_type = std::string{metrics_type}, .body = metrics_of(sources)});
    });
}

void tell(const exchange& x, const actors::stats& counted) {
  actors::list_actors wanted;
  wanted.limit = 0; // The sums of all kinds come with any page.
  x.with->engine.ask(
    std::move(wanted), [x, counted](const caf::expected<actors::actor_page>& page) {
      if (!page)
        return x.reply(problem_of(page.error()));
      const auto& with = *x.with;
      tell_all(x, {counted, page->kinds, {}, with.clock_standing(), with.room(), with.machine()});
    });
}

void get_metrics(const exchange& x) {
  x.with->engine.ask(actors::get_stats{}, [x](const caf::expected<actors::stats>& counted) {
    if (!counted)
      return x.reply(problem_of(counted.error()));
    tell(x, *counted);
  });
}

void get_metrics_if_near(const exchange& x) {
  const auto role = x.by().role;
  if (role != model::role::operator_ && !is_from_this_machine(x.asked->request))
    return x.reply(problem(x.asked->caller.anonymous ? code::unauthorized : code::forbidden));
  get_metrics(x);
}

route metrics_route(resource answer, const shared_services& with) {
  return {
    .method = method::get,
    .pattern = "/metrics",
    .allowed = {access::anybody, access::operator_},
    .errand = errand::health,
    .handler = handled_by(answer, with),
  };
}

} // namespace

void add_metrics_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back(metrics_route(get_metrics_if_near, with));
}

std::vector<route> metrics_routes(services given) {
  return {metrics_route(get_metrics, std::make_shared<const services>(std::move(given)))};
}

} // namespace kod::http
