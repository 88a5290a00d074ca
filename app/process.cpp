#include "app/process.hpp"

#include <pthread.h>
#include <sys/resource.h>

namespace kod::app {

void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return; // The machine's default will do.
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

end_signals::end_signals() {
  sigemptyset(&set_);
  sigaddset(&set_, SIGINT);
  sigaddset(&set_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  std::signal(SIGPIPE, SIG_IGN); // A client that hangs up is no reason to end.
}

void end_signals::wait() {
  int received = 0;
  sigwait(&set_, &received);
  pthread_sigmask(SIG_UNBLOCK, &set_, nullptr);
}

} // namespace kod::app
