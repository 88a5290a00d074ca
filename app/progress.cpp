#include "app/progress.hpp"

#include <iostream>
#include <unistd.h>
#include <utility>

namespace kod::app {

namespace {

constexpr std::chrono::milliseconds between{200};
constexpr std::string_view erase_line = "\r\033[K";

} // namespace

progress::progress(std::string what)
  : what_{std::move(what)}, on_terminal_{::isatty(STDERR_FILENO) == 1} {}

progress::~progress() {
  if (shown_)
    std::cerr << erase_line << std::flush;
}

void progress::show(std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!on_terminal_ || now < next_)
    return;
  next_ = now + between;
  shown_ = true;
  std::cerr << erase_line << what_ << ": " << done;
  if (total > 0)
    std::cerr << " of " << total;
  std::cerr << std::flush;
}

} // namespace kod::app
