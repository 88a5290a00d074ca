#include "http/render_figures.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

void get_stats(const exchange& x) {
  x.with->engine.ask(
    actors::get_stats{}, answer_to<actors::stats>(x, [with = x.with](const actors::stats& counted) {
      return ok(
        [&](json_writer& out) { write_stats(out, counted, with->clock_standing(), with->room()); });
    }));
}

} // namespace

void add_stats_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/stats",
    .allowed = {access::operator_},
    .handler = handled_by(get_stats, with),
  });
  add_stats_history_routes(routes, with);
  add_export_routes(routes, with);
}

} // namespace kod::http
