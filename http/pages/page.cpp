#include "http/pages/page.hpp"

#include "http/own_page.hpp"
#include "http/pages/locale.hpp"
#include "http/pages/template.hpp"
#include "http/strict_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kod::http {

namespace {

constexpr auto html = "text/html; charset=utf-8";

/// Nothing but our own files, no frame round it, and no word to other sites of where it was.
constexpr auto policy =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
  "object-src 'none'";

constexpr std::array<std::pair<const char*, const char*>, 6> protection{{
  {"Content-Security-Policy", policy},
  {"X-Frame-Options", "DENY"},
  {"Referrer-Policy", "same-origin"},
  {"Cross-Origin-Opener-Policy", "same-origin"},
  {"Cross-Origin-Resource-Policy", "same-origin"},
  {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
}};

/// Where whoever came to this address is at home.
std::string_view start_page_of(std::string_view path) {
  for (const std::string_view room : {"/agent", "/operator"})
    if (path == room || (path.starts_with(room) && path.substr(room.size()).starts_with('/')))
      return room;
  return "/";
}

/// The switch leads to the same page in the other language.
boost::json::object language_switch(std::string_view language) {
  const bool spanish = language == "es";
  return {{"lang", spanish ? "en" : "es"}, {"name", spanish ? "English" : "Español"}};
}

} // namespace

void protect(response& given) {
  for (const auto& [name, value] : protection)
    given.headers.emplace_back(name, value);
}

response show(const services& with, const request& asked, page made) {
  const auto language = made.language.empty() ? language_of(asked) : made.language;
  auto& values = made.values;
  if (!values.contains("t"))
    values["t"] = texts_in(with.web, language);
  if (const auto* own = values.at("t").as_object().if_contains(made.name);
      own && !values.contains("title"))
    values["title"] = own->at("title");
  values["lang"] = language;
  values["other_language"] = language_switch(language);
  values["assets"] = "/assets/" + std::string{with.web.version};
  response answer{
    .status = made.status,
    .content_type = html,
    .headers = std::move(made.headers),
    .body = render(with.web, made.name, values)};
  answer.headers.emplace_back("Content-Language", language);
  answer.headers.emplace_back("Vary", "Accept-Language, Cookie");
  if (const auto chosen = asked.parameter("lang"); chosen && has_texts(*chosen))
    answer.headers.push_back(language_cookie(*chosen));
  protect(answer);
  return answer;
}

response show_refusal(const services& with, const request& asked, const response& problem) {
  page refused{.name = "refusal", .status = problem.status};
  const auto texts = texts_in(with.web, language_of(asked));
  const auto& all = texts.at("refusal").as_object();
  const auto status = std::to_string(problem.status);
  refused.values["why"] = all.contains(status) ? all.at(status) : all.at("other");
  refused.values["title"] = refused.values["why"].at("title");
  refused.values["home"] = start_page_of(asked.path);
  for (const auto& each : problem.headers)
    if (each.first == "Retry-After" || each.first == "Allow")
      refused.headers.push_back(each);
  return show(with, asked, std::move(refused));
}

response go_to(std::string location, std::vector<name_value> headers) {
  headers.emplace_back("Location", std::move(location));
  return {.status = 303, .content_type = {}, .headers = std::move(headers)};
}

std::string home_of(const model::party& who) {
  return who.role == model::role::operator_ ? "/operator" : "/agent";
}

route page_route(method how, std::string pattern, resource handle, const shared_services& with) {
  return {
    .method = how,
    .pattern = std::move(pattern),
    .allowed = {access::anybody},
    .body = how == method::post ? body_kind::form : body_kind::none,
    .handler =
      [handle, with](std::shared_ptr<const call> asked, respond reply) {
        const auto& head = asked->request;
        if (!only_looks(head) && asker_of(head) == asker::foreign_page)
          return reply(show_refusal(*with, head, problem(code::forbidden)));
        handle({with, std::move(asked), std::move(reply)});
      },
    .refusal =
      [with](const request& head, const response& problem) {
        return show_refusal(*with, head, problem);
      }};
}

std::string_view field(const call& made, std::string_view name) {
  const auto found = std::ranges::find(made.form, name, &name_value::first);
  return found == made.form.end() ? std::string_view{} : found->second;
}

} // namespace kod::http
