#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace kod::simulation {

/// All that is random in a run comes from its seed, and is the same on every machine.
class chance {
public:
  explicit chance(std::uint64_t seed) : draw_{seed} {}

  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(draw_() % limit); }
  bool percent(std::size_t share) { return below(100) < share; }

  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

private:
  std::mt19937_64 draw_;
};

} // namespace kod::simulation
