#include "app/process.hpp"

#include "persistence/open_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <pthread.h>
#include <string>
#include <sys/resource.h>
#include <sys/time.h>
#include <system_error>

namespace kod::app {

namespace {

constexpr auto open_files = "/proc/self/fd";

} // namespace

void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return; // The machine's default will do.
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::size_t file_limit() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

http::process_figures figures_of_process() {
  http::process_figures result;
  rusage used{};
  if (::getrusage(RUSAGE_SELF, &used) == 0) {
    const auto seconds = [](const timeval& time) {
      return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    result.cpu_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
  }
  result.most_files = file_limit();
  std::error_code unread;
  for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator{open_files, unread})
    ++result.open_files;
  std::ifstream status{"/proc/self/status"};
  for (std::string word; status >> word;)
    if (word == "VmRSS:" && status >> result.memory_bytes)
      result.memory_bytes *= 1024;
    else if (word == "Threads:")
      status >> result.threads;
  return result;
}

std::size_t connections_within(std::size_t files) {
  // Logs that are being written, tables that are being made, sockets of our own, a margin.
  constexpr std::size_t others = 64;
  constexpr std::size_t taken = persistence::most_open_files + others;
  constexpr std::size_t least = 32; // Nothing works well with so few, but it does.
  constexpr std::size_t most = 10'000;
  return std::clamp(files > taken ? files - taken : 0, least, most);
}

end_signals::end_signals() {
  sigemptyset(&set_);
  sigaddset(&set_, SIGINT);
  sigaddset(&set_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  std::signal(SIGPIPE, SIG_IGN); // A client that hangs up is no reason to end.
}

void end_signals::wait() const {
  int received = 0;
  sigwait(&set_, &received);
  pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);
}

} // namespace kod::app
