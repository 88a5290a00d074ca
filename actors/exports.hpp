#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"

namespace kod::actors {

struct exports_state {
  static constexpr const char* name = "exports";
  using pointer = observed_pointer<exports_actor, exports_state>;

  /// A page's lines, and how many referrals are looked at for it: each costs a few microseconds.
  static constexpr std::size_t most_lines = 100;
  static constexpr std::size_t most_looks = 1000;
  /// Agents of a page: what each one did is read whole.
  static constexpr std::size_t most_agents = 20;

  referral_lines page(const export_referrals&) const;
  agent_lines page(const export_agents&) const;

  const model::archive* archive = nullptr;
};

exports_actor::behavior_type
exports_behavior(exports_state::pointer self, const model::archive* archive);

} // namespace kod::actors
