#pragma once

#include "actors/interfaces.hpp"

#include <caf/expected.hpp>

#include <functional>
#include <memory>

namespace kod::http {

class gateway;

template <class Answer>
using then = std::function<void(caf::expected<Answer>)>;

/// What the resources ask of the engine. Each answer comes once, on any thread, and may come
/// before `ask` returns. The real form asks actors; tests give canned answers.
class engine_port {
public:
  virtual ~engine_port() = default;

  // What changes something.
  virtual void ask(actors::request_order, then<actors::request_taken>) = 0;
  virtual void ask(actors::referral_order, then<model::referral_view>) = 0;
  virtual void ask(actors::agent_order, then<model::agent_view>) = 0;
  virtual void ask(actors::programme_order, then<model::programme>) = 0;
  virtual void ask(actors::notice_order, then<actors::commit_answer>) = 0;

  // What only looks.
  virtual void ask(actors::see_referral, then<model::referral_view>) = 0;
  virtual void ask(actors::see_agent, then<model::agent_view>) = 0;
  virtual void ask(actors::see_programme, then<model::programme>) = 0;
  virtual void ask(actors::list_referrals, then<actors::referral_page>) = 0;
  virtual void ask(actors::list_desk, then<actors::referral_page>) = 0;
  virtual void ask(actors::list_agents, then<actors::agent_page>) = 0;
  virtual void ask(actors::get_history, then<actors::history_page>) = 0;
  virtual void ask(actors::find_kept, then<actors::request_taken>) = 0;
  virtual void ask(actors::list_audit, then<actors::audit_page>) = 0;
  virtual void ask(actors::read_feed, then<actors::feed_page>) = 0;
  virtual void ask(actors::get_stats, then<actors::stats>) = 0;
  virtual void ask(actors::list_actors, then<actors::actor_page>) = 0;
  virtual void ask(actors::subscribe, then<actors::subscribed>) = 0;

  // What operators look back on, and who must be started again.
  virtual void ask(actors::list_dead_letters, then<actors::dead_letter_list>) = 0;
  virtual void ask(actors::restart_actor, then<actors::restart_answer>) = 0;
  virtual void ask(actors::list_minutes, then<actors::minute_list>) = 0;
  virtual void ask(actors::export_referrals, then<actors::referral_lines>) = 0;
  virtual void ask(actors::export_agents, then<actors::agent_lines>) = 0;

  // What concerns the store as a whole.
  virtual void ask(actors::make_backup, then<model::backup>) = 0;
  virtual void ask(actors::list_backups, then<actors::backup_list>) = 0;

  // What is told outside.
  virtual void ask(actors::list_notifications, then<model::outbox_page>) = 0;
  virtual void ask(actors::change_notification, then<actors::notification_now>) = 0;
  virtual void ask(actors::retry_dead, then<actors::dead_retried>) = 0;
};

/// Asks the engine's actors through the gateway, which outlives it.
std::unique_ptr<engine_port> engine_behind(gateway&, actors::engine);

} // namespace kod::http
