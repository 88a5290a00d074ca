#pragma once

#include <csignal>

namespace kod::app {

/// SIGINT and SIGTERM, taken from all threads. Made before any thread is: they inherit it.
class end_signals {
public:
  end_signals();

  /// Returns with the first one. A second one then ends the process at once.
  void wait();

private:
  sigset_t set_{};
};

} // namespace kod::app
