#include "model/text_forms.hpp"

#include <algorithm>

namespace kod::model {

namespace {

bool is_digit(char c) {
  return '0' <= c && c <= '9';
}

bool is_letter(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
}

bool skip(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start))
    return false;
  text.remove_prefix(start.size());
  return true;
}

/// What may stand between the groups of a telephone number, once.
void skip_separator(std::string_view& text) {
  for (const std::string_view each : {" - ", " ", "-", "."})
    if (skip(text, each))
      return;
}

/// Takes that many digits off the front; fewer: empty.
std::string_view take_digits(std::string_view& text, std::size_t count) {
  const auto digits = text.substr(0, count);
  if (digits.size() < count || !std::ranges::all_of(digits, is_digit))
    return {};
  text.remove_prefix(count);
  return digits;
}

/// With or without brackets round it.
std::string_view take_area(std::string_view& text) {
  const bool bracketed = skip(text, "(");
  const auto area = take_digits(text, 3);
  return bracketed && !skip(text, ")") ? std::string_view{} : area;
}

bool can_be_area_or_exchange(std::string_view code) {
  return code.size() == 3 && code.front() >= '2';
}

/// 211 to 911 are services, so no area has them.
bool is_service(std::string_view code) {
  return code.ends_with("11");
}

struct code_point {
  char32_t value;
  std::size_t length; // In bytes.
};

/// The first of a text that isn't empty.
std::optional<code_point> first_code_point(std::string_view text) {
  const auto byte_at = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const char32_t lead = byte_at(0);
  if (lead < 0x80)
    return code_point{lead, 1};
  const std::size_t length = lead < 0xC0   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF8 ? 4
                                           : 0;
  if (length == 0 || text.size() < length)
    return std::nullopt;
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(i) & 0xC0U) != 0x80)
      return std::nullopt;
    value = value << 6U | (byte_at(i) & 0x3FU);
  }
  constexpr char32_t least[]{0, 0, 0x80, 0x800, 0x10000}; // Fewer bytes would do for less.
  const bool half_surrogate = 0xD800 <= value && value <= 0xDFFF;
  if (value < least[length] || half_surrogate || value > 0x10FFFF)
    return std::nullopt;
  return code_point{value, length};
}

bool is_control(char32_t c) {
  return c < 0x20 || (0x7F <= c && c < 0xA0);
}

/// The number of code points, if each is well-formed and `fits`.
template <class Predicate>
std::optional<std::size_t> count_fitting(std::string_view text, Predicate fits) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    const auto next = first_code_point(text);
    if (!next || !fits(next->value))
      return std::nullopt;
    text.remove_prefix(next->length);
  }
  return count;
}

bool fits_in_mailbox(char32_t c) {
  // Without quotes these separate addresses, or an address from its name.
  constexpr std::u32string_view special = U" ()<>[],;:\\\"@\u00A0\u2028\u2029";
  return !is_control(c) && special.find(c) == special.npos;
}

bool plausible_domain(std::string_view domain) {
  if (domain.find('.') == domain.npos)
    return false;
  return ("." + std::string{domain} + ".").find("..") == std::string::npos;
}

} // namespace

std::optional<std::string> parse_phone(std::string_view text) {
  if (skip(text, "+1") || skip(text, "1"))
    skip_separator(text);
  const auto area = take_area(text);
  skip_separator(text);
  const auto exchange = take_digits(text, 3);
  skip_separator(text);
  const auto line = take_digits(text, 4);
  if (!can_be_area_or_exchange(area) || is_service(area) || !can_be_area_or_exchange(exchange))
    return std::nullopt;
  if (line.empty() || !text.empty())
    return std::nullopt;
  return "+1" + std::string{area}.append(exchange).append(line);
}

bool plausible_email(std::string_view text) {
  constexpr std::size_t longest = 254, longest_mailbox = 64; // RFC 5321.
  const auto at = text.find('@');
  if (at == text.npos || at == 0 || at > longest_mailbox || text.size() > longest)
    return false;
  const auto domain = text.substr(at + 1);
  return count_fitting(text.substr(0, at), fits_in_mailbox)
         && count_fitting(domain, fits_in_mailbox) && plausible_domain(domain);
}

std::optional<std::size_t> count_code_points(std::string_view text) {
  return count_fitting(text, [](char32_t) { return true; });
}

bool plain_text(std::string_view text, std::size_t longest, line_feeds feeds) {
  const auto fits = [feeds](char32_t c) {
    return !is_control(c) || (c == U'\n' && feeds == line_feeds::allowed);
  };
  const auto count = count_fitting(text, fits);
  return count && *count <= longest;
}

bool plausible_id(std::string_view text) {
  constexpr std::size_t longest = 64;
  const auto fits = [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '_' || c == '-';
  };
  if (text.empty() || text.size() > longest || !std::ranges::all_of(text, fits))
    return false;
  return is_letter(text.front()) || is_digit(text.front());
}

bool plausible_npn(std::string_view text) {
  constexpr std::size_t longest = 10;
  return !text.empty() && text.size() <= longest && text.front() != '0'
         && std::ranges::all_of(text, is_digit);
}

bool five_digits(std::string_view text) {
  return text.size() == 5 && std::ranges::all_of(text, is_digit);
}

} // namespace kod::model
