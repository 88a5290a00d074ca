#include "http/preconditions.hpp"

#include <algorithm>
#include <charconv>

namespace kod::http {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == text.npos)
    return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Ours are numbers in quotes, and strong.
std::optional<std::uint64_t> version_of(std::string_view tag) {
  std::uint64_t version = 0;
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"')
    return std::nullopt;
  const auto* const end = tag.data() + tag.size() - 1;
  const auto [rest, problem] = std::from_chars(tag.data() + 1, end, version);
  return problem == std::errc{} && rest == end ? std::optional{version} : std::nullopt;
}

} // namespace

std::optional<std::vector<std::uint64_t>> versions_to_match(const request& asked) {
  auto tags = asked.header("If-Match");
  if (!tags || trimmed(*tags) == "*")
    return std::nullopt;
  std::vector<std::uint64_t> versions;
  for (auto rest = *tags; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    if (const auto version = version_of(trimmed(rest.substr(0, end))))
      versions.push_back(*version);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return versions;
}

std::string entity_tag(std::uint64_t version) {
  return '"' + std::to_string(version) + '"';
}

} // namespace kod::http
