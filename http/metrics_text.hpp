#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kod::http {

enum class metric : std::uint8_t { counter, gauge, histogram };

using metric_labels = std::vector<std::pair<std::string_view, std::string_view>>;

/// How many were at most so much, of all that were counted.
struct metric_bucket {
  double at_most = 0;
  std::uint64_t count = 0;
};

/// Writes Prometheus' text format (0.0.4), a family after the other:
///
///     metrics_text out;
///     out.begin("kod_referrals", metric::gauge, "Referrals by status.");
///     out.sample({{"status", "Pending"}}, 3);
///
/// https://prometheus.io/docs/instrumenting/exposition_formats/
class metrics_text {
public:
  /// A family's samples follow.
  void begin(std::string_view name, metric, std::string_view help);
  void sample(const metric_labels&, double value);
  /// Buckets from the smallest on; `sum` of all that was counted.
  void
  sample(const metric_labels&, std::span<const metric_bucket>, std::uint64_t count, double sum);

  /// A family of a single sample.
  void one(std::string_view name, metric, std::string_view help, double value);

  std::string take() { return std::move(text_); }

private:
  void line(std::string_view suffix, const metric_labels&, double value);

  std::string text_;
  std::string name_;
};

inline constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

} // namespace kod::http
