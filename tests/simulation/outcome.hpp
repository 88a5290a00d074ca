#pragma once

#include "tests/simulation/figures.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace kod::simulation {

/// How one run came out.
struct outcome {
  static constexpr std::size_t steps_to_tell = 60;

  std::vector<std::string> broken; // Empty: all held.
  std::deque<std::string> last_steps;
  std::uint64_t digest = 0; // Of every event in the journal.
  std::uint64_t events = 0;
  figures all{};

  void note(std::string step) {
    last_steps.push_back(std::move(step));
    if (last_steps.size() > steps_to_tell)
      last_steps.pop_front();
  }

  void expect(bool holds, const std::string& rule) {
    if (!holds && std::ranges::count(broken, rule) == 0)
      broken.push_back(rule);
  }
  void add(const std::vector<std::string>& found) {
    for (const auto& each : found)
      expect(false, each);
  }
};

} // namespace kod::simulation
