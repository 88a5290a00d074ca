#pragma once

#include "actors/kind_roll.hpp"

#include <memory>

namespace kod::actors {

/// The page of `list_actors`, read from the actors themselves without stopping them.
actor_page page_of_actors(const roll_book&, const list_actors&);

/// One alone; none: it doesn't live, and wasn't put aside.
std::optional<actor_row>
find_actor(const roll_book&, const std::string& kind, const std::string& id);

struct roll_state {
  static constexpr const char* name = "roll";
  using pointer = observed_pointer<roll_actor, roll_state>;

  std::shared_ptr<const roll_book> book;
};

roll_actor::behavior_type
roll_behavior(roll_state::pointer self, std::shared_ptr<const roll_book> book);

} // namespace kod::actors
