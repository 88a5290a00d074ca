#include "model/languages.hpp"

#include "model/tables.hpp"

#include <algorithm>
#include <cstddef>

namespace kod::model {

namespace {

constexpr std::size_t longest_subtag = 8;

bool is_alphanumeric(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
}

char lower(char c) {
  return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Whether it has the outer form of a BCP 47 tag: subtags joined by hyphens.
bool looks_like_a_tag(std::string_view text) {
  std::size_t length = 0; // Of the subtag at hand.
  for (const char c : text) {
    if (c == '-' ? length == 0 : !is_alphanumeric(c) || length == longest_subtag)
      return false;
    length = c == '-' ? 0 : length + 1;
  }
  return length > 0;
}

bool is_primary_subtag(std::string_view text) {
  const auto is_small = [](char c) { return 'a' <= c && c <= 'z'; };
  return (text.size() == 2 || text.size() == 3) && std::ranges::all_of(text, is_small);
}

} // namespace

language_list::language_list(std::string_view table) {
  const auto take = [this](table_row row) -> std::string_view {
    const auto tag = row[0], name = row[1];
    if (!is_primary_subtag(tag))
      return "not a primary language subtag";
    if (name.empty())
      return "the English name is missing";
    native_.emplace(tag, row[2].empty() ? name : row[2]);
    return names_.emplace(tag, name).second ? "" : "the language stands there twice";
  };
  read_table("languages", table, "bcp47\tname_en\tname_native", take);
}

std::optional<language> language_list::find(std::string_view tag) const {
  if (!looks_like_a_tag(tag))
    return std::nullopt;
  std::string primary{tag.substr(0, tag.find('-'))};
  std::ranges::transform(primary, primary.begin(), lower);
  if (!names_.contains(primary))
    return std::nullopt;
  return language{std::move(primary)};
}

} // namespace kod::model
