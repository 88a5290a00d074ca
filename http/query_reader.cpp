#include "http/query_reader.hpp"

#include "http/cursors.hpp"

#include <algorithm>
#include <charconv>

namespace kod::http {

namespace {

constexpr std::size_t default_limit = 50;
constexpr std::size_t largest_limit = 200;

parsed<std::size_t> page_size(std::string_view text) {
  const auto is_digit = [](char each) { return each >= '0' && each <= '9'; };
  std::size_t number = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (text.empty() || !std::ranges::all_of(text, is_digit))
    return wrong{"It is no number."};
  if (read.ec == std::errc::result_out_of_range)
    return largest_limit;
  if (number == 0)
    return wrong{"It must be 1 or more."};
  return std::min(number, largest_limit);
}

parsed<actors::list_cursor> place_in_list(std::string_view text) {
  if (auto found = read_cursor(text))
    return std::move(*found);
  return wrong{"It is no cursor of this list."};
}

} // namespace

std::size_t query_reader::limit() {
  return optional("limit", page_size).value_or(default_limit);
}

std::optional<actors::list_cursor> query_reader::cursor() {
  return optional("cursor", place_in_list);
}

std::optional<std::string_view> query_reader::find(std::string_view name) {
  known_.push_back(name);
  if (std::ranges::count(request_.query, name, &name_value::first) > 1)
    complaints_.add(pointer_to(name), "It is there more than once.");
  return request_.parameter(name);
}

void query_reader::refuse_others() {
  for (const auto& [name, _] : request_.query) {
    if (std::ranges::find(known_, name) != known_.end())
      continue;
    const bool may_be_said = looks_like_a_name(name);
    complaints_.add(
      may_be_said ? pointer_to(name) : "",
      may_be_said ? "It is unknown." : "There is an unknown parameter.");
  }
}

} // namespace kod::http
