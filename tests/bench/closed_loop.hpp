#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kod::bench {

/// What a client does next.
struct step {
  std::string bytes;        // Of a request; none: it ends.
  bool after_pause = false; // Whoever asks again for what wasn't there yet doesn't ask at once.
};

/// One client on its connection.
class client {
public:
  virtual ~client() = default;
  /// Given the answer to its last request (status 0: there was none yet).
  virtual step next(int status, std::string_view body) = 0;
};

inline constexpr std::chrono::milliseconds pause{2};

struct loop_result {
  double seconds = 0;
  std::vector<std::uint32_t> latencies_us; // Of each answer.

  double rate() const { return static_cast<double>(latencies_us.size()) / seconds; }
};

/// Lets all clients work, each on a connection of its own that is kept alive, from one thread: a
/// client sends its next request when it has the answer to the last one. Ends when all have
/// ended, or after `most`. Throws std::runtime_error when the server hangs up.
loop_result run_closed_loop(
  const std::string& address,
  std::vector<std::unique_ptr<client>>&,
  std::chrono::milliseconds most);

/// `share` of the answers took no longer, in microseconds. Sorts what it is given.
std::uint32_t latency_at(std::vector<std::uint32_t>&, double share);

} // namespace kod::bench
