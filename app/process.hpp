#pragma once

#include <csignal>

// What the engine's process asks of the machine.

namespace kod::app {

/// As many file descriptors as it may have: each connection takes one.
void raise_file_limit();

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
