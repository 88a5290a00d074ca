#include "http/credentials.hpp"

#include "http/media_type.hpp"

#include <algorithm>

namespace kod::http {

namespace {

constexpr std::string_view scheme = "Bearer ";
constexpr std::string_view cookie = "kod_session=";

std::string_view without_spaces(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

std::optional<std::string_view> session_in(std::string_view cookies) {
  while (!cookies.empty()) {
    const auto end = std::min(cookies.find(';'), cookies.size());
    const auto each = without_spaces(cookies.substr(0, end));
    if (each.starts_with(cookie))
      return each.substr(cookie.size());
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
  }
  return std::nullopt;
}

} // namespace

std::optional<credentials> credentials_of(const request& asked) {
  if (const auto given = asked.header("Authorization")) {
    const bool bearer = same_without_case(given->substr(0, scheme.size()), scheme);
    return credentials{
      .token = bearer ? without_spaces(given->substr(scheme.size())) : std::string_view{}};
  }
  const auto cookies = asked.header("Cookie");
  const auto session = cookies ? session_in(*cookies) : std::nullopt;
  if (!session)
    return std::nullopt;
  return credentials{.token = *session, .by_cookie = true};
}

} // namespace kod::http
