#pragma once

#include "http/complaints.hpp"
#include "http/forms.hpp"

#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kod::http {

/// What a form makes of a text.
template <class Form>
using read_by = typename decltype(std::declval<const Form&>()(std::string_view{}))::value_type;

/// A text of the given form, wherever it comes from. None where it is wrong, which is noted.
template <class Form>
std::optional<read_by<Form>>
read_text(std::string_view text, const Form& form, complaints& to, std::string pointer) {
  auto result = form(text);
  if (result)
    return std::move(*result);
  to.add(std::move(pointer), result.error().why);
  return std::nullopt;
}

/// The same of a JSON value, which has to be a string.
template <class Form>
std::optional<read_by<Form>>
read_value(const boost::json::value& value, const Form& form, complaints& to, std::string pointer) {
  if (const auto* text = value.if_string())
    return read_text({text->data(), text->size()}, form, to, std::move(pointer));
  to.add(std::move(pointer), "It must be a string.");
  return std::nullopt;
}

/// Reads the fields of one JSON object and notes all that is wrong with them. A wrong field reads
/// as none, so whoever reads looks at the complaints before using anything. Null is the same as
/// absent, except to `raw`.
class json_reader {
public:
  /// `at` is the JSON Pointer of the object.
  json_reader(const boost::json::value&, complaints&, std::string at = {});

  template <class Form>
  std::optional<read_by<Form>> needed(std::string_view name, const Form& form) {
    return read(need(name), name, form);
  }
  template <class Form>
  std::optional<read_by<Form>> optional(std::string_view name, const Form& form) {
    return read(find(name), name, form);
  }

  /// A consent: nothing but true will do.
  void needs_true(std::string_view name);

  std::optional<bool> needed_bool(std::string_view name);

  std::optional<json_reader> needed_object(std::string_view name);
  std::optional<json_reader> optional_object(std::string_view name);

  /// Calls `read(value, pointer)` for each element; answers how many there are.
  template <class Read>
  std::size_t needed_elements(std::string_view name, Read read) {
    return each_element(need(name), name, read);
  }
  template <class Read>
  std::size_t optional_elements(std::string_view name, Read read) {
    return each_element(find(name), name, read);
  }

  /// The field as it is; null pointer: absent.
  const boost::json::value* raw(std::string_view name);

  /// To be called last: a field that nobody asked for is unknown.
  void refuse_others();

  void refuse(std::string_view name, std::string detail);
  std::string pointer_to(std::string_view name) const;

private:
  const boost::json::value* find(std::string_view name);
  const boost::json::value* need(std::string_view name);
  std::optional<json_reader> object(const boost::json::value*, std::string_view name);

  template <class Form>
  std::optional<read_by<Form>>
  read(const boost::json::value* value, std::string_view name, const Form& form) {
    return value ? read_value(*value, form, *complaints_, pointer_to(name)) : std::nullopt;
  }

  template <class Read>
  std::size_t each_element(const boost::json::value* value, std::string_view name, Read& read) {
    const auto* list = value ? value->if_array() : nullptr;
    if (value && !list)
      refuse(name, "It must be a list.");
    std::size_t index = 0;
    if (list)
      for (const auto& each : *list)
        read(each, pointer_to(name) + '/' + std::to_string(index++));
    return index;
  }

  const boost::json::object* fields_;
  complaints* complaints_;
  std::string at_;
  std::vector<std::string_view> known_;
};

} // namespace kod::http
