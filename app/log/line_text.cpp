#include "app/log/line_text.hpp"

#include "model/overloaded.hpp"
#include "model/text_forms.hpp"
#include "model/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace kod::app {

namespace {

constexpr std::string_view replacement = "\\ufffd";

/// How many bytes the character at the front takes; 0: it is no UTF-8.
std::size_t character_at(std::string_view text) {
  constexpr std::size_t longest = 4;
  for (std::size_t size = 1; size <= std::min(longest, text.size()); ++size)
    if (model::count_code_points(text.substr(0, size)))
      return size;
  return 0;
}

void append_plain(std::string& to, char byte) {
  static constexpr std::string_view digits = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(byte);
  if (byte == '"' || byte == '\\')
    (to += '\\') += byte;
  else if (code < 0x20 || code == 0x7f)
    ((to += "\\u00") += digits[code >> 4]) += digits[code & 0xf];
  else
    to += byte;
}

/// As JSON wants it. Line separators of Unicode are escaped too: some readers break lines there.
void append_quoted(std::string& to, std::string_view text) {
  to += '"';
  for (text = text.substr(0, longest_log_text); !text.empty();) {
    const auto size = character_at(text);
    const auto character = text.substr(0, std::max<std::size_t>(size, 1));
    if (size == 1)
      append_plain(to, text.front());
    else if (character == "\u2028" || character == "\u2029")
      to += character == "\u2028" ? "\\u2028" : "\\u2029";
    else if (character == "\u0085")
      to += "\\u0085";
    else
      to += size == 0 ? replacement : character;
    text.remove_prefix(character.size());
  }
  to += '"';
}

void append_number(std::string& to, auto number) {
  std::array<char, 32> digits{};
  to.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void append_value(std::string& to, const model::log_field& field) {
  std::visit(
    model::overloaded{
      [&](const std::string& text) { append_quoted(to, text); },
      [&](auto number) { append_number(to, number); },
    },
    field.value);
}

void append_member(std::string& to, std::string_view name, std::string_view text) {
  to.append(to.size() == 1 ? "\"" : ",\"").append(name).append("\":");
  append_quoted(to, text);
}

/// To the millisecond, always as long: columns of times are read from above to below.
std::string moment(model::instant at) {
  auto text = model::format_instant(at);
  if (text.find('.') == text.npos)
    text.insert(text.size() - 1, ".000");
  return text;
}

std::string json_of(const model::log_line& line, model::instant at) {
  std::string text{"{"};
  append_member(text, "at", moment(at));
  append_member(text, "level", model::word(line.level));
  append_member(text, "component", model::word(line.component));
  append_member(text, "message", line.message);
  if (const auto& of = line.origin) {
    append_member(text, "request_id", of->request_id);
    append_member(text, "trace_id", of->trace_id);
    append_member(text, "traceparent", of->traceparent);
  }
  for (const auto& each : line.fields) {
    text.append(",\"").append(each.name).append("\":");
    append_value(text, each);
  }
  return text += "}\n";
}

/// For whoever looks on: `2026-11-30T05:33:12.123Z warning clock: the wall clock was set ...`.
std::string plain_of(const model::log_line& line, model::instant at) {
  auto text = moment(at);
  text.append(" ").append(model::word(line.level)).append(" ").append(model::word(line.component));
  text.append(": ").append(line.message);
  for (const auto& each : line.fields) {
    text.append("; ").append(each.name).append(" ");
    append_value(text, each);
  }
  if (line.origin)
    append_quoted(text.append("; request_id "), line.origin->request_id);
  return text += '\n';
}

} // namespace

std::string text_of(const model::log_line& line, model::instant at, log_form form) {
  return form == log_form::json ? json_of(line, at) : plain_of(line, at);
}

} // namespace kod::app
