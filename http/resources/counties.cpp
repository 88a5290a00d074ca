#include "http/resources/exchange.hpp"
#include "http/resources/pause_fields.hpp"
#include "http/resources/routes.hpp"
#include "model/programme_decide.hpp"

namespace kod::http {

namespace {

using enum access;

void write_pause(json_writer& out, const model::offers_pause& pause) {
  out.object([&] {
    out.member("since", pause.since);
    out.member("until", pause.until);
  });
}

void write_county(
  json_writer& out, const std::string& county, const std::optional<model::offers_pause>& pause) {
  out.object([&] {
    out.member("county", county);
    out.member("paused", [&] { pause ? write_pause(out, *pause) : out.value(nullptr); });
  });
}

/// What doesn't exist is told before what is wrong with the fields.
void order(const exchange& x, const complaints& wrong, model::programme_command command) {
  const auto& county = x.in_path("county");
  if (!x.with->atlas.has_county(county))
    return x.reply(problem(code::not_found));
  if (!wrong.none())
    return refuse(x, wrong);
  x.with->engine.ask(
    actors::programme_order{x.by(), std::move(command), x.from()},
    answer_to<model::programme>(x, [with = x.with, county](const model::programme& now) {
      return ok([&](json_writer& out) {
        write_county(out, county, model::pause_of(now, county, with->now()));
      });
    }));
}

void pause_county(const exchange& x) {
  complaints wrong;
  auto [reason, until] = read_pause(x, wrong);
  order(x, wrong, model::pause_county{x.in_path("county"), std::move(reason), until});
}

void resume_county(const exchange& x) {
  complaints wrong;
  auto reason = read_reason_to_resume(x, wrong);
  order(x, wrong, model::resume_county{x.in_path("county"), std::move(reason)});
}

void get_paused_counties(const exchange& x) {
  const auto render = [with = x.with](const model::programme& now) {
    return ok([&](json_writer& out) {
      std::vector<model::county_pause> paused;
      for (const auto& each : now.counties)
        if (model::pause_of(now, each.county, with->now()))
          paused.push_back(each);
      out.object([&] {
        out.member("items", [&] {
          out.array(paused, [&](const auto& each) { write_county(out, each.county, each.pause); });
        });
        out.member("next", nullptr);
      });
    });
  };
  x.with->engine.ask(actors::see_programme{}, answer_to<model::programme>(x, render));
}

} // namespace

void add_county_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back({
    .method = method::get,
    .pattern = "/v1/counties/paused",
    .allowed = {operator_},
    .handler = handled_by(get_paused_counties, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/counties/{county}/pause",
    .allowed = {operator_},
    .body = body_kind::json,
    .handler = handled_by(pause_county, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/v1/counties/{county}/resume",
    .allowed = {operator_},
    .body = body_kind::optional,
    .handler = handled_by(resume_county, with),
  });
}

} // namespace kod::http
