#include "model/request_key.hpp"

#include <charconv>
#include <string_view>

namespace kod::model {

namespace {

std::string millis_text(instant at) {
  return std::to_string(at.time_since_epoch().count());
}

std::string_view next_word(std::string_view& text) {
  const auto end = std::min(text.find(' '), text.size());
  const auto word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

instant read_millis(std::string_view text) {
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return instant{duration{count}};
}

} // namespace

claim claim_of(const request_key& key, const kept_answer& answer) {
  return {
    .name = key.claim_name,
    .owner = answer.referral.text,
    .detail = key.body_hash + ' ' + millis_text(answer.requested_at) + ' '
              + millis_text(answer.callback_by),
    .expires = answer.requested_at + key_lifetime,
  };
}

kept_answer kept_answer_of(const claim& held) {
  std::string_view rest = held.detail;
  kept_answer result;
  result.referral = {held.owner};
  result.body_hash = next_word(rest);
  result.requested_at = read_millis(next_word(rest));
  result.callback_by = read_millis(next_word(rest));
  return result;
}

} // namespace kod::model
