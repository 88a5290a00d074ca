#include "app/console/figures.hpp"

#include "app/console/screen.hpp"

#include <boost/json/serialize.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <optional>
#include <sstream>

namespace kod::app::console {

namespace {

namespace json = boost::json;

struct column {
  std::string_view title, pointer, sort, words;
  bool is_time = false;
};

constexpr std::array columns{
  column{"MAILBOX", "/mailbox", "mailbox", "messages that wait"},
  column{"HANDLED", "/handled", "handled", "messages handled"},
  column{"P50", "/handling_seconds/p50", "p50", "half of them within", true},
  column{"P99", "/handling_seconds/p99", "p99", "99 of 100 within", true},
  column{
    "OLDEST", "/oldest_message_seconds", "oldest_message_seconds", "the oldest waits for", true},
  column{"TIMERS", "/timers", "timers", "timers armed"},
  column{"RESTARTS", "/restarts", "restarts", "restarts"},
};

constexpr int first_width = 29; // A referral's id has 28 characters.
constexpr int words_width = 22;
constexpr int second_width = 10;

/// A kind's row has room at its end, in 120 columns, for how many of it were put aside.
int width_of(const column& each) {
  return each.is_time ? 9 : 10;
}

std::optional<double> number(const json::value* value) {
  boost::system::error_code problem;
  const auto result = value ? value->to_number<double>(problem) : 0;
  return value && !problem ? std::optional{result} : std::nullopt;
}

std::string rounded(double value, int digits) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(digits) << value;
  return out.str();
}

std::string cell(const json::value& figures, const column& each) {
  const auto* found = member(figures, each.pointer);
  return each.is_time ? seconds(found) : shown(found);
}

} // namespace

const json::value* member(const json::value& body, std::string_view pointer) {
  boost::system::error_code none;
  return body.find_pointer(pointer, none);
}

std::string text(const json::value* value) {
  const auto* found = value ? value->if_string() : nullptr;
  return found ? std::string{*found} : std::string{};
}

std::string shown(const json::value* value) {
  if (!value || value->is_null())
    return "-";
  return value->is_string() ? text(value) : json::serialize(*value);
}

std::string seconds(const json::value* value) {
  const auto found = number(value);
  return found ? short_time(*found) : "-";
}

std::string percent(const json::value* value) {
  const auto found = number(value);
  return found ? rounded(std::floor(*found * 1000) / 10, 1) + " %" : "-"; // 100 is all of them.
}

std::string bytes(const json::value* value) {
  const auto found = number(value);
  return found ? rounded(*found / 1e9, 1) + " GB" : "-";
}

bool is_true(const json::value* value) {
  return value && value->is_bool() && value->get_bool();
}

bool is_positive(const json::value* value) {
  return number(value).value_or(0) > 0;
}

std::string short_time(double time) {
  if (time == 0)
    return "0 s";
  const auto with = [time](double unit, std::string_view name) {
    const auto value = time / unit;
    return rounded(value, value < 10 && unit < 60 ? 1 : 0) + " " + std::string{name};
  };
  if (time < 1e-3)
    return with(1e-6, "us");
  if (time < 1)
    return with(1e-3, "ms");
  if (time < 120)
    return with(1, "s");
  return time < 7200 ? with(60, "min") : with(3600, "h");
}

const std::vector<std::string>& sort_names() {
  static const auto names = [] {
    std::vector<std::string> result;
    for (const auto& each : columns)
      result.emplace_back(each.sort);
    return result;
  }();
  return names;
}

std::string heading(std::string_view first, std::string_view second, std::string_view sorted_by) {
  std::ostringstream out;
  out << std::left << std::setw(first_width - 1) << first << ' ' << std::setw(second_width)
      << second << std::right;
  for (const auto& each : columns) {
    const std::string title{each.title};
    out << std::setw(width_of(each)) << (each.sort == sorted_by ? "[" + title + "]" : title);
  }
  return out.str();
}

std::string row(const json::value& figures, const std::string& first, const std::string& second) {
  std::ostringstream out;
  out << std::left << std::setw(first_width - 1) << first << ' ' << std::setw(second_width)
      << second << std::right;
  for (const auto& each : columns)
    out << std::setw(width_of(each)) << cell(figures, each);
  return out.str();
}

std::vector<std::string> figures_in_words(const json::value& actor) {
  std::vector<std::string> result{text(member(actor, "/kind")) + " " + text(member(actor, "/id"))};
  for (const auto& each : columns) {
    std::ostringstream out;
    out << "  " << std::left << std::setw(words_width) << each.words << cell(actor, each);
    result.push_back(out.str());
  }
  result.push_back("  last error            " + shown(member(actor, "/last_error")));
  if (is_true(member(actor, "/put_aside")))
    result.emplace_back("  PUT ASIDE             it failed too often and waits for an operator");
  return result;
}

} // namespace kod::app::console
