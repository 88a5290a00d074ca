#pragma once

#include "actors/observed.hpp"

#include <deque>
#include <functional>

namespace kod::actors {

struct letters_state {
  static constexpr const char* name = "letters";
  using pointer = observed_pointer<letters_actor, letters_state>;
  /// More are counted, and no longer kept.
  static constexpr std::size_t most_kept = 100;

  void take(dead_letter&&);
  dead_letter_list list() const;

  model::clock now;
  std::function<void(const dead_letter&)> tell;
  std::array<std::uint64_t, all_undelivered.size()> counts{};
  std::deque<kept_letter> kept; // Newest first.
};

letters_actor::behavior_type letters_behavior(
  letters_state::pointer self, model::clock now, std::function<void(const dead_letter&)> tell);

} // namespace kod::actors
