#include "http/trace.hpp"

#include "http/media_type.hpp"

#include <algorithm>

namespace kod::http {

namespace {

constexpr std::size_t longest_request_id = 64;
constexpr std::size_t traceparent_size = 55; // 00-32 digits-16 digits-01

std::optional<std::uint64_t> read_hex(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char each : digits) {
    const bool decimal = each >= '0' && each <= '9';
    if (!decimal && (each < 'a' || each > 'f')) // Upper case is none.
      return std::nullopt;
    value = value << 4 | static_cast<std::uint64_t>(decimal ? each - '0' : each - 'a' + 10);
  }
  return value;
}

void append_hex(std::string& to, std::uint64_t value) {
  static constexpr std::string_view digits = "0123456789abcdef";
  for (int shift = 60; shift >= 0; shift -= 4)
    to += digits[value >> shift & 0xf];
}

bool has_a_telephones_digits(std::string_view text) {
  const auto is_digit = [](char each) { return each >= '0' && each <= '9'; };
  const auto digits = std::ranges::count_if(text, is_digit);
  const bool nothing_else = std::ranges::all_of(
    text, [&](char each) { return is_digit(each) || each == '-' || each == '_'; });
  return nothing_else && digits >= 7 && digits <= 15;
}

/// The only one of that name; none: there is none, or there are several and nobody knows which.
struct lone_header {
  std::string_view name;
  std::optional<std::string_view> value{};
  int seen = 0;

  void look_at(const name_value& header) {
    if (header.first.size() != name.size() || !same_without_case(header.first, name))
      return;
    value = ++seen == 1 ? std::optional<std::string_view>{header.second} : std::nullopt;
  }
};

} // namespace

std::optional<trace_context> read_traceparent(std::string_view text) {
  if (text.size() < traceparent_size || text[2] != '-' || text[35] != '-' || text[52] != '-')
    return std::nullopt;
  const auto version = read_hex(text.substr(0, 2));
  const auto high = read_hex(text.substr(3, 16));
  const auto low = read_hex(text.substr(19, 16));
  const auto parent = read_hex(text.substr(36, 16));
  const auto flags = read_hex(text.substr(53, 2));
  if (!version || !high || !low || !parent || !flags || version == 0xffU)
    return std::nullopt;
  const bool goes_on = text.size() > traceparent_size;
  if (goes_on && (version == 0U || text[traceparent_size] != '-'))
    return std::nullopt;
  if ((high == 0U && low == 0U) || parent == 0U)
    return std::nullopt;
  return trace_context{*high, *low, *parent, (*flags & 1) != 0};
}

std::string trace_id_of(const trace_context& trace) {
  std::string text;
  append_hex(text, trace.trace_high);
  append_hex(text, trace.trace_low);
  return text;
}

std::string traceparent_of(const trace_context& trace) {
  auto text = "00-" + trace_id_of(trace) + "-";
  append_hex(text, trace.span);
  return text += trace.sampled ? "-01" : "-00";
}

bool is_request_id(std::string_view text) {
  const auto fits = [](char each) {
    return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z')
           || (each >= 'A' && each <= 'Z') || each == '-' || each == '_';
  };
  return !text.empty() && text.size() <= longest_request_id && std::ranges::all_of(text, fits)
         && !has_a_telephones_digits(text);
}

model::log_origin request_marks::origin() const {
  return {id, trace_id_of(trace), traceparent_of(trace)};
}

marking marking::by_chance() {
  std::random_device chance;
  return marking{std::uint64_t{chance()} << 32 | chance()};
}

request_marks marking::mark(const request& head) {
  lone_header id{"X-Request-Id"}, parent{"traceparent"};
  for (const auto& each : head.headers) {
    id.look_at(each);
    parent.look_at(each);
  }
  auto marks = mark();
  if (id.value && is_request_id(*id.value))
    marks.id = *id.value;
  if (const auto trace = parent.value ? read_traceparent(*parent.value) : std::nullopt) {
    const auto ours = marks.trace.span;
    marks.trace = *trace;
    marks.trace.span = ours;
  }
  return marks;
}

request_marks marking::mark() {
  request_marks marks;
  marks.id.reserve(32);
  append_hex(marks.id, draw());
  append_hex(marks.id, draw());
  marks.trace = {draw(), draw(), draw(), false};
  return marks;
}

/// Zero would be no id.
std::uint64_t marking::draw() {
  std::uint64_t drawn = 0;
  while (drawn == 0)
    drawn = random_();
  return drawn;
}

} // namespace kod::http
