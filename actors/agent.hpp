#pragma once

#include "actors/entity.hpp"
#include "actors/observed.hpp"

#include <functional>
#include <set>

namespace kod::actors {

/// One agent. In a commit with a referral it decides its own half last, and passes the whole on:
/// to the next agent, or to the journal.
struct agent_state {
  static constexpr const char* name = "agent";
  using pointer = observed_pointer<agent_actor, agent_state>;
  using outcome = std::function<void(const caf::error&)>;

  // What the behaviour names.
  caf::result<model::agent_view> follow(const agent_order&);
  caf::result<joined> take_part(join&&);
  void answer_reminder(const remind&);
  void notice_time();
  void be_born(const actors::be_born&);
  void wait_no_longer(const cannot_let_go&);

  // A commit of the agent's own.
  void carry_out(const model::agent_change&, const model::circumstances&, outcome);
  void pursue(const model::agent_command&, outcome, const model::party& by = by_engine);
  void settle(const model::append_result&, model::agent&& after, const outcome&);
  void refused(const caf::error& why, const outcome&);

  // A commit with a referral.
  void pass_on(join&&, std::optional<model::agent>&& after);
  void joined_in(std::uint64_t sequence, std::optional<model::agent>&& after);

  // What follows from a commit.
  void written(model::agent&& after);
  void send_card();
  void tell_withdrawn(const model::agent& before);
  bool withdrawals_under_way() const;
  void answer_order();
  void answer_waiting_orders();
  void arm_next_instant();

  model::agent_command completed(const model::agent_command&) const;
  model::agent_view view() const;

  pointer self;
  std::shared_ptr<const entity_world> world;
  model::agent_id id; // Also while there is no snapshot yet.
  model::agent now;
  std::uint64_t version = 0;
  std::set<model::instant> armed; // What the timer has yet to tell; it forgets nothing.
  owed_answer owed;
  /// Orders that took offers away: answered once each referral has let go, so that no later read
  /// shows an offer that this answer took.
  std::vector<owed_answer> owed_after_withdrawals;
  std::set<model::referral_id> absent; // That can't let go, and for which nobody waits.
};

agent_actor::behavior_type agent_behavior(
  agent_state::pointer self,
  std::shared_ptr<const entity_world> world,
  model::agent_id id,
  model::stored<model::agent> restored);

} // namespace kod::actors
