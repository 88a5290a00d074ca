#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace kod::app {

/// Writes lines to a file descriptor on a thread of its own, so that whoever has something to say
/// never waits for whoever reads it. What is not read yet waits in memory, up to a bound; what
/// comes then is dropped and counted, and once there is room again a line says how many it were.
class line_writer {
public:
  /// How the count of dropped lines is told.
  using telling = std::function<std::string(std::uint64_t dropped)>;

  /// The descriptor stays whoever's it is. `most` is in bytes; twice as much may be held.
  line_writer(int descriptor, std::size_t most, telling);
  /// Waits for a second at most for what is not written yet.
  ~line_writer();
  line_writer(const line_writer&) = delete;
  line_writer& operator=(const line_writer&) = delete;

  /// A line ends with its line feed.
  void write(std::string_view line);
  /// Returns when all is written, or that long has passed.
  void flush(std::chrono::milliseconds patience);

  std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

private:
  void run();
  std::string take_what_waits();
  void deliver(std::string_view);
  std::size_t write_some(std::string_view);

  const int descriptor_;
  const std::size_t most_;
  const telling tell_;
  std::atomic<std::uint64_t> dropped_{0};
  std::mutex mutex_;
  std::condition_variable woken_;
  std::condition_variable emptied_;
  std::string waiting_;
  std::uint64_t untold_ = 0; // Dropped, and no line has said so yet.
  bool writing_ = false;
  bool ending_ = false;
  std::atomic<bool> given_up_{false};
  std::thread thread_;
};

} // namespace kod::app
