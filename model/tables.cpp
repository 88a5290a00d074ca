#include "model/tables.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace kod::model {

namespace {

/// Takes what comes before the next separator, or the whole rest, and drops both.
std::string_view take_until(char separator, std::string_view& rest) {
  const auto end = std::min(rest.find(separator), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  const auto tabs = static_cast<std::size_t>(std::ranges::count(line, '\t'));
  for (std::size_t i = 0; i <= tabs; ++i)
    cells.push_back(take_until('\t', line));
  return cells;
}

[[noreturn]] void refuse(std::string_view table, std::size_t line, std::string_view why) {
  throw std::invalid_argument{
    std::string{table} + ", line " + std::to_string(line) + ": " + std::string{why}};
}

} // namespace

void read_table(
  std::string_view name,
  std::string_view text,
  std::string_view header,
  const std::function<std::string_view(table_row)>& take) {
  if (take_until('\n', text) != header)
    refuse(name, 1, "not the expected header");
  const auto columns = cells_of(header).size();
  for (std::size_t line = 2; !text.empty(); ++line) {
    const auto cells = cells_of(take_until('\n', text));
    if (cells.size() != columns)
      refuse(name, line, "not as many cells as the header has");
    if (const auto wrong = take(cells); !wrong.empty())
      refuse(name, line, wrong);
  }
}

} // namespace kod::model
