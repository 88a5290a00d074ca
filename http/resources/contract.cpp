#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

void get_contract(const exchange& x) {
  x.reply({.content_type = "application/yaml", .body = std::string{x.with->contract}});
}

} // namespace

void add_contract_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/openapi.yaml",
    .allowed = {access::anybody},
    .handler = handled_by(get_contract, with),
  });
}

} // namespace kod::http
