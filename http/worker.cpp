#include "http/worker.hpp"

#include <utility>

namespace kod::http {

worker::worker() : thread_{[this](const std::stop_token& stop) { work(stop); }} {}

void worker::run(std::function<void()> task) {
  {
    const std::scoped_lock lock{mutex_};
    tasks_.push_back(std::move(task));
  }
  woken_.notify_one();
}

void worker::work(const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  while (woken_.wait(lock, stop, [this] { return !tasks_.empty(); }) && !stop.stop_requested()) {
    const auto task = std::exchange(tasks_.front(), {});
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
}

} // namespace kod::http
