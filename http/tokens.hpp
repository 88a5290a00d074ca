#pragma once

#include "model/clock.hpp"
#include "model/party.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kod::http {

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

  /// Whose token it is; nothing where it is another key's, of another algorithm, or past its end.
  std::optional<model::party> verify(std::string_view token) const;

private:
  struct state;
  std::unique_ptr<state> state_;
};

} // namespace kod::http
