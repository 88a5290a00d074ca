#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"

#include <list>
#include <map>

namespace kod::actors {

/// Tells its readers what was stored, in the journal's order. A reader that wants more than what
/// is still to come is first told the past, from the archive.
struct feed_state {
  static constexpr const char* name = "feed";
  using pointer = observed_pointer<feed_actor, feed_state>;

  /// Who has each referral, as an offer or In Progress.
  using holder_map = std::map<model::referral_id, std::optional<model::agent_id>>;
  struct reader {
    std::optional<model::agent_id> only;
    feed_sink sink;
    std::function<bool()> gone;
  };
  /// What was stored before the first news.
  struct origin {
    std::uint64_t last_sequence = 0;
    holder_map holders;
  };

  subscribed add(subscribe&&);
  void forget_the_gone();
  void tell(const stored&);
  void tell(const model::recorded_event&);
  bool tell_past(const reader&, std::uint64_t after);
  bool tell_past(const reader&, holder_map& known, const model::recorded_event&);
  /// Who had the event's referral before it; notes who has it after.
  static std::optional<model::agent_id> note(holder_map& known, const model::recorded_event&);

  pointer self;
  const model::archive* archive = nullptr;
  std::uint64_t last_sequence = 0;
  holder_map holders;
  std::list<reader> readers;
};

feed_actor::behavior_type
feed_behavior(feed_state::pointer self, const model::archive* archive, feed_state::origin);

} // namespace kod::actors
