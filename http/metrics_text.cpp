#include "http/metrics_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace kod::http {

namespace {

std::string_view to_string(metric type) {
  switch (type) {
  case metric::counter: return "counter";
  case metric::gauge: return "gauge";
  case metric::histogram: break;
  }
  return "histogram";
}

/// The shortest that reads back as the same.
std::string number(double value) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-Inf" : "+Inf";
  std::array<char, 32> room{};
  const auto end = std::to_chars(room.data(), room.data() + room.size(), value).ptr;
  return {room.data(), end};
}

void escape_into(std::string& text, std::string_view value) {
  for (const char each : value)
    switch (each) {
    case '\\': text += "\\\\"; break;
    case '"': text += "\\\""; break;
    case '\n': text += "\\n"; break;
    default: text += each;
    }
}

} // namespace

void metrics_text::begin(std::string_view name, metric type, std::string_view help) {
  name_ = name;
  text_.append("# HELP ").append(name).append(" ").append(help).append("\n");
  text_.append("# TYPE ").append(name).append(" ").append(to_string(type)).append("\n");
}

void metrics_text::sample(const metric_labels& labels, double value) {
  line("", labels, value);
}

void metrics_text::sample(
  const metric_labels& labels,
  std::span<const metric_bucket> buckets,
  std::uint64_t count,
  double sum) {
  auto with_bound = labels;
  with_bound.emplace_back("le", "");
  for (const auto& each : buckets) {
    const auto bound = number(each.at_most);
    with_bound.back().second = bound;
    line("_bucket", with_bound, static_cast<double>(each.count));
  }
  with_bound.back().second = "+Inf";
  line("_bucket", with_bound, static_cast<double>(count));
  line("_sum", labels, sum);
  line("_count", labels, static_cast<double>(count));
}

void metrics_text::one(std::string_view name, metric type, std::string_view help, double value) {
  begin(name, type, help);
  sample({}, value);
}

void metrics_text::line(std::string_view suffix, const metric_labels& labels, double value) {
  text_.append(name_).append(suffix);
  char before = '{';
  for (const auto& [name, content] : labels) {
    text_.append(1, before).append(name).append("=\"");
    escape_into(text_, content);
    text_ += '"';
    before = ',';
  }
  if (!labels.empty())
    text_ += '}';
  text_.append(" ").append(number(value)).append("\n");
}

} // namespace kod::http
