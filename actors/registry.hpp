#pragma once

#include "actors/agent.hpp"
#include "actors/entity.hpp"
#include "actors/referral.hpp"

#include <map>
#include <set>

namespace kod::actors {

/// The living actors of one kind of entity, and what became of former ones.
template <class Id, class Actor>
struct living {
  std::map<Id, Actor> actors;
  std::map<Id, std::uint64_t> restarts;
  std::map<Id, std::string> last_errors;
  std::set<Id> doubtful; // Died, and not yet started again.
  actor_figures ended;   // What those that are gone have handled.
};

/// Passes on what is addressed by id. An entity's actor is spawned when it is first spoken to,
/// from what is stored, and forgotten when it retires; one that died is started again. It keeps the
/// programme too, so that a request meets what was last answered of it.
struct registry_state {
  static constexpr const char* name = "registry";
  using pointer = observed_pointer<registry_actor, registry_state>;

  ~registry_state();

  caf::result<request_taken> take(request_order&&);
  void settle(const settle_in&);
  caf::result<model::programme> change(const programme_order&);
  void changed(model::programme&& after, const model::programme_command&);
  caf::result<model::referral_view> pass(referral_order&&);
  caf::result<model::agent_view> pass(agent_order&&);
  caf::result<commit_answer> pass(notice_order&&);
  caf::result<joined> pass(join&&);
  void wake_all(const wake&);
  void forget(const retire&);
  void replace(const caf::down_msg&);
  void raise_alarm(const due&);
  bool is_over(const entity_id&) const;

  // What is paused with its county: registry_counties.cpp.
  void fill_in_pause(model::agent_command&) const;
  void tell_county(const std::string& county);
  void tell_agent(const tell_of_county&);
  bool is_astray(const model::agent&) const;

  /// Invalid where there is no such entity.
  referral_actor find(const model::referral_id&, bool planned = false);
  agent_actor find(const model::agent_id&);
  referral_actor spawn(const model::referral_id&, model::stored<model::referral>, be_born);
  agent_actor spawn(const model::agent_id&, model::stored<model::agent>, bool again);
  template <class Message>
  void tell(const model::referral_id&, const Message&, bool planned = false);

  pointer self;
  model::id_source draw_id;
  std::shared_ptr<const entity_world> world;
  model::stored<model::programme> programme;
  model::programme settings; // What holds until an operator has set it.
  model::programme holds;    // Of both.
  owed_answer owed;          // To whoever changes the programme.
  living<model::referral_id, referral_actor> referrals;
  living<model::agent_id, agent_actor> agents;
  std::vector<introduce> others; // One of a kind, and the gateways.
};

registry_actor::behavior_type
registry_behavior(registry_state::pointer self, model::id_source draw_id);

/// The page of `list_actors`, read from the actors themselves without stopping them.
actor_page page_of_actors(const registry_state&, const list_actors&);

} // namespace kod::actors
