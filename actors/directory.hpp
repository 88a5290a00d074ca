#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"

namespace kod::actors {

/// All reading: from the archive, which sees every answered commit, off the way of those who
/// write. Who sees which board it asks the dispatcher each time.
struct directory_state {
  static constexpr const char* name = "directory";
  using pointer = observed_pointer<directory_actor, directory_state>;

  /// Answers from the archive and the boards as the dispatcher sees them now.
  template <class Answer>
  caf::result<Answer> with_boards(std::function<caf::expected<Answer>(const boards&)>);

  caf::result<model::referral_view> see(const see_referral&);
  caf::result<model::agent_view> see(const see_agent&) const;
  caf::result<referral_page> list(const list_referrals&);
  caf::result<referral_page> list(const list_desk&);
  caf::result<agent_page> list(const list_agents&) const;
  caf::result<history_page> read(const get_history&) const;
  caf::result<request_taken> find(const find_kept&) const;
  caf::result<feed_page> read(const read_feed&) const;
  caf::result<audit_page> read(list_audit&&) const;
  caf::result<stats> count();
  void take(const stored&);
  void note(const backup_standing&);
  void note(const model::outbox_standing&);

  pointer self;
  dispatcher_actor dispatcher;
  const model::archive* archive = nullptr;
  model::dispatch_settings settings;
  model::clock now;
  model::census census;
  model::flow since_start;
  decltype(stats::referral_events) referral_events{};
  std::optional<backup_standing> backups; // None before anything was told.
  std::optional<model::outbox_standing> outbox;
};

directory_actor::behavior_type directory_behavior(
  directory_state::pointer self,
  dispatcher_actor dispatcher,
  const model::archive* archive,
  model::dispatch_settings settings,
  model::clock now,
  model::census census);

} // namespace kod::actors
