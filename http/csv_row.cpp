#include "http/csv_row.hpp"

#include <utility>

namespace kod::http {

namespace {

bool looks_like_a_formula(std::string_view text) {
  return !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
}

} // namespace

csv_row& csv_row::add(std::string_view text) {
  std::string field{looks_like_a_formula(text) ? "'" : ""};
  field += text;
  if (field.find_first_of("\",\r\n") == field.npos)
    return add_plain(field);
  std::string quoted{"\""};
  for (const char each : field)
    quoted.append(each == '"' ? 2U : 1U, each);
  return add_plain(quoted + '"');
}

csv_row& csv_row::add_plain(std::string_view text) {
  if (std::exchange(after_field_, true))
    to_ += ',';
  to_ += text;
  return *this;
}

} // namespace kod::http
