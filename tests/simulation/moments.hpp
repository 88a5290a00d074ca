#pragma once

#include "model/clock.hpp"
#include "tests/simulation/chance.hpp"
#include "tests/support/people.hpp"

namespace kod::simulation {

using namespace std::chrono_literals;

/// Where the clocks change, and where licences lapse at midnight in winter and in summer.
inline model::instant beginning(chance& luck) {
  using std::chrono::year;
  static const std::vector<model::instant> all{
    std::chrono::sys_days{year{2026} / 8 / 11} + 3h + 20min,
    std::chrono::sys_days{year{2026} / 11 / 11} + 4h + 20min, // Before midnight in New York.
    std::chrono::sys_days{year{2026} / 11 / 1} + 5h,          // An hour will be there twice,
    std::chrono::sys_days{year{2027} / 3 / 14} + 6h,          // an hour will be missing.
  };
  return luck.one_of(all);
}

/// In New York: of the clock's changes only the one of November 2026 lies before a run's other
/// days.
inline model::instant next_midnight(model::instant after) {
  using namespace std::chrono;
  const bool summer =
    after < sys_days{year{2026} / 11 / 1} + 6h || after >= sys_days{year{2027} / 3 / 14} + 7h;
  const auto today = floor<days>(after) + (summer ? 4h : 5h);
  return today > after ? today : today + 24h;
}

} // namespace kod::simulation
