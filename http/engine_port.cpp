#include "http/engine_port.hpp"

#include "http/gateway.hpp"

namespace kod::http {

namespace {

class actors_behind_gateway final : public engine_port {
public:
  actors_behind_gateway(gateway& through, actors::engine to)
    : through_{through}, to_{std::move(to)} {}

  void ask(actors::request_order order, then<actors::request_taken> next) override {
    pass(to_.registry, std::move(order), std::move(next));
  }
  void ask(actors::referral_order order, then<model::referral_view> next) override {
    pass(to_.registry, std::move(order), std::move(next));
  }
  void ask(actors::agent_order order, then<model::agent_view> next) override {
    pass(to_.registry, std::move(order), std::move(next));
  }
  void ask(actors::programme_order order, then<model::programme> next) override {
    pass(to_.registry, std::move(order), std::move(next));
  }
  void ask(actors::see_programme wanted, then<model::programme> next) override {
    pass(to_.registry, wanted, std::move(next));
  }
  void ask(actors::notice_order order, then<actors::commit_answer> next) override {
    pass(to_.registry, std::move(order), std::move(next));
  }
  void ask(actors::see_referral wanted, then<model::referral_view> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::see_agent wanted, then<model::agent_view> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::list_referrals wanted, then<actors::referral_page> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::list_desk wanted, then<actors::referral_page> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::list_agents wanted, then<actors::agent_page> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::get_history wanted, then<actors::history_page> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::find_kept wanted, then<actors::request_taken> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::list_audit wanted, then<actors::audit_page> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::read_feed wanted, then<actors::feed_page> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::get_stats wanted, then<actors::stats> next) override {
    pass(to_.directory, std::move(wanted), std::move(next));
  }
  void ask(actors::list_actors wanted, then<actors::actor_page> next) override {
    pass(to_.roll, std::move(wanted), std::move(next));
  }
  void ask(actors::subscribe wish, then<actors::subscribed> next) override {
    pass(to_.feed, std::move(wish), std::move(next));
  }
  void ask(actors::list_dead_letters wanted, then<actors::dead_letter_list> next) override {
    pass(to_.letters, wanted, std::move(next));
  }
  void ask(actors::restart_actor order, then<actors::restart_answer> next) override {
    pass(to_.registry, std::move(order), std::move(next));
  }
  void ask(actors::list_minutes wanted, then<actors::minute_list> next) override {
    if (!to_.minutes)
      return next(actors::minute_list{});
    pass(to_.minutes, wanted, std::move(next));
  }
  void ask(actors::export_referrals wanted, then<actors::referral_lines> next) override {
    pass(to_.exports, std::move(wanted), std::move(next));
  }
  void ask(actors::export_agents wanted, then<actors::agent_lines> next) override {
    pass(to_.exports, std::move(wanted), std::move(next));
  }
  void ask(actors::make_backup order, then<model::backup> next) override {
    if (!to_.backups)
      return next(caf::make_error(actors::engine_error::no_backup_folder));
    pass(to_.backups, std::move(order), std::move(next));
  }
  void ask(actors::list_backups wanted, then<actors::backup_list> next) override {
    if (!to_.backups)
      return next(actors::backup_list{});
    pass(to_.backups, wanted, std::move(next));
  }
  void ask(actors::list_notifications wanted, then<model::outbox_page> next) override {
    if (!to_.courier)
      return next(model::outbox_page{});
    pass(to_.courier, wanted, std::move(next));
  }
  void ask(actors::change_notification order, then<actors::notification_now> next) override {
    if (!to_.courier)
      return next(caf::make_error(model::rejection::not_found));
    pass(to_.courier, std::move(order), std::move(next));
  }
  void ask(actors::retry_dead order, then<actors::dead_retried> next) override {
    if (!to_.courier)
      return next(actors::dead_retried{});
    pass(to_.courier, order, std::move(next));
  }

private:
  template <class Handle, class Message, class Answer>
  void pass(const Handle& whom, Message message, then<Answer> next) {
    through_.ask<Answer>(whom, std::move(message), std::move(next));
  }

  gateway& through_;
  actors::engine to_;
};

} // namespace

std::unique_ptr<engine_port> engine_behind(gateway& through, actors::engine to) {
  return std::make_unique<actors_behind_gateway>(through, std::move(to));
}

} // namespace kod::http
