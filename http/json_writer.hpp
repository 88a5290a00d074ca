#pragma once

#include "model/credentials.hpp"
#include "model/ids.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kod::http {

/// Writes one JSON text, member by member in the order of the calls:
///
///     json_writer out;
///     out.object([&] {
///       out.member("id", id);
///       out.member("offer", [&] { out.object(...); });
///     });
///
/// Times are RFC 3339 in UTC, numbers the shortest that read back as the same, and what isn't
/// there is null. Texts are UTF-8 already.
class json_writer {
public:
  template <std::invocable Content>
  void object(Content content) {
    begin('{');
    content();
    end('}');
  }

  template <class Range, class Element>
  void array(const Range& range, Element element) {
    begin('[');
    for (const auto& each : range)
      element(each);
    end(']');
  }

  template <class Value>
  void member(std::string_view name, const Value& value) {
    key(name);
    if constexpr (std::invocable<const Value&>)
      value();
    else
      this->value(value);
  }

  void value(std::string_view);
  void value(const std::string& text) { value(std::string_view{text}); }
  void value(const char* text) { value(std::string_view{text}); }
  void value(bool);
  void value(double);
  void value(std::nullptr_t);
  void value(model::instant);
  void value(model::day);
  template <std::integral Integer>
  void value(Integer number) {
    separate();
    text_ += std::to_string(number);
  }
  template <class Value>
  void value(const std::optional<Value>& value) {
    value ? this->value(*value) : this->value(nullptr);
  }

  std::string take() { return std::move(text_); }

private:
  void begin(char bracket);
  void end(char bracket);
  void key(std::string_view name);
  void separate();
  void quote(std::string_view);

  std::string text_;
  bool after_value_ = false;
};

} // namespace kod::http
