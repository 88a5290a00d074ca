#include "http/pages/page.hpp"
#include "http/pages/pages.hpp"
#include "http/sessions.hpp"

namespace kod::http {

namespace {

/// Who is signed in as another one is told so: the way back leads to their own room.
void refuse_other(const exchange& x) {
  page closed{.name = "refusal", .status = 403, .language = "en"};
  closed.values["why"] = texts_in(x.with->web, "en").at("refusal").at("other_room");
  closed.values["title"] = closed.values["why"].at("title");
  closed.values["home"] = home_of(x.by());
  x.reply(show(*x.with, x.asked->request, std::move(closed)));
}

/// Rooms that http/web/assets/js furnishes, for whoever is signed in as the right one.
void show_room(
  const exchange& x, model::role whose, std::string_view room, std::string_view title) {
  if (x.asked->caller.anonymous)
    return x.reply(go_to("/sign-in"));
  if (x.by().role != whose)
    return refuse_other(x);
  page shown{
    .name = room,
    .values =
      {{"id", x.by().id},
       {"home", "/" + std::string{room}},
       {"title", title},
       {"most_misses", x.with->dispatch.misses_to_deregister}},
    .language = "en"};
  if (const auto session = x.with->sessions.of(x.asked->request))
    shown.headers.push_back(session_cookie(
      x.asked->request, x.with->sessions.text_of(x.with->sessions.renewed(*session))));
  x.reply(show(*x.with, x.asked->request, std::move(shown)));
}

void get_agent_portal(const exchange& x) {
  show_room(x, model::role::agent, "agent", "Agent Portal");
}

void get_console(const exchange& x) {
  show_room(x, model::role::operator_, "operator", "Operator console");
}

} // namespace

void add_portal_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back(page_route(method::get, "/agent", get_agent_portal, with));
  routes.push_back(page_route(method::get, "/operator", get_console, with));
}

} // namespace kod::http
