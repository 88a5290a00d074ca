#include "http/own_page.hpp"
#include "http/pages/page.hpp"
#include "http/pages/pages.hpp"
#include "http/sessions.hpp"

namespace kod::http {

namespace {

page sign_in_page(const exchange& x) {
  const auto& asked = x.asked->request;
  return {
    .name = "sign_in",
    .values = {
      {"ended", asked.parameter("ended").has_value()},
      {"signed_out", asked.parameter("signed-out").has_value()}}};
}

void get_sign_in(const exchange& x) {
  x.reply(show(*x.with, x.asked->request, sign_in_page(x)));
}

/// It stands in the audit before anybody is in.
void let_in(const exchange& x, const grant& session, std::string means) {
  actors::notice_order notice{
    session.who, {{session.who.id}, model::signed_in{std::move(means)}}, x.from()};
  x.with->engine.ask(
    std::move(notice), [x, session](const caf::expected<actors::commit_answer>& noted) {
      const auto& asked = x.asked->request;
      if (!noted)
        return x.reply(show_refusal(*x.with, asked, problem_of(noted.error())));
      const auto cookie = session_cookie(asked, x.with->sessions.text_of(session));
      x.reply(go_to(home_of(session.who), {cookie}));
    });
}

void post_sign_in(const exchange& x) {
  auto& sessions = x.with->sessions;
  const auto link = field(*x.asked, "link");
  const auto begun = link.empty() ? sessions.begin_with_token(field(*x.asked, "token"))
                                  : sessions.begin_with_link(link);
  if (begun)
    return let_in(x, *begun, link.empty() ? "token" : "link");
  auto again = sign_in_page(x);
  again.status = 422;
  again.values[link.empty() ? "wrong_token" : "wrong_link"] = true;
  x.reply(show(*x.with, x.asked->request, std::move(again)));
}

void post_sign_out(const exchange& x) {
  if (const auto session = x.with->sessions.of(x.asked->request);
      session && asker_of(x.asked->request) == asker::own_page)
    x.with->sessions.end(*session);
  x.reply(go_to("/sign-in?signed-out", {no_session_cookie(x.asked->request)}));
}

/// Who is signed in, if anybody is, for how long, and the time here: a page's countdowns follow it.
response session_told(const exchange& x, const std::optional<grant>& session) {
  return ok([&](json_writer& out) {
    out.object([&] {
      const bool somebody = !x.asked->caller.anonymous;
      out.member("role", somebody ? std::optional{model::to_string(x.by().role)} : std::nullopt);
      out.member("id", somebody ? std::optional{x.by().id} : std::nullopt);
      out.member("now", x.with->now());
      out.member("idle_until", session ? session->expires : std::nullopt);
      out.member("ends_at", session ? session->ends : std::nullopt);
    });
  });
}

void get_session(const exchange& x) {
  x.reply(session_told(x, x.with->sessions.of(x.asked->request)));
}

/// The person is there: the session goes on.
void post_session(const exchange& x) {
  auto session = x.with->sessions.of(x.asked->request);
  if (!session)
    return x.reply(session_told(x, session));
  session = x.with->sessions.renewed(std::move(*session));
  auto answer = session_told(x, session);
  answer.headers.push_back(session_cookie(x.asked->request, x.with->sessions.text_of(*session)));
  x.reply(std::move(answer));
}

} // namespace

void add_sign_in_routes(std::vector<route>& routes, const shared_services& with) {
  routes.push_back(page_route(method::get, "/sign-in", get_sign_in, with));
  routes.push_back(page_route(method::post, "/sign-in", post_sign_in, with));
  routes.push_back(page_route(method::post, "/sign-out", post_sign_out, with));
  routes.push_back({
    .method = method::get,
    .pattern = "/session",
    .allowed = {access::anybody},
    .handler = handled_by(get_session, with),
  });
  routes.push_back({
    .method = method::post,
    .pattern = "/session",
    .allowed = {access::agent, access::operator_},
    .handler = handled_by(post_session, with),
  });
}

} // namespace kod::http
