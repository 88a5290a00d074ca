#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"

#include <map>
#include <set>

namespace kod::actors {

/// Plans, and never decides: whoever is named may refuse. Holds no durable state.
struct dispatcher_state {
  static constexpr const char* name = "dispatcher";
  using pointer = observed_pointer<dispatcher_actor, dispatcher_state>;

  void take(model::agent_card&&);
  void gather(plan&&);
  void answer_all();
  void answer(const plan&);
  void clear_mark(const model::referral_id&);
  mass_audience list(const list_as_mass&);
  void unlist_one(const unlist&);
  void tell_audiences();
  const boards& see_boards();

  /// Who is listed under a language, and what they were last told of their audience.
  struct board {
    std::set<model::referral_id> listed;
    model::audience told = model::audience::nobody;
  };

  pointer self;
  registry_actor registry;
  std::optional<model::roster> agents;
  std::set<model::language> languages; // Of any card so far.
  std::map<model::referral_id, model::agent_id> marks;
  std::vector<plan> waiting;
  std::map<model::language, board> listings;
  std::uint64_t cards_taken = 0;
  std::optional<boards> seen; // None: something has changed since.
};

dispatcher_actor::behavior_type
dispatcher_behavior(dispatcher_state::pointer self, registry_actor registry, model::roster agents);

} // namespace kod::actors
