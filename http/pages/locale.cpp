#include "http/pages/locale.hpp"

#include "http/credentials.hpp"
#include "http/media_type.hpp"
#include "http/strict_json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace kod::http {

namespace {

constexpr std::array<std::string_view, 2> page_languages{"en", "es"};

std::string_view take_until(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  auto part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  while (part.starts_with(' '))
    part.remove_prefix(1);
  while (part.ends_with(' '))
    part.remove_suffix(1);
  return part;
}

/// The weight that follows a tag, `q=0.8`; without one it is 1.
double weight_of(std::string_view parameters) {
  constexpr std::string_view name = "q=";
  const auto at = parameters.find(name);
  if (at == parameters.npos)
    return 1;
  parameters.remove_prefix(at + name.size());
  double weight = 0;
  std::from_chars(parameters.data(), parameters.data() + parameters.size(), weight);
  return weight;
}

std::optional<std::string_view> written_language(std::string_view tag) {
  const auto primary = tag.substr(0, tag.find('-'));
  for (const auto each : page_languages)
    if (same_without_case(primary, each))
      return each;
  return std::nullopt;
}

} // namespace

bool has_texts(std::string_view language) {
  return std::ranges::find(page_languages, language) != page_languages.end();
}

std::optional<std::string> preferred_language(std::string_view accepted) {
  std::optional<std::string> best;
  double most = 0;
  while (!accepted.empty()) {
    auto range = take_until(accepted, ',');
    const auto language = written_language(take_until(range, ';'));
    const auto weight = weight_of(range);
    if (!language || weight <= most)
      continue;
    best = *language;
    most = weight;
  }
  return best;
}

std::string language_of(const request& asked) {
  for (const auto chosen : {asked.parameter("lang"), cookie_of(asked, "kod_language")})
    if (chosen && has_texts(*chosen))
      return std::string{*chosen};
  return preferred_language(asked.header("Accept-Language").value_or("")).value_or("en");
}

name_value language_cookie(std::string_view language) {
  return {
    "Set-Cookie",
    "kod_language=" + std::string{language} + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"};
}

boost::json::object texts_in(const web& from, std::string_view language) {
  const auto path = "texts/" + std::string{language} + ".json";
  const auto* file = from.find(path);
  const auto read = file ? read_json(file->plain) : std::nullopt;
  if (!read || !read->is_object())
    throw std::logic_error{path + " is missing, or no JSON object"};
  return read->get_object();
}

std::string filled(std::string_view text, std::string_view name, std::string_view value) {
  std::string result{text};
  const auto place = '{' + std::string{name} + '}';
  if (const auto at = result.find(place); at != result.npos)
    result.replace(at, place.size(), value);
  return result;
}

} // namespace kod::http
