#pragma once

#include "actors/interfaces.hpp"
#include "http/machine_figures.hpp"
#include "model/clock_standing.hpp"
#include "model/room.hpp"

#include <string>
#include <vector>

namespace kod::http {

/// Everything that is told at one look.
struct metrics_sources {
  actors::stats counted;
  std::vector<actors::kind_row> kinds;
  actors::dead_letter_list letters;
  model::clock_standing clock;
  model::room room;
  machine_figures machine;
};

/// As Prometheus reads it. Labels are bounded: statuses, kinds and errands, never an id.
std::string metrics_of(const metrics_sources&);

} // namespace kod::http
