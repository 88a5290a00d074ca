#pragma once

#include "model/journal.hpp"

#include <string>

namespace kod::model {

/// An Idempotency-Key: its claim's name (it holds the role) and a keyed hash of the body.
struct request_key {
  std::string claim_name; // `key/<role>/<Idempotency-Key>`
  std::string body_hash;
};

/// What was answered under a key: enough to give the same 201 again, word for word.
struct kept_answer {
  std::string body_hash;
  referral_id referral;
  instant requested_at{};
  instant callback_by{};
  bool operator==(const kept_answer&) const = default;
};

/// How long an answer is kept.
inline constexpr duration key_lifetime = std::chrono::hours{24};

/// The claim that holds an answer under its key, and the way back.
claim claim_of(const request_key&, const kept_answer&);
kept_answer kept_answer_of(const claim&);

} // namespace kod::model
