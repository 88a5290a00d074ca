#pragma once

#include "http/message.hpp"
#include "http/tokens.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace kod::http {

/// Who is signed in to the pages. A session is a signed cookie, so it outlives a restart; it ends
/// when its person has been idle for a while, signs out, or at the end of the token that began it.
/// Safe to call from any thread.
class sessions {
public:
  static constexpr auto idle = std::chrono::minutes{15};
  /// A resident's shows one request and nothing personal: they may come back to it all day.
  static constexpr auto residents_time = std::chrono::hours{24};

  /// The tokens outlive it.
  sessions(const tokens&, model::clock, model::id_source draw_id);

  /// A session for whoever brings a bearer token, or a link that nobody has used before.
  std::optional<grant> begin_with_token(std::string_view token);
  std::optional<grant> begin_with_link(std::string_view link);
  grant begin_for_resident(const model::referral_id&);

  /// Whose session the cookie's text is; nothing where it has ended.
  std::optional<grant> read(std::string_view cookie) const;
  /// The same for the cookie that a request brings.
  std::optional<grant> of(const request&) const;
  /// The same session, idle from now on.
  grant renewed(grant) const;
  /// Ends it for everybody who holds its cookie.
  void end(const grant&);

  std::string text_of(const grant& session) const { return tokens_.sign(session); }

private:
  /// Ids that count no more, until when they would have.
  using ended_ids = std::unordered_map<std::string, model::instant>;

  grant begin(model::party, model::instant ends);
  bool note(ended_ids&, const std::string& id, model::instant until);

  const tokens& tokens_;
  model::clock now_;
  model::id_source draw_id_;
  model::instant began_; // What was used before a restart is forgotten: older links don't count.
  mutable std::mutex mutex_;
  ended_ids used_links_;
  ended_ids ended_;
};

/// How long a link may be used, once, and the session that it begins may be renewed.
struct link_terms {
  model::duration good_for;
  model::duration session_lasts;
};
grant new_link(model::party, std::string id, model::instant now, const link_terms&);

/// `Set-Cookie` for a session, sent for paths below `path`; `Secure` where the browser spoke TLS.
name_value session_cookie(const request&, std::string_view text, std::string_view path = "/");
/// Takes the cookie away.
name_value no_session_cookie(const request&);

} // namespace kod::http
