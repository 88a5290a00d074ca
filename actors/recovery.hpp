#pragma once

#include "actors/feed.hpp"
#include "actors/start.hpp"

namespace kod::actors {

/// What a start reads from the store: enough that actors can be spawned when they are needed.
struct recovered {
  model::roster agents;
  model::census census;
  std::vector<await_opening> waiting; // For an opening, still to come or not.
  std::vector<arm> alarms;
  feed_state::origin feed;
  wake sleepers; // Who has something to do or to say.
};

recovered recover(const surroundings&);

} // namespace kod::actors
