#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

response fine() {
  return ok([](json_writer& out) { out.object([&] { out.member("status", "ok"); }); });
}

/// The process answers.
void live(const exchange& x) {
  x.reply(fine());
}

/// The store can be read and the dispatcher knows its boards: the figures take both.
void ready(const exchange& x) {
  x.with->engine.ask(actors::get_stats{}, [x](const caf::expected<actors::stats>& counted) {
    x.reply(counted ? fine() : problem(code::overloaded));
  });
}

} // namespace

void add_health_routes(std::vector<route>& routes, const shared_services& with) {
  const auto add = [&](const char* pattern, resource handle) {
    routes.push_back({
      .method = method::get,
      .pattern = pattern,
      .allowed = {access::anybody},
      .handler = handled_by(handle, with),
    });
  };
  add("/livez", live);
  add("/readyz", ready);
}

} // namespace kod::http
