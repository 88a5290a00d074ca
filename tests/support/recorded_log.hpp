#pragma once

#include "model/logbook.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace kod::tests {

/// A log that keeps its lines for whoever wants to see what was written.
class recorded_log final : public model::logbook {
public:
  bool wants(model::log_component from, model::log_level level) const override {
    const std::scoped_lock lock{mutex_};
    return level >= setting_.levels.of(from);
  }
  void write(const model::log_line& line) override {
    {
      const std::scoped_lock lock{mutex_};
      lines_.push_back(line);
    }
    written_.notify_all();
  }
  model::log_setting setting() override {
    const std::scoped_lock lock{mutex_};
    return setting_;
  }
  model::log_levels started_with() const override { return {}; }
  void change(const model::log_setting& to) override {
    const std::scoped_lock lock{mutex_};
    setting_ = to;
  }
  std::uint64_t dropped() const override { return 7; }

  std::vector<model::log_line> lines() const {
    const std::scoped_lock lock{mutex_};
    return lines_;
  }
  /// Waits for so many.
  std::vector<model::log_line> first(std::size_t count) const {
    std::unique_lock lock{mutex_};
    written_.wait(lock, [&] { return lines_.size() >= count; });
    return lines_;
  }

private:
  mutable std::mutex mutex_;
  mutable std::condition_variable written_;
  std::vector<model::log_line> lines_;
  model::log_setting setting_{.levels = {.overall = model::log_level::debug}};
};

/// A field of a line as text; empty: it has none of that name.
inline std::string field_of(const model::log_line& line, std::string_view name) {
  const auto found = std::ranges::find(
    line.fields, name, [](const auto& each) { return std::string_view{each.name}; });
  if (found == line.fields.end())
    return {};
  if (const auto* text = std::get_if<std::string>(&found->value))
    return *text;
  if (const auto* number = std::get_if<std::int64_t>(&found->value))
    return std::to_string(*number);
  return std::to_string(std::get<double>(found->value));
}

} // namespace kod::tests
