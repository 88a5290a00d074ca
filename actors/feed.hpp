#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"

#include <list>

namespace kod::actors {

/// Tells its readers what was stored, in the journal's order. A reader that wants more than what
/// is still to come is first told the past, from the archive.
struct feed_state {
  static constexpr const char* name = "feed";
  using pointer = observed_pointer<feed_actor, feed_state>;

  struct reader {
    std::optional<model::agent_id> only;
    feed_sink sink;
  };

  subscribed add(subscribe&&);
  void tell(const stored&);
  void tell(const model::recorded_event&, const model::referral* concerned);
  bool tell_past(const reader&, std::uint64_t after);

  pointer self;
  const model::archive* archive = nullptr;
  std::uint64_t last_sequence = 0;
  std::list<reader> readers;
};

feed_actor::behavior_type feed_behavior(feed_state::pointer self, const model::archive* archive);

} // namespace kod::actors
