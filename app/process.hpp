#pragma once

#include "http/machine_figures.hpp"

#include <csignal>
#include <cstddef>

// What the engine's process asks of the machine.

namespace kod::app {

/// As many file descriptors as it may have: each connection takes one.
void raise_file_limit();
std::size_t file_limit();

/// Read from /proc; zero where that says nothing.
http::process_figures figures_of_process();

/// How many connections so many descriptors are enough for, with what the store needs and all
/// else that is open left over: a client must not be able to stop the store.
std::size_t connections_within(std::size_t files);

/// SIGINT and SIGTERM, taken from all threads. Made before any thread is: they inherit it.
class end_signals {
public:
  end_signals();

  /// Returns with the first one. A second one then ends the process at once.
  void wait() const;

private:
  sigset_t set_{};
};

} // namespace kod::app
