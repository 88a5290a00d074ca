#include "http/pages/contact_centre.hpp"
#include "http/pages/locale.hpp"
#include "http/pages/page.hpp"
#include "http/pages/pages.hpp"
#include "http/pages/spoken_time.hpp"

#include <boost/json/array.hpp>

namespace kod::http {

namespace {

namespace json = boost::json;

bool was_reached(const model::referral& now) {
  using enum model::disposition;
  return now.disposition != no_answer && now.disposition != wrong_number;
}

/// What a resident is told of their request: one of the texts `follow.states`.
std::string_view state_of(const model::referral& now, model::instant time) {
  using enum model::referral_status;
  switch (now.status) {
  case complete: return was_reached(now) ? "complete" : "not_reached";
  case cancelled: return "cancelled";
  case in_progress:
    if (now.contacted_at)
      return "contacted";
    return now.overdue ? "found_late" : "found";
  case pending: break;
  }
  if (now.contacted_at)
    return "contacted_by_us";
  if (now.opens_at && time < *now.opens_at)
    return "waiting";
  return now.overdue ? "finding_late" : "finding";
}

bool is_open(const model::referral& now) {
  return now.status == model::referral_status::pending
         || now.status == model::referral_status::in_progress;
}

/// How far it has come: received, an agent found, contacted. None: it is over, or we have called
/// without an agent.
json::array steps_of(const model::referral_view& view, const json::object& texts) {
  const bool found = view.agent.has_value();
  if (!is_open(view.now) || (view.now.contacted_at && !found))
    return {};
  const bool contacted = view.now.contacted_at.has_value();
  const auto step = [&](const char* name, bool done, bool current) {
    return json::object{
      {"label", texts.at("steps").at(name)}, {"done", done}, {"current", current}};
  };
  return {
    step("received", true, false),
    step("found", found, !found),
    step("contacted", contacted, found && !contacted)};
}

json::object
values_of(const model::referral_view& view, const json::object& texts, model::instant time) {
  const auto& follow = texts.at("follow").as_object();
  const auto& clock_texts = texts.at("time").as_object();
  const auto& now = view.now;
  const auto state = state_of(now, time);
  json::object values{
    {"id", now.id.text},
    {"state", follow.at("states").at(state)},
    {"state_name", state},
    {"open", is_open(now)},
    {"steps", steps_of(view, follow)}};
  values["has_steps"] = !values.at("steps").as_array().empty();
  if (is_open(now) && !now.contacted_at)
    values["call_by"] = spoken_time(now.callback_by, time, clock_texts);
  if (state == "waiting")
    values["opens"] = spoken_time(*now.opens_at, time, clock_texts);
  if (view.agent && is_open(now))
    values["agent"] = {
      {"name", view.agent->name},
      {"phone", view.agent->phone},
      {"phone_text", readable_phone(view.agent->phone)}};
  return values;
}

/// Whoever doesn't want to wait any longer, or was not reached, has somebody to call.
bool tells_whom_to_call(std::string_view state) {
  return state == "waiting" || state == "finding_late" || state == "contacted_by_us"
         || state == "not_reached";
}

/// The cookie that came with the request opens its page; nobody else's does.
bool opens(const exchange& x) {
  return !x.asked->caller.anonymous && x.by().role == model::role::resident
         && x.by().id == x.in_path("id");
}

void refuse_stranger(const exchange& x) {
  page closed{.name = "refusal", .status = 404};
  closed.values["why"] =
    texts_in(x.with->web, language_of(x.asked->request)).at("refusal").at("elsewhere");
  closed.values["title"] = closed.values["why"].at("title");
  closed.values["home"] = "/";
  x.reply(show(*x.with, x.asked->request, std::move(closed)));
}

void show_request(const exchange& x, std::string_view name, const model::referral_view& view) {
  const auto language = language_of(x.asked->request);
  page shown{.name = name, .language = language};
  shown.values = values_of(view, texts_in(x.with->web, language), x.with->now());
  shown.values["title"] = shown.values["state"].at("title");
  if (!tells_whom_to_call(shown.values.at("state_name").as_string()))
    return x.reply(show(*x.with, x.asked->request, std::move(shown)));
  x.with->engine.ask(
    actors::see_programme{},
    [x, shown = std::move(shown)](const caf::expected<model::programme>& programme) mutable {
      if (programme)
        shown.values["contact_centre"] = contact_centre_of(*programme);
      x.reply(show(*x.with, x.asked->request, std::move(shown)));
    });
}

void look(const exchange& x, std::string_view name) {
  if (!opens(x))
    return refuse_stranger(x);
  x.with->engine.ask(
    actors::see_referral{{x.in_path("id")}, x.by()},
    [x, name](const caf::expected<model::referral_view>& view) {
      view ? show_request(x, name, *view)
           : x.reply(show_refusal(*x.with, x.asked->request, problem_of(view.error())));
    });
}

void get_request_page(const exchange& x) {
  look(x, "follow");
}

void get_cancel_page(const exchange& x) {
  look(x, "cancel");
}

/// What has ended meanwhile stays as it is, and the page says how.
void post_cancel(const exchange& x) {
  if (!opens(x))
    return refuse_stranger(x);
  const auto back = "/requests/" + x.in_path("id");
  x.with->engine.ask(
    actors::referral_order{{x.in_path("id")}, x.by(), model::cancel{}},
    [x, back](const caf::expected<model::referral_view>& done) {
      const bool ended = !done && done.error() == caf::make_error(model::rejection::already_ended);
      x.reply(
        done || ended ? go_to(back)
                      : show_refusal(*x.with, x.asked->request, problem_of(done.error())));
    });
}

} // namespace

void add_follow_page_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back(page_route(method::get, "/requests/{id}", get_request_page, with));
  routes.push_back(page_route(method::get, "/requests/{id}/cancel", get_cancel_page, with));
  routes.push_back(page_route(method::post, "/requests/{id}/cancel", post_cancel, with));
}

} // namespace kod::http
