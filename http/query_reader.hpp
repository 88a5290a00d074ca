#pragma once

#include "actors/interfaces.hpp"
#include "http/complaints.hpp"
#include "http/json_reader.hpp"
#include "http/message.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace kod::http {

/// Reads the parameters of a query and notes all that is wrong with them, as `json_reader` does.
class query_reader {
public:
  query_reader(const request& from, complaints& to) : request_{from}, complaints_{to} {}

  template <class Form>
  std::optional<read_by<Form>> optional(std::string_view name, const Form& form) {
    const auto text = find(name);
    return text ? read_text(*text, form, complaints_, pointer_to(name)) : std::nullopt;
  }
  template <class Form>
  std::optional<read_by<Form>> needed(std::string_view name, const Form& form) {
    if (!request_.parameter(name))
      complaints_.add(pointer_to(name), "It is missing.");
    return optional(name, form);
  }

  /// How many items a page holds: 50 unless told, at most 200.
  std::size_t limit();
  std::optional<actors::list_cursor> cursor();

  /// To be called last: a parameter that nobody asked for is unknown.
  void refuse_others();

private:
  std::optional<std::string_view> find(std::string_view name);
  static std::string pointer_to(std::string_view name) { return '/' + std::string{name}; }

  const request& request_;
  complaints& complaints_;
  std::vector<std::string_view> known_;
};

} // namespace kod::http
