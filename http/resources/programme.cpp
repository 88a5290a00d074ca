#include "http/programme_reader.hpp"
#include "http/render_agent.hpp"
#include "http/resources/exchange.hpp"
#include "http/resources/routes.hpp"
#include "model/text_forms.hpp"

namespace kod::http {

namespace {

using enum access;

void write_hours(json_writer& out, const std::optional<model::opening_hours>& hours) {
  if (!hours)
    return out.value("always");
  out.object([&] {
    out.member("time_zone", hours->time_zone);
    out.member("weekly", [&] { write_week(out, hours->weekly); });
    out.member("holidays", [&] {
      out.array(
        hours->holidays, [&](const model::day& each) { out.value(model::format_day(each)); });
    });
  });
}

/// What may be put back as it is.
response shown(const model::programme& now) {
  return ok([&](json_writer& out) {
    out.object([&] {
      out.member("open", now.open);
      out.member("message", now.message);
      out.member("hours", [&] { write_hours(out, now.hours); });
      out.member("contact_centre", [&] {
        out.object([&] { out.member("phone", now.contact_centre_phone); });
      });
    });
  });
}

void get_programme(const exchange& x) {
  x.with->engine.ask(actors::see_programme{}, answer_to<model::programme>(x, shown));
}

void put_programme(const exchange& x) {
  complaints wrong;
  auto order = read_programme(x.asked->body, wrong);
  if (!wrong.none())
    return refuse(x, wrong);
  x.with->engine.ask(
    actors::programme_order{x.by(), std::move(order), x.from()},
    answer_to<model::programme>(x, shown));
}

} // namespace

void add_programme_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/programme",
    .allowed = {anybody},
    .handler = handled_by(get_programme, with),
  });
  routes.push_back({
    .method = method::put,
    .pattern = "/v1/programme",
    .allowed = {operator_},
    .body = body_kind::json,
    .handler = handled_by(put_programme, with),
  });
}

} // namespace kod::http
