#include "http/csv.hpp"

#include <algorithm>

namespace kod::http {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

} // namespace

csv_reader::csv_reader(std::string_view text) : rest_{text} {
  if (rest_.starts_with(byte_order_mark))
    rest_.remove_prefix(byte_order_mark.size());
}

void csv_reader::advance(std::size_t bytes) {
  const auto passed = rest_.substr(0, bytes);
  line_ += static_cast<std::size_t>(std::ranges::count(passed, '\n'));
  rest_.remove_prefix(bytes);
}

bool csv_reader::skip_line_end() {
  const std::size_t length = rest_.starts_with("\r\n") ? 2 : rest_.starts_with('\n') ? 1 : 0;
  advance(length);
  return length > 0;
}

void csv_reader::skip_line() {
  const auto end = rest_.find('\n');
  advance(end == rest_.npos ? rest_.size() : end + 1);
}

std::optional<csv_record> csv_reader::next() {
  while (skip_line_end()) {
  }
  if (at_end())
    return std::nullopt;
  const auto begin = rest_;
  csv_record record{.line = line_, .fields = {}};
  for (;;) {
    record.problem = read_field(record.fields.emplace_back());
    if (!record.problem.empty())
      break;
    if (at_end() || skip_line_end())
      return record;
    advance(1); // The comma.
  }
  rest_ = begin;
  line_ = record.line;
  skip_line();
  return record;
}

/// Answers what is wrong with it, if anything is.
std::string_view csv_reader::read_field(std::string& to) {
  if (rest_.starts_with('"'))
    return read_quoted(to);
  auto length = std::min(rest_.find_first_of(",\n"), rest_.size());
  if (length < rest_.size() && rest_[length] == '\n' && length > 0 && rest_[length - 1] == '\r')
    --length;
  const auto field = rest_.substr(0, length);
  if (field.find('"') != field.npos)
    return "A quote stands within a field that isn't quoted.";
  if (field.find('\r') != field.npos)
    return "A line ends with CR alone.";
  to = field;
  advance(length);
  return {};
}

std::string_view csv_reader::read_quoted(std::string& to) {
  advance(1);
  for (;;) {
    const auto quote = rest_.find('"');
    if (quote == rest_.npos)
      return "A quote is never closed.";
    to += rest_.substr(0, quote);
    advance(quote + 1);
    if (!rest_.starts_with('"'))
      break;
    to += '"'; // Doubled.
    advance(1);
  }
  if (at_end() || rest_.starts_with(',') || rest_.starts_with('\n') || rest_.starts_with("\r\n"))
    return {};
  return "Something follows a closing quote.";
}

} // namespace kod::http
