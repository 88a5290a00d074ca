#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kod::http {

struct csv_record {
  std::size_t line = 0; // Where it begins, counted from 1.
  std::vector<std::string> fields;
  std::string_view problem{}; // Why it can't be read; empty: it can.
};

/// Reads CSV (RFC 4180) record by record, strictly: a quote stands round a whole field or, doubled,
/// within one. Lines end with LF or CRLF, empty ones are skipped, and so is a byte order mark.
/// After a record that can't be read it goes on with the next line.
class csv_reader {
public:
  explicit csv_reader(std::string_view text);

  /// None: the text is over.
  std::optional<csv_record> next();

private:
  bool at_end() const { return rest_.empty(); }
  bool skip_line_end();
  std::string_view read_field(std::string& to);
  std::string_view read_quoted(std::string& to);
  void skip_line();
  void advance(std::size_t bytes);

  std::string_view rest_;
  std::size_t line_ = 1;
};

} // namespace kod::http
