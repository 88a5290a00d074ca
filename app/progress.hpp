#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace kod::app {

/// A line on stderr that tells how far long work has come: only on a terminal, a few times a
/// second, and gone when the work is done.
class progress {
public:
  explicit progress(std::string what);
  ~progress();
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  /// `total` is 0 where nobody knows it.
  void show(std::uint64_t done, std::uint64_t total = 0);

private:
  std::string what_;
  bool on_terminal_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_{};
};

} // namespace kod::app
