#include "http/json_writer.hpp"

#include "model/text_forms.hpp"

#include <array>
#include <charconv>

namespace kod::http {

namespace {

void append_escaped(std::string& to, char byte) {
  static constexpr std::string_view digits = "0123456789abcdef";
  switch (byte) {
  case '"': to += "\\\""; return;
  case '\\': to += "\\\\"; return;
  case '\n': to += "\\n"; return;
  default:
    to += "\\u00";
    to += digits[static_cast<unsigned char>(byte) >> 4];
    to += digits[byte & 0xf];
  }
}

bool stands_for_itself(char byte) {
  return static_cast<unsigned char>(byte) >= 0x20 && byte != '"' && byte != '\\';
}

} // namespace

void json_writer::separate() {
  if (after_value_)
    text_ += ',';
  after_value_ = true;
}

void json_writer::begin(char bracket) {
  separate();
  text_ += bracket;
  after_value_ = false;
}

void json_writer::end(char bracket) {
  text_ += bracket;
  after_value_ = true;
}

void json_writer::key(std::string_view name) {
  separate();
  quote(name);
  text_ += ':';
  after_value_ = false;
}

void json_writer::quote(std::string_view text) {
  text_ += '"';
  for (const char byte : text)
    stands_for_itself(byte) ? void(text_ += byte) : append_escaped(text_, byte);
  text_ += '"';
}

void json_writer::value(std::string_view text) {
  separate();
  quote(text);
}

void json_writer::value(bool yes) {
  separate();
  text_ += yes ? "true" : "false";
}

void json_writer::value(double number) {
  separate();
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  text_.append(digits.data(), written.ptr);
}

void json_writer::value(std::nullptr_t) {
  separate();
  text_ += "null";
}

void json_writer::value(model::instant at) {
  value(model::format_instant(at));
}

void json_writer::value(model::day date) {
  value(model::format_day(date));
}

} // namespace kod::http
