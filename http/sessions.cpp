#include "http/sessions.hpp"

#include "http/credentials.hpp"
#include "http/media_type.hpp"

#include <algorithm>
#include <utility>

namespace kod::http {

namespace {

bool may_sign_in(const model::party& who) {
  return who.role == model::role::agent || who.role == model::role::operator_;
}

std::string attributes(const request& asked, std::string_view path) {
  const auto scheme = asked.header("X-Forwarded-Proto").value_or("");
  std::string result = "; Path=" + std::string{path} + "; HttpOnly; SameSite=Strict";
  if (same_without_case(scheme, "https"))
    result += "; Secure";
  return result;
}

} // namespace

sessions::sessions(const tokens& tokens, model::clock now, model::id_source draw_id)
  : tokens_{tokens}, now_{std::move(now)}, draw_id_{std::move(draw_id)}, began_{now_()} {}

std::optional<grant> sessions::begin_with_token(std::string_view token) {
  const auto read = tokens_.read(token);
  if (!read || read->use != grant_use::bearer || !read->expires || !may_sign_in(read->who))
    return std::nullopt;
  return begin(read->who, *read->expires);
}

std::optional<grant> sessions::begin_with_link(std::string_view link) {
  const auto read = tokens_.read(link);
  if (!read || read->use != grant_use::link || read->issued < began_ || !may_sign_in(read->who))
    return std::nullopt;
  const std::scoped_lock lock{mutex_};
  if (!note(used_links_, read->id, *read->expires))
    return std::nullopt;
  return begin(read->who, *read->ends);
}

grant sessions::begin_for_resident(const model::referral_id& request) {
  auto begun = begin({model::role::resident, request.text}, now_() + residents_time);
  begun.expires = begun.ends;
  return begun;
}

grant sessions::begin(model::party who, model::instant ends) {
  const auto now = now_();
  return {
    .who = std::move(who),
    .use = grant_use::session,
    .id = draw_id_(),
    .issued = now,
    .expires = std::min<model::instant>(now + idle, ends),
    .ends = ends};
}

std::optional<grant> sessions::read(std::string_view cookie) const {
  auto found = tokens_.read(cookie);
  if (!found || found->use != grant_use::session)
    return std::nullopt;
  const std::scoped_lock lock{mutex_};
  return ended_.contains(found->id) ? std::nullopt : std::move(found);
}

std::optional<grant> sessions::of(const request& asked) const {
  const auto cookie = cookie_of(asked, "kod_session");
  return cookie ? read(*cookie) : std::nullopt;
}

grant sessions::renewed(grant session) const {
  if (session.who.role != model::role::resident)
    session.expires = std::min<model::instant>(now_() + idle, *session.ends);
  return session;
}

void sessions::end(const grant& session) {
  const std::scoped_lock lock{mutex_};
  note(ended_, session.id, *session.ends);
}

/// Whether the id is a new one. Those that no longer matter are forgotten on the way.
bool sessions::note(ended_ids& among, const std::string& id, model::instant until) {
  std::erase_if(among, [now = now_()](const auto& each) { return each.second <= now; });
  return among.emplace(id, until).second;
}

grant new_link(model::party who, std::string id, model::instant now, const link_terms& terms) {
  return {
    .who = std::move(who),
    .use = grant_use::link,
    .id = std::move(id),
    .issued = now,
    .expires = now + terms.good_for,
    .ends = now + terms.session_lasts};
}

name_value session_cookie(const request& asked, std::string_view text, std::string_view path) {
  return {"Set-Cookie", "kod_session=" + std::string{text} + attributes(asked, path)};
}

name_value no_session_cookie(const request& asked) {
  return {"Set-Cookie", "kod_session=" + attributes(asked, "/") + "; Max-Age=0"};
}

} // namespace kod::http
