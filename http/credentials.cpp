#include "http/credentials.hpp"

#include "http/media_type.hpp"

#include <algorithm>

namespace kod::http {

namespace {

constexpr std::string_view bearer_scheme = "Bearer ";

std::string_view without_spaces(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

} // namespace

std::optional<credentials> credentials_of(const request& asked) {
  if (const auto given = asked.header("Authorization")) {
    const bool bearer = same_without_case(given->substr(0, bearer_scheme.size()), bearer_scheme);
    return credentials{
      .token = bearer ? without_spaces(given->substr(bearer_scheme.size())) : std::string_view{}};
  }
  const auto session = cookie_of(asked, "kod_session");
  if (!session)
    return std::nullopt;
  return credentials{.token = *session, .by_cookie = true};
}

std::optional<std::string_view> cookie_of(const request& asked, std::string_view name) {
  auto cookies = asked.header("Cookie").value_or("");
  while (!cookies.empty()) {
    const auto end = std::min(cookies.find(';'), cookies.size());
    const auto each = without_spaces(cookies.substr(0, end));
    if (each.starts_with(name) && each.substr(name.size()).starts_with('='))
      return each.substr(name.size() + 1);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
  }
  return std::nullopt;
}

} // namespace kod::http
