#include "http/pipeline.hpp"

#include "http/limits.hpp"
#include "http/media_type.hpp"
#include "http/own_page.hpp"
#include "http/problem.hpp"
#include "http/strict_json.hpp"
#include "http/target.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace kod::http {

namespace {

access access_of(model::role role) {
  switch (role) {
  case model::role::resident: return access::resident;
  case model::role::agent: return access::agent;
  case model::role::operator_: return access::operator_;
  case model::role::intake: return access::intake;
  case model::role::engine: break; // It has no token.
  }
  return access::anybody;
}

bool lets_in(const route& route, access who) {
  return std::ranges::find(route.allowed, who) != route.allowed.end();
}

response not_with_this_method(const std::vector<method>& allowed) {
  auto answer = problem(code::method_not_allowed);
  std::string names;
  for (const auto each : allowed)
    names.append(names.empty() ? "" : ", ").append(to_string(each));
  answer.headers.emplace_back("Allow", std::move(names));
  return answer;
}

errand errand_of(const route& route) {
  return route.errand.value_or(route.method == method::get ? errand::look : errand::order);
}

bool has_body(const request& head) {
  return head.header("Transfer-Encoding") || head.header("Content-Length").value_or("0") != "0";
}

bool takes_type(const route& route, std::string_view type) {
  if (route.body == body_kind::csv)
    return is_media_type(type, "text/csv");
  if (route.body == body_kind::form)
    return is_media_type(type, "application/x-www-form-urlencoded");
  return is_media_type(type, "application/json")
         || (route.method == method::patch && is_media_type(type, "application/merge-patch+json"));
}

/// A body needs a type, and a type is looked at even where there is no body.
bool is_readable(const request& head, const route& route) {
  if (route.body == body_kind::none)
    return true;
  const auto type = head.header("Content-Type");
  if (!type)
    return !has_body(head);
  return takes_type(route, *type) || (route.body == body_kind::optional && !has_body(head));
}

void handle(const route& route, const std::shared_ptr<call>& made, const respond& answer) {
  const auto& text = made->request.body;
  const bool wanted =
    route.body == body_kind::json || (route.body == body_kind::optional && !text.empty());
  if (wanted) {
    auto body = read_json(text);
    if (!body)
      return answer(problem(code::not_json));
    made->body = std::move(*body);
  }
  if (route.body == body_kind::form)
    made->form = read_query(text);
  route.handler(made, answer);
}

} // namespace

pipeline::pipeline(
  std::vector<route> routes, const tokens& tokens, const sessions& sessions, rate_limit rate)
  : router_{std::move(routes)}, tokens_{tokens}, sessions_{sessions}, rate_{std::move(rate)} {}

void pipeline::answer_nowhere_with(std::function<response(const request&, response)> answer) {
  nowhere_ = std::move(answer);
}

admission pipeline::admit(const request& head) {
  auto match = router_.find(head.method, head.path);
  if (!match.route && !match.allowed.empty())
    return {.refusal = not_with_this_method(match.allowed)};
  if (!match.route) {
    auto nothing = problem(code::not_found);
    return {.refusal = nowhere_ ? nowhere_(head, std::move(nothing)) : std::move(nothing)};
  }
  const auto& route = *match.route;
  auto made = std::make_shared<call>();
  made->path = std::move(match.path);
  auto admitted = check(head, route, made);
  if (admitted.refusal && route.refusal)
    admitted.refusal = route.refusal(head, std::move(*admitted.refusal));
  admitted.errand = errand_of(route);
  admitted.route = route.pattern;
  admitted.shown = route.refusal;
  admitted.serve = [&route, made = std::move(made)](request whole, const respond& answer) {
    made->request = std::move(whole);
    handle(route, made, answer);
  };
  return admitted;
}

admission
pipeline::check(const request& head, const route& route, const std::shared_ptr<call>& made) {
  admission admitted{
    .body_limit = route.body == body_kind::csv ? limits::csv_body : limits::json_body};
  auto identified = identify(head, route);
  if (auto* refused = std::get_if<response>(&identified)) {
    admitted.refusal = std::move(*refused);
    return admitted;
  }
  made->caller = std::move(std::get<caller>(identified));
  admitted.refusal = check_rate(head, route, made->caller);
  if (!admitted.refusal && !is_readable(head, route))
    admitted.refusal = problem(code::unsupported_media_type);
  return admitted;
}

/// A cookie is sent by the browser whoever asked for it: it may change things for our pages alone.
std::optional<model::party>
pipeline::who_brought(const credentials& brought, const request& head) const {
  if (!brought.by_cookie)
    return tokens_.verify(brought.token);
  if (!only_looks(head) && asker_of(head) != asker::own_page)
    return std::nullopt;
  if (auto session = sessions_.read(brought.token))
    return std::move(session->who);
  return tokens_.verify(brought.token);
}

/// Who calls, or why they may not. An old cookie is nobody's fault: it is as good as none.
std::variant<caller, response> pipeline::identify(const request& head, const route& route) const {
  const bool anybody = lets_in(route, access::anybody);
  const auto brought = credentials_of(head);
  auto who = brought ? who_brought(*brought, head) : std::nullopt;
  if (!who && ((brought && !brought->by_cookie) || !anybody))
    return problem(code::unauthorized);
  if (!who)
    return caller{.who = {model::role::resident, {}}};
  if (!anybody && !lets_in(route, access_of(who->role)))
    return problem(code::forbidden);
  return caller{.who = std::move(*who), .anonymous = false};
}

/// Whoever works for the exchange asks for many; a resident's token is easy to come by.
std::optional<response>
pipeline::check_rate(const request& head, const route& route, const caller& who) {
  const bool trusted =
    who.who.role == model::role::intake || who.who.role == model::role::operator_;
  if (!route.rated || trusted)
    return std::nullopt;
  const auto wait = rate_.take(head.peer);
  if (!wait)
    return std::nullopt;
  auto answer = problem(code::too_many_requests);
  answer.headers.emplace_back("Retry-After", std::to_string(wait->count()));
  return answer;
}

} // namespace kod::http
