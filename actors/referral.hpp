#pragma once

#include "actors/entity.hpp"
#include "actors/observed.hpp"

#include <functional>

namespace kod::actors {

/// One referral: *decide, commit, evolve, answer*, one command at a time. What follows from a
/// commit (a plan, a listing, an alarm, the end) is the same whoever caused it: `follow_up`.
struct referral_state {
  static constexpr const char* name = "referral";
  using pointer = observed_pointer<referral_actor, referral_state>;
  /// Called once the commit is settled: with no error where it is written.
  using outcome = std::function<void(const caf::error&)>;
  /// Before a window that could not be closed is closed again.
  static constexpr model::duration retry_pause = std::chrono::seconds{1};

  // What the behaviour names.
  caf::result<request_taken> take(const request_order&);
  caf::result<model::referral_view> follow(const referral_order&);
  void use_plan(const planned&);
  void follow_opening(const model::follow_opening&);
  void lose_offer(const model::withdraw&);
  void notice_audience(const mass_audience&);
  void wake_for(const due&);
  void close_window(std::uint32_t number);
  void be_born(const actors::be_born&);
  void go_on(const actors::be_born&);
  void end_offer_from_before(model::instant its_return);

  // The commit, alone or with an agent.
  void carry_out(const model::referral_change&, const model::circumstances&, outcome);
  model::batch batch_of(const model::referral_change&, const model::circumstances&) const;
  void commit_alone(model::batch&&, outcome);
  void commit_with_agents(join&&, outcome);
  void written(model::referral&& after, const outcome&);
  void refused(const caf::error& why, const outcome&);

  /// What the engine itself wants of the referral. Nobody waits for it, so nobody would ask again
  /// where an agent's handler has failed: the referral is then started again.
  void pursue(const model::referral_command&, outcome, const model::party& by = by_engine);

  // What follows from a commit.
  void follow_up(const model::referral& before);
  void take_next_step();
  void ask_for_plan();
  void list_or_unlist(const model::referral& before);
  void arm_alarms(const model::referral* before);
  void retire_if_ended();

  bool unseen_by(const referral_order&) const;
  model::referral_view view_for(const referral_order&) const;
  request_taken taken() const;
  caf::result<request_taken>
  refuse(model::rejection, const std::optional<model::request_key>&, model::instant at);

  pointer self;
  std::shared_ptr<const entity_world> world;
  model::referral_id id; // Also while there is no snapshot yet.
  model::referral now;
  std::uint64_t version = 0;
  mass_audience seen_by; // While it is listed as Mass.
  /// The offer that nobody could answer while this referral was put aside: it is no miss.
  std::uint32_t unanswerable = 0;
  bool planning = false; // A plan is under way, or held by the dispatcher that will answer it.
  owed_answer owed;
};

referral_actor::behavior_type referral_behavior(
  referral_state::pointer self,
  std::shared_ptr<const entity_world> world,
  model::referral_id id,
  model::stored<model::referral> restored);

} // namespace kod::actors
