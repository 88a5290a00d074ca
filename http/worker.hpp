#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace kod::http {

/// One thread for work that takes longer than a connection's thread may be kept: one task after
/// the other. What has not begun when it ends is dropped.
class worker {
public:
  worker();
  worker(const worker&) = delete;
  worker& operator=(const worker&) = delete;
  ~worker() = default;

  void run(std::function<void()> task);

private:
  void work(const std::stop_token&);

  std::mutex mutex_;
  std::condition_variable_any woken_;
  std::deque<std::function<void()>> tasks_;
  std::jthread thread_; // Last: it uses all the others.
};

} // namespace kod::http
