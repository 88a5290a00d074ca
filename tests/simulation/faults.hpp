#pragma once

#include "tests/simulation/chance.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

// What goes wrong in a run: a list that is made before it from a random stream of its own, so that
// the same run can be repeated with some of it only.

namespace kod::simulation {

enum class fault_kind : std::uint8_t {
  crash,
  journal_failure,
  exception_in_answer, // Of the journal, or of another actor: memory is in doubt.
  exception_in_notice, // Nobody waits for it, so it is lost with its actor's queue.
  exception_in_order,  // Its client is told, and nothing has changed.
  death,               // Of one actor, whatever it has under way.
  death_while_writing, // Of one that has just sent the journal something.
  death_while_planned, // Of a referral that waits for the dispatcher.
  deaths_in_a_row,     // Of one actor, each time that it comes back, until it is put aside.
};

struct fault {
  int step = 0; // Before which it happens.
  fault_kind kind = fault_kind::crash;
  bool kept = false;           // What was on its way to the journal is written all the same.
  std::size_t after = 0;       // So many appends, looks at the clock, or messages.
  std::chrono::seconds down{}; // For how long a crashed engine is away.
};
using fault_list = std::vector<fault>;

/// Of single actors, and not of the whole engine.
inline bool dies_alone(fault_kind kind) {
  return kind != fault_kind::crash && kind != fault_kind::journal_failure;
}

/// One in twenty seeds, of those with crashes, is on the real store: that takes longer.
inline bool is_on_disk(std::uint64_t seed) {
  return seed % 20 == 3;
}

/// In half of the seeds, with and without each kind of fault, somebody is told what happens.
inline bool tells_outside(std::uint64_t seed) {
  return seed / 4 % 2 == 1;
}

/// A quarter of the seeds has none. A disk fails more often: in more ways.
inline fault_list faults_of(std::uint64_t seed, int steps) {
  const bool crashes = seed % 2 == 1, exceptions = seed % 4 >= 2;
  const std::size_t failures = is_on_disk(seed) ? 7 : 3, crashes_and_failures = 6 + failures;
  chance luck{seed ^ 0x9e3779b97f4a7c15U};
  fault_list result;
  for (int step = 0; step < steps; ++step) {
    const auto what = luck.below(1000);
    const bool kept = luck.percent(50);
    if (crashes && what < 6) {
      const std::chrono::seconds down{luck.percent(70) ? 0 : luck.below(2000)};
      result.push_back({step, fault_kind::crash, kept, 0, down});
    } else if (crashes && what < crashes_and_failures) {
      const std::chrono::seconds down{luck.below(60)};
      result.push_back({step, fault_kind::journal_failure, kept, luck.below(5), down});
    } else if (exceptions && what >= 957 && what < 960) {
      result.push_back({step, fault_kind::deaths_in_a_row, false, 1 + luck.below(12), {}});
    } else if (exceptions && what >= 960) {
      const auto kind = what < 968   ? fault_kind::death
                        : what < 980 ? fault_kind::death_while_writing
                                     : fault_kind::death_while_planned;
      const auto most = kind == fault_kind::death ? 12U : 3U;
      result.push_back({step, kind, false, 1 + luck.below(most), {}});
    } else if (exceptions && what < 60) {
      const auto kind = what < 30   ? fault_kind::exception_in_answer
                        : what < 54 ? fault_kind::exception_in_notice
                                    : fault_kind::exception_in_order;
      result.push_back({step, kind, false, 1 + luck.below(6), {}});
    }
  }
  return result;
}

inline std::string to_text(const fault& one) {
  static constexpr std::array kinds{
    "the engine crashes",
    "the journal will fail",
    "an exception in an answer's handler",
    "an exception in a notice's handler",
    "an exception in an order's handler",
    "an actor dies after so many messages",
    "an actor dies after so many that it has sent the journal something for",
    "a referral dies that waits for a plan, after so many of its messages",
    "an actor dies after so many messages, and each time that it comes back"};
  std::string text = kinds[static_cast<std::size_t>(one.kind)];
  if (one.kind <= fault_kind::journal_failure)
    text += one.kept ? ", what was on its way is kept" : ", what was on its way is lost";
  return text + " (" + std::to_string(one.after) + ")";
}

/// The shortest list that was found to fail as well: halves are left out, then single ones.
/// `fails` is asked at most `tries` times.
template <class Fails>
std::vector<std::size_t> shortest(std::vector<std::size_t> all, Fails fails, int tries = 150) {
  for (auto part = (all.size() + 1) / 2; part > 0; part = part == 1 ? 0 : (part + 1) / 2)
    for (std::size_t from = 0; from < all.size() && tries > 0; --tries) {
      auto fewer = all;
      const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(from);
      const auto count = std::min(part, all.size() - from);
      fewer.erase(first, first + static_cast<std::ptrdiff_t>(count));
      if (fails(fewer))
        all = std::move(fewer);
      else
        from += part;
    }
  return all;
}

} // namespace kod::simulation
