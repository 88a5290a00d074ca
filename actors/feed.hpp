#pragma once

#include "actors/feed_pages.hpp"
#include "actors/interfaces.hpp"
#include "actors/observed.hpp"
#include "model/concern.hpp"

#include <list>
#include <map>

namespace kod::actors {

/// Tells its readers what is being stored, in the journal's order. Whoever goes on from the past
/// reads it from the directory first, and is taken on here once little is left of it.
struct feed_state {
  static constexpr const char* name = "feed";
  using pointer = observed_pointer<feed_actor, feed_state>;

  /// Those that anybody has, or that are listed as Mass.
  using standing_map = std::map<model::referral_id, model::standing>;
  struct reader {
    std::optional<model::agent_id> only;
    feed_sink sink;
    std::function<bool()> gone;
    std::uint64_t after = 0; // It has read so far already: the archive may be ahead of the news.
  };
  /// What was stored before the first news.
  struct origin {
    std::uint64_t last_sequence = 0;
    standing_map standings;
  };

  subscribed add(subscribe&&);
  void forget_the_gone();
  void tell(const stored&);
  void tell(const model::recorded_event&);
  bool tell_past(const reader&);
  passage note(const model::recorded_event&);

  pointer self;
  const model::archive* archive = nullptr;
  std::uint64_t last_sequence = 0;
  standing_map standings;
  std::list<reader> readers;
};

feed_actor::behavior_type
feed_behavior(feed_state::pointer self, const model::archive* archive, feed_state::origin);

} // namespace kod::actors
