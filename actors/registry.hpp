#pragma once

#include "actors/agent.hpp"
#include "actors/deaths.hpp"
#include "actors/entity.hpp"
#include "actors/kind_roll.hpp"
#include "actors/referral.hpp"

#include <caf/send.hpp>

#include <map>
#include <set>
#include <typeinfo>

namespace kod::actors {

/// The living actors of one kind of entity, and what became of former ones.
template <class Id, class Actor>
struct living {
  kind_roll* roll = nullptr; // What others may know of them.
  std::map<Id, Actor> actors;
  std::set<Id> doubtful; // Died, and not yet started again.
  std::map<Id, death_record> deaths;
  std::set<Id> aside; // Died too often: not started again until an operator asks.
  std::map<Id, model::instant> returned; // When an operator asked last.

  std::optional<model::instant> absent_until(const Id& id) const {
    const auto found = returned.find(id);
    return found == returned.end() ? std::nullopt : std::optional{found->second};
  }
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
  void lose_offer(const withdraw_offer&);
  bool is_over(const entity_id&) const;

  // What is paused with its county: registry_counties.cpp.
  void fill_in_pause(model::agent_command&) const;
  void tell_county(const std::string& county);
  void tell_agent(const tell_of_county&);
  bool is_astray(const model::agent&) const;

  // Those that fail again and again: registry_aside.cpp.
  void put_aside(const model::referral_id&);
  void put_aside(const model::agent_id&);
  caf::result<restart_answer> restart(const restart_actor&);
  void start_again(const model::referral_id&, const model::party& by);
  void start_again(const model::agent_id&, const model::party& by);
  void note_undelivered(const model::referral_id&, const std::type_info&);
  void note_undelivered(const model::agent_id&, const std::type_info&);

  /// Invalid where there is no such entity, or it was put aside.
  referral_actor find(const model::referral_id&, bool planned = false);
  agent_actor find(const model::agent_id&);
  referral_actor spawn(const model::referral_id&, model::stored<model::referral>, be_born);
  agent_actor spawn(const model::agent_id&, model::stored<model::agent>, be_born);
  template <class Id, class Message, class... More>
  void tell(const Id&, const Message&, More... planned);

  pointer self;
  model::id_source draw_id;
  std::shared_ptr<const entity_world> world;
  model::stored<model::programme> programme;
  model::programme settings; // What holds until an operator has set it.
  model::programme holds;    // Of both.
  owed_answer owed;          // To whoever changes the programme.
  living<model::referral_id, referral_actor> referrals;
  living<model::agent_id, agent_actor> agents;
  std::shared_ptr<roll_book> book; // Also those of whom there is one, and the gateways.
};

/// What can't be told to anybody is a dead letter.
template <class Id, class Message, class... More>
void registry_state::tell(const Id& id, const Message& message, More... planned) {
  if (const auto actor = find(id, planned...))
    caf::anon_send(actor, message);
  else
    note_undelivered(id, typeid(message));
}

registry_actor::behavior_type registry_behavior(
  registry_state::pointer self, model::id_source draw_id, std::shared_ptr<roll_book>);

} // namespace kod::actors
