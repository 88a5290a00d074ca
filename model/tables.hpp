#pragma once

#include <functional>
#include <span>
#include <string_view>

// INTERNAL to the model: the shipped tables, tab-separated with a header line.

namespace kod::model {

using table_row = std::span<const std::string_view>;

/// Calls `take` with each row's cells; it answers what is wrong with them, empty: nothing. Throws
/// std::invalid_argument with the table's name and the line's number where something is, where a
/// row has another number of cells than the header, and where the header isn't the expected one.
void read_table(
  std::string_view name,
  std::string_view text,
  std::string_view header,
  const std::function<std::string_view(table_row)>& take);

} // namespace kod::model
