#include "http/pages/contact_centre.hpp"
#include "http/pages/locale.hpp"
#include "http/pages/page.hpp"
#include "http/pages/pages.hpp"
#include "http/pages/request_form.hpp"
#include "http/pages/spoken_time.hpp"
#include "http/request_fields.hpp"
#include "http/sessions.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>

namespace kod::http {

namespace {

namespace json = boost::json;

/// The reader's language: the form says which, so that what is wrong is told in the same one.
std::string language_now(const exchange& x) {
  for (const auto chosen : {field(*x.asked, "switch"), field(*x.asked, "lang")})
    if (has_texts(chosen))
      return std::string{chosen};
  return language_of(x.asked->request);
}

/// What stands above the form, beside mistakes: `name` is one of the texts `ask.notices`.
struct notice {
  std::string_view name{};
  unsigned status = 200;
  bool new_key = false;
};

/// Whether requests are taken, and when they are looked at: none where it is now.
void tell_of_programme(
  json::object& values,
  const model::programme& programme,
  model::instant now,
  const json::object& texts) {
  auto centre = contact_centre_of(programme);
  if (!programme.open) {
    centre["message"] = programme.message;
    values["closed"] = std::move(centre);
  } else if (const auto opening = model::awaited_opening(programme, now)) {
    auto opens = spoken_time(*opening, now, texts.at("time").as_object());
    opens.insert(centre.begin(), centre.end());
    values["opens"] = std::move(opens);
  }
}

/// A form that would be refused is not offered; what somebody has filled in already stays.
bool has_typed(const call& asked) {
  return std::ranges::any_of(std::array{"name", "phone", "email", "note"}, [&](const char* each) {
    return !field(asked, each).empty();
  });
}

/// The form, with what was typed and what is wrong with it.
void show_form(
  const exchange& x,
  const complaints& wrong,
  const notice& above,
  const std::optional<model::programme>& programme = {}) {
  const auto language = language_now(x);
  page shown{.name = "ask", .status = above.status, .language = language};
  const auto texts = texts_in(x.with->web, language);
  request_form form{*x.with, texts, *x.asked};
  shown.values = form.values(wrong);
  const auto key = field(*x.asked, "key");
  shown.values["key"] = key.empty() || above.new_key ? x.with->draw_form_key() : std::string{key};
  if (!above.name.empty())
    shown.values["notice"] = texts.at("ask").at("notices").at(above.name);
  if (programme) {
    tell_of_programme(shown.values, *programme, x.with->now(), texts);
    shown.values["only_told"] = !programme->open && !has_typed(*x.asked);
  }
  x.reply(show(*x.with, x.asked->request, std::move(shown)));
}

/// An engine that doesn't answer is no reason to show no form.
void show_form_of_today(const exchange& x, unsigned status) {
  x.with->engine.ask(
    actors::see_programme{}, [x, status](const caf::expected<model::programme>& programme) {
      const auto known = programme ? std::optional{*programme} : std::nullopt;
      show_form(x, {}, {.status = status}, known);
    });
}

void get_form(const exchange& x) {
  show_form_of_today(x, 200);
}

notice notice_of(const caf::error& why) {
  const auto refused = problem_of(why);
  const auto is = [&](model::rejection what) { return why == caf::make_error(what); };
  if (is(model::rejection::duplicate_request))
    return {"duplicate", refused.status};
  if (is(model::rejection::key_reused))
    return {"sent_already", refused.status, true};
  return {"try_again", refused.status};
}

/// The request is there: its own page is opened, and to nobody else.
void lead_to(const exchange& x, const actors::request_taken& taken) {
  auto& sessions = x.with->sessions;
  const auto session = sessions.begin_for_resident(taken.id);
  const auto address = "/requests/" + taken.id.text;
  x.reply(go_to(
    address,
    {session_cookie(x.asked->request, sessions.text_of(session), address),
     language_cookie(language_now(x))}));
}

/// Pressing the button twice sends one request: the form carries its key.
std::optional<model::request_key> key_of(const exchange& x, const json::value& body) {
  const auto key = field(*x.asked, "key");
  if (key.empty())
    return std::nullopt;
  return model::request_key{
    .claim_name = "key/page/" + x.with->fingerprints.of(key),
    .body_hash = x.with->fingerprints.of(json::serialize(body))};
}

/// With no room for another request, one that was sent before still has its page.
void show_what_is_kept(const exchange& x, const std::optional<model::request_key>& key) {
  const notice no_room{"try_again", problem(code::storage_full).status};
  if (!key)
    return show_form(x, {}, no_room);
  x.with->engine.ask(
    actors::find_kept{*key}, [x, no_room](const caf::expected<actors::request_taken>& kept) {
      kept ? lead_to(x, *kept) : show_form(x, {}, no_room);
    });
}

void post_form(const exchange& x) {
  if (has_texts(
        field(*x.asked, "switch"))) // The form in another language, as far as it was filled.
    return show_form_of_today(x, 200);
  const auto body = request_body(*x.asked);
  complaints wrong;
  auto request = read_request_fields(body, *x.with, wrong);
  if (!wrong.none())
    return show_form(x, wrong, {.status = 422});
  request.key = key_of(x, body);
  if (x.storage_is_full())
    return show_what_is_kept(x, request.key);
  x.with->engine.ask(
    actors::request_order{{model::role::resident, {}}, std::move(request)},
    [x](const caf::expected<actors::request_taken>& taken) {
      if (taken)
        return lead_to(x, *taken);
      if (taken.error() == caf::make_error(model::rejection::programme_closed))
        return show_form_of_today(x, problem_of(taken.error()).status);
      show_form(x, {}, notice_of(taken.error()));
    });
}

} // namespace

void add_ask_page_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back(page_route(method::get, "/", get_form, with));
  auto post = page_route(method::post, "/", post_form, with);
  post.rated = true;
  post.errand = errand::new_request;
  routes.push_back(std::move(post));
}

} // namespace kod::http
