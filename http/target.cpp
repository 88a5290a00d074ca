#include "http/target.hpp"

#include "model/text_forms.hpp"

#include <algorithm>
#include <optional>

namespace kod::http {

namespace {

constexpr auto replacement = "\xEF\xBF\xBD"; // U+FFFD

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9')
    return static_cast<unsigned>(c - '0');
  const auto lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f')
    return static_cast<unsigned>(lower - 'a' + 10);
  return std::nullopt;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    if (at + 2 >= text.size())
      return std::nullopt;
    const auto high = hex_digit(text[at + 1]);
    const auto low = hex_digit(text[at + 2]);
    if (!high || !low)
      return std::nullopt;
    decoded += static_cast<char>(*high << 4 | *low);
    at += 2;
  }
  return decoded;
}

bool is_utf8(std::string_view text) {
  return model::count_code_points(text).has_value();
}

bool is_segment(std::string_view text) {
  const auto misplaced = [](char c) {
    return c == '/' || static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  };
  return text != "." && text != ".." && std::ranges::none_of(text, misplaced) && is_utf8(text);
}

std::string read_path(std::string_view raw) {
  std::string path;
  path.reserve(raw.size());
  while (!raw.empty()) {
    raw.remove_prefix(1); // The slash.
    const auto end = std::min(raw.find('/'), raw.size());
    const auto segment = percent_decoded(raw.substr(0, end));
    if (!segment || !is_segment(*segment))
      return {};
    path += '/';
    path += *segment;
    raw.remove_prefix(end);
  }
  return path;
}

std::string read_query_text(std::string_view raw) {
  std::string spaced{raw};
  std::ranges::replace(spaced, '+', ' '); // As forms send it.
  auto decoded = percent_decoded(spaced);
  return decoded && is_utf8(*decoded) ? std::move(*decoded) : std::string{replacement};
}

/// Some clients send the whole address; ours is the only authority here.
std::string_view without_authority(std::string_view raw) {
  const auto scheme = raw.find("://");
  if (raw.starts_with('/') || scheme == raw.npos)
    return raw;
  const auto path = raw.find_first_of("/?", scheme + 3);
  return path == raw.npos ? "/" : raw.substr(path);
}

} // namespace

std::vector<name_value> read_query(std::string_view raw) {
  std::vector<name_value> query;
  while (!raw.empty()) {
    const auto end = std::min(raw.find('&'), raw.size());
    const auto pair = raw.substr(0, end);
    const auto equals = std::min(pair.find('='), pair.size());
    if (!pair.empty())
      query.emplace_back(
        read_query_text(pair.substr(0, equals)),
        read_query_text(pair.substr(std::min(equals + 1, pair.size()))));
    raw.remove_prefix(std::min(end + 1, raw.size()));
  }
  return query;
}

target read_target(std::string_view raw) {
  raw = without_authority(raw);
  const auto question = std::min(raw.find('?'), raw.size());
  const auto path = raw.substr(0, question);
  target read;
  if (path.starts_with('/'))
    read.path = read_path(path);
  read.query = read_query(raw.substr(std::min(question + 1, raw.size())));
  return read;
}

} // namespace kod::http
