#include "http/render_figures.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

response made_one(const model::backup& made) {
  auto answer = ok([&](json_writer& out) { write_backup(out, made); });
  answer.status = 201;
  return answer;
}

void make_backup(const exchange& x) {
  x.with->engine.ask(actors::make_backup{x.by()}, [x](const caf::expected<model::backup>& made) {
    if (!made)
      return x.reply(problem_of(made.error()));
    note(x, {{"backups"}, model::backup_made{made->number}}, [made = *made] {
      return made_one(made);
    });
  });
}

void list_backups(const exchange& x) {
  const auto render = [with = x.with](const actors::backup_list& all) {
    return ok([&](json_writer& out) { write_backups(out, all, with->now()); });
  };
  x.with->engine.ask(actors::list_backups{}, answer_to<actors::backup_list>(x, render));
}

} // namespace

void add_backup_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/backups",
    .allowed = {access::operator_},
    .handler = handled_by(make_backup, with),
  });
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/backups",
    .allowed = {access::operator_},
    .handler = handled_by(list_backups, with),
  });
}

} // namespace kod::http
