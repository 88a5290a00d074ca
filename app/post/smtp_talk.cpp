#include "app/post/smtp_talk.hpp"

#include <algorithm>
#include <array>

namespace kod::app {

namespace {

constexpr std::size_t digits_of_a_code = 3;

bool is_a_digit(char each) {
  return each >= '0' && each <= '9';
}

bool starts_with_code(std::string_view line) {
  return line.size() > digits_of_a_code
         && std::ranges::all_of(line.substr(0, digits_of_a_code), is_a_digit);
}

/// `5.7.1` behind the code, as servers with ENHANCEDSTATUSCODES say (RFC 2034).
bool says_policy(std::string_view line) {
  const auto enhanced = line.substr(digits_of_a_code + 1);
  return enhanced.size() > 4 && is_a_digit(enhanced[0]) && enhanced.substr(1, 3) == ".7.";
}

} // namespace

/// In this order only: what is sent to sign in may look like anything.
void smtp_talk::sent(std::string_view line) {
  using enum stage;
  if (line.starts_with("QUIT"))
    over_ = true;
  else if (line.starts_with("EHLO ") || line.starts_with("HELO "))
    at_ = hello;
  else if (line.starts_with("STARTTLS"))
    at_ = tls;
  else if (at_ == hello && line.starts_with("AUTH "))
    at_ = sign_in;
  else if (line.starts_with("MAIL FROM:"))
    at_ = mail;
  else if (at_ == mail && line.starts_with("RCPT TO:"))
    at_ = recipient;
  else if (at_ == recipient && line.starts_with("DATA"))
    at_ = message;
}

void smtp_talk::heard(std::string_view line) {
  if (over_ || !starts_with_code(line))
    return;
  code_ = 0;
  for (const auto digit : line.substr(0, digits_of_a_code))
    code_ = code_ * 10 + static_cast<unsigned>(digit - '0');
  policy_ = says_policy(line);
}

bool smtp_talk::refused_for_good() const {
  // RFC 5321, 4.2.1: 55x is about a mailbox or the message; 50x is a syntax, 53x who we are.
  const bool about_the_mail = code_ >= 550 && code_ < 560;
  return about_the_mail && at_ >= stage::recipient && !policy_;
}

std::string smtp_talk::words() const {
  static constexpr std::array<std::string_view, 7> to_what{
    "as its greeting",
    "to our greeting",
    "to STARTTLS",
    "to AUTH",
    "to MAIL",
    "to RCPT",
    "to DATA"};
  return "the mail server said " + std::to_string(code_) + ' '
         + std::string{to_what[static_cast<std::size_t>(at_)]};
}

} // namespace kod::app
