#include "http/render_figures.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"

namespace kod::http {

namespace {

/// Answers once the audit tells of it.
void note(const exchange& x, const model::backup& made) {
  const auto render = [made](const actors::commit_answer&) {
    auto answer = ok([&](json_writer& out) { write_backup(out, made); });
    answer.status = 201;
    return answer;
  };
  x.with->engine.ask(
    actors::notice_order{x.by(), {{"backups"}, model::backup_made{made.number}}, x.from()},
    answer_to<actors::commit_answer>(x, render));
}

void make_backup(const exchange& x) {
  x.with->engine.ask(actors::make_backup{x.by()}, [x](const caf::expected<model::backup>& made) {
    made ? note(x, *made) : x.reply(problem_of(made.error()));
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
