#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>

namespace kod::http {

/// Writes one line of CSV (RFC 4180), field by field. A field that a spreadsheet would take for a
/// formula begins with an apostrophe instead.
class csv_row {
public:
  explicit csv_row(std::string& to) : to_{to} {}

  csv_row& add(std::string_view text);
  template <std::integral Number>
  csv_row& add(Number number) {
    return add_plain(std::to_string(number));
  }
  template <class Value>
  csv_row& add(const std::optional<Value>& value) {
    return value ? add(*value) : add_plain({});
  }
  void end() { to_.append("\r\n"); }

private:
  csv_row& add_plain(std::string_view);

  std::string& to_;
  bool after_field_ = false;
};

} // namespace kod::http
