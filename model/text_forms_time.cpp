#include "model/text_forms.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace kod::model {

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::floor;

constexpr day first_day{};
constexpr day last_day = std::chrono::year{9999} / 12 / 31;
constexpr duration longest_duration = days{36525};

struct unit {
  std::string_view name;
  duration length;
};
constexpr std::array units{unit{"h", 1h}, unit{"m", 1min}, unit{"s", 1s}, unit{"ms", 1ms}};

/// A whole number at the front, up to what is no digit.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{})
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
  return value;
}

/// Reads a text of a fixed form from front to back; what doesn't fit is remembered.
class form {
public:
  explicit form(std::string_view text) : rest_{text} {}

  unsigned digits(std::size_t count) {
    auto part = rest_.substr(0, count);
    const auto value = take_number(part);
    fits_ = fits_ && value && part.empty() && rest_.size() >= count;
    rest_.remove_prefix(std::min(count, rest_.size()));
    return fits_ ? static_cast<unsigned>(*value) : 0;
  }
  bool skips(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == any_of.npos)
      return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(std::string_view any_of) { fits_ = skips(any_of) && fits_; }
  void require(bool holds) { fits_ = fits_ && holds; }
  bool at_digit() const { return !rest_.empty() && '0' <= rest_.front() && rest_.front() <= '9'; }
  bool fits() const { return fits_; }
  bool fits_whole() const { return fits_ && rest_.empty(); }

private:
  std::string_view rest_;
  bool fits_ = true;
};

day read_day(form& text) {
  const std::chrono::year year{static_cast<int>(text.digits(4))};
  text.expect("-");
  const std::chrono::month month{text.digits(2)};
  text.expect("-");
  const auto date = year / month / std::chrono::day{text.digits(2)};
  text.require(date.ok() && date >= std::chrono::year_month_day{first_day});
  return text.fits() ? day{date} : first_day;
}

duration read_minutes(form& text, unsigned last_hour) {
  const auto hour = text.digits(2);
  text.expect(":");
  const auto minute = text.digits(2);
  text.require(hour <= last_hour && minute < 60);
  return std::chrono::hours{hour} + std::chrono::minutes{minute};
}

/// Of a second, if there is one. What is finer than a millisecond is read and dropped.
duration read_fraction(form& text) {
  duration value{};
  if (!text.skips("."))
    return value;
  duration worth = 100ms;
  do {
    value += text.digits(1) * worth;
    worth /= 10;
  } while (text.at_digit());
  return value;
}

duration read_offset(form& text) {
  if (text.skips("Zz"))
    return {};
  const bool ahead = text.skips("+");
  if (!ahead)
    text.expect("-");
  const auto size = read_minutes(text, 23);
  return ahead ? size : -size;
}

std::string padded(std::int64_t value, std::size_t width) {
  const auto digits = std::to_string(value);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

std::string format_minutes(duration since_midnight) {
  const auto count = floor<std::chrono::minutes>(since_midnight).count();
  return padded(count / 60, 2) + ":" + padded(count % 60, 2);
}

} // namespace

std::optional<instant> parse_instant(std::string_view text) {
  form rest{text};
  instant at = read_day(rest);
  rest.expect("Tt");
  at += read_minutes(rest, 23);
  rest.expect(":");
  const auto second = rest.digits(2);
  rest.require(second < 60);
  at += std::chrono::seconds{second} + read_fraction(rest);
  at -= read_offset(rest);
  if (!rest.fits_whole() || at < first_day || at >= last_day + days{1})
    return std::nullopt;
  return at;
}

std::string format_instant(instant at) {
  const auto date = floor<days>(at);
  const auto time = at - date;
  const auto seconds = floor<std::chrono::seconds>(time);
  auto text = format_day(date) + "T" + format_minutes(time) + ":" + padded(seconds.count() % 60, 2);
  if (time != seconds)
    text += "." + padded((time - seconds).count(), 3);
  return text + "Z";
}

std::optional<day> parse_day(std::string_view text) {
  form rest{text};
  const auto date = read_day(rest);
  return rest.fits_whole() ? std::optional{date} : std::nullopt;
}

std::string format_day(day which) {
  const std::chrono::year_month_day date{which};
  return padded(int{date.year()}, 4) + "-" + padded(unsigned{date.month()}, 2) + "-"
         + padded(unsigned{date.day()}, 2);
}

std::optional<std::uint16_t> parse_minute_of_day(std::string_view text) {
  form rest{text};
  const auto since_midnight = read_minutes(rest, 24);
  if (!rest.fits_whole() || since_midnight > days{1})
    return std::nullopt;
  return static_cast<std::uint16_t>(since_midnight / 1min);
}

std::string format_minute_of_day(std::uint16_t minute) {
  return format_minutes(std::chrono::minutes{minute});
}

std::optional<duration> parse_duration(std::string_view text) {
  const auto count = take_number(text);
  const auto* found = std::ranges::find(units, text, &unit::name);
  if (!count || found == units.end())
    return std::nullopt;
  if (*count > static_cast<std::uint64_t>(longest_duration / found->length))
    return std::nullopt;
  return static_cast<std::int64_t>(*count) * found->length;
}

std::string format_duration(duration length) {
  if (length == 0ms)
    return "0s";
  const auto whole = [length](const unit& each) { return length % each.length == 0ms; };
  const auto* found = std::ranges::find_if(units, whole); // Milliseconds always are.
  return std::to_string(length / found->length).append(found->name);
}

} // namespace kod::model
