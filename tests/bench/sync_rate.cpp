#include "tests/bench/sync_rate.hpp"

#include <array>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace kod::bench {

double sync_rate(const std::filesystem::path& folder, std::chrono::milliseconds during) {
  using clock = std::chrono::steady_clock;
  const auto path = folder / "sync_rate";
  const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0)
    throw std::runtime_error{"cannot write to " + folder.string()};
  const std::array<char, 512> record{};
  int count = 0;
  const auto begin = clock::now();
  for (; clock::now() - begin < during; ++count)
    if (::write(file, record.data(), record.size()) < 0 || ::fdatasync(file) != 0)
      throw std::runtime_error{"cannot sync below " + folder.string()};
  const auto seconds = std::chrono::duration<double>(clock::now() - begin).count();
  ::close(file);
  std::filesystem::remove(path);
  return count / seconds;
}

} // namespace kod::bench
