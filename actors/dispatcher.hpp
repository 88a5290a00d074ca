#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"
#include "actors/plan_queue.hpp"

#include <map>
#include <set>

namespace kod::actors {

/// Plans, and never decides: whoever is named may refuse. Holds no durable state.
struct dispatcher_state {
  static constexpr const char* name = "dispatcher";
  using pointer = observed_pointer<dispatcher_actor, dispatcher_state>;

  /// What a start gives it. Those that wait, wait for an opening that may have come meanwhile.
  struct origin {
    registry_actor registry;
    timer_actor timer;
    model::clock now;
    model::dispatch_settings settings;
    model::roster agents{model::dispatch_settings{}};
    std::vector<await_opening> waiting;
    std::shared_ptr<const model::programme> programme = std::make_shared<model::programme>();
  };

  void take(model::agent_card&&);
  void take(const agent_put_aside&);

  // Plans. Those that waited for the opening go out one by one: the next is answered once the one
  // before is offered or listed, so that the older request has the first choice.
  void gather(plan&&);
  void answer_soon();
  void answer_all();
  void answer(const plan&);
  void settle(const plan_done&);
  void clear_mark(const model::referral_id&);
  bool is_going_out(const model::referral_id& referral) const {
    return going_out && going_out->referral == referral;
  }

  // The opening list: dispatcher_opening.cpp.
  void hold(await_opening&&);
  void follow(const programme_is&);
  void let_out();
  void move_with_the_hours(await_opening&, model::instant at);
  void arm_for(const await_opening&);

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
  timer_actor timer;
  model::clock now;
  model::dispatch_settings settings;
  std::shared_ptr<const model::programme> programme;
  std::map<model::referral_id, await_opening> closed; // The opening list.
  model::instant armed_for = model::instant::max();   // The earliest opening that the timer knows.
  std::optional<plan> going_out;                      // From the opening list.
  bool about_to_answer = false;
  std::optional<model::roster> agents;
  std::set<model::language> languages; // Of any card so far.
  std::map<model::referral_id, model::agent_id> marks;
  plan_queue waiting;
  std::map<model::language, board> listings;
  std::uint64_t cards_taken = 0;
  std::optional<boards> seen; // None: something has changed since.
};

dispatcher_actor::behavior_type
dispatcher_behavior(dispatcher_state::pointer self, dispatcher_state::origin);

} // namespace kod::actors
