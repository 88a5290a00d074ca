#include "http/media_type.hpp"

#include <algorithm>

namespace kod::http {

namespace {

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// What stands before the next `;`, without spaces round it; it is taken off the text.
std::string_view take_part(std::string_view& text) {
  const auto end = std::min(text.find(';'), text.size());
  auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  while (!part.empty() && (part.front() == ' ' || part.front() == '\t'))
    part.remove_prefix(1);
  while (!part.empty() && (part.back() == ' ' || part.back() == '\t'))
    part.remove_suffix(1);
  return part;
}

bool says_another_charset(std::string_view parameter) {
  static constexpr std::string_view charset = "charset=";
  if (!same_without_case(parameter.substr(0, charset.size()), charset))
    return false;
  auto value = parameter.substr(charset.size());
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  return !same_without_case(value, "utf-8");
}

} // namespace

bool same_without_case(std::string_view left, std::string_view right) {
  return std::ranges::equal(left, right, {}, lower, lower);
}

bool is_media_type(std::string_view content_type, std::string_view expected) {
  if (!same_without_case(take_part(content_type), expected))
    return false;
  while (!content_type.empty())
    if (says_another_charset(take_part(content_type)))
      return false;
  return true;
}

} // namespace kod::http
