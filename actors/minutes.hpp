#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"

namespace kod::actors {

/// What the MINUTES are given.
struct minutes_company {
  directory_actor directory;
  journal_actor journal;
  const model::minute_book* kept = nullptr; // To be read.
};

struct minutes_state {
  static constexpr const char* name = "minutes";
  using pointer = observed_pointer<minutes_actor, minutes_state>;

  /// The longest sleep: within it the engine notices that its clock was slewed.
  static constexpr model::duration longest_sleep = std::chrono::seconds{5};
  static constexpr model::duration shortest_sleep{1};

  void look();
  void sleep();
  void note(model::instant minute, const stats&);
  minute_list list(const list_minutes&) const;

  pointer self;
  minutes_company company;
  model::clock now;
  model::instant next_minute{}; // Its end is awaited.
  model::flow so_far;           // Up to the minute before.
};

minutes_actor::behavior_type
minutes_behavior(minutes_state::pointer self, minutes_company, model::clock now);

} // namespace kod::actors
