#pragma once

#include "model/clock.hpp"
#include "model/party.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kod::http {

/// What a signed text may be used for: nothing else than what it was made for.
enum class grant_use : std::uint8_t { bearer, session, link };

/// What a signed text says.
struct grant {
  model::party who;
  grant_use use = grant_use::bearer;
  std::string id{};        // Of a session or a link: drawn at random.
  model::instant issued{}; // To the millisecond for sessions and links.
  std::optional<model::instant> expires{};
  std::optional<model::instant> ends{}; // However often the session is renewed.
};

/// Signs and verifies bearer tokens: JWTs under one HS256 key. Safe to call from any thread.
class tokens {
public:
  /// `secret` is 32 bytes or more, and copied.
  tokens(std::string_view secret, model::clock);
  ~tokens();
  tokens(const tokens&) = delete;
  tokens& operator=(const tokens&) = delete;

  /// For an operator, an agent or the intake.
  std::string sign(const model::party& who, model::duration ttl) const;

  /// For the resident of one request, always the same one: a repeated request is given it again.
  /// It has no end of its own; it ends with what it shows.
  std::string sign_for_resident(const model::referral_id&, model::instant requested_at) const;

  /// Any other. It has an id, an expiry and an end.
  std::string sign(const grant&) const;

  /// What a signed text says; nothing where it is another key's, of another algorithm, or past its
  /// end.
  std::optional<grant> read(std::string_view) const;

  /// Whose bearer token it is; nothing where it is another key's, of another algorithm, or past its
  /// end.
  std::optional<model::party> verify(std::string_view token) const;

private:
  struct state;
  std::unique_ptr<state> state_;
};

} // namespace kod::http
