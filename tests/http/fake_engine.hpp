#pragma once

#include "http/engine_port.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <any>
#include <functional>
#include <map>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace kod::tests {

/// An engine that notes what it is asked, and gives one canned answer of each kind at once. Until
/// told otherwise it knows nobody and nothing.
class fake_engine : public http::engine_port {
public:
  using question = std::variant<
    actors::request_order,
    actors::referral_order,
    actors::agent_order,
    actors::programme_order,
    actors::notice_order,
    actors::see_programme,
    actors::see_referral,
    actors::see_agent,
    actors::list_referrals,
    actors::list_desk,
    actors::list_agents,
    actors::get_history,
    actors::find_kept,
    actors::read_feed,
    actors::list_audit,
    actors::get_stats,
    actors::list_actors,
    actors::subscribe,
    actors::make_backup,
    actors::list_backups,
    actors::list_notifications,
    actors::change_notification,
    actors::list_dead_letters,
    actors::restart_actor,
    actors::list_minutes,
    actors::export_referrals,
    actors::export_agents,
    actors::retry_dead>;

  template <class Answer>
  void answers(Answer answer) {
    std::get<caf::expected<Answer>>(canned_) = std::move(answer);
  }
  /// Where one kind of question has an answer of its own, made anew each time.
  template <class Question, class Make>
  void when_asked(Make make) {
    using answer = std::invoke_result_t<Make>;
    own_[question{Question{}}.index()] = [make](const std::any& next) {
      std::any_cast<const http::then<answer>&>(next)(make());
    };
  }
  template <class Answer, class Error = model::rejection>
  void refuses(Error why) {
    std::get<caf::expected<Answer>>(canned_) = caf::make_error(why);
  }
  template <class Answer>
  void fails(caf::error why) {
    std::get<caf::expected<Answer>>(canned_) = std::move(why);
  }

  /// Of that kind of question the one that was asked last.
  template <class Question>
  const Question& last() const {
    for (auto each = asked.rbegin(); each != asked.rend(); ++each)
      if (const auto* found = std::get_if<Question>(&*each))
        return *found;
    ADD_FAILURE() << "that was never asked";
    static const Question none{};
    return none;
  }
  template <class Command>
  const Command& last_command() const {
    const auto find = [](const auto& order) -> const Command& {
      if (const auto* found = std::get_if<Command>(&order.command))
        return *found;
      ADD_FAILURE() << "another command was given";
      static const Command none{};
      return none;
    };
    if constexpr (std::is_constructible_v<model::referral_command, Command>)
      return find(last<actors::referral_order>());
    else
      return find(last<actors::agent_order>());
  }
  template <class Question>
  std::ptrdiff_t count() const {
    return std::ranges::count_if(
      asked, [](const question& each) { return std::holds_alternative<Question>(each); });
  }
  /// Everything that may change something.
  std::size_t orders() const {
    std::size_t count = 0;
    for (const auto& each : asked)
      count += each.index() < 5 ? 1U : 0U;
    return count;
  }

  void ask(actors::request_order q, http::then<actors::request_taken> next) override {
    note(std::move(q), next);
  }
  void ask(actors::referral_order q, http::then<model::referral_view> next) override {
    note(std::move(q), next);
  }
  void ask(actors::agent_order q, http::then<model::agent_view> next) override {
    note(std::move(q), next);
  }
  void ask(actors::programme_order q, http::then<model::programme> next) override {
    note(std::move(q), next);
  }
  void ask(actors::see_programme q, http::then<model::programme> next) override { note(q, next); }
  void ask(actors::notice_order q, http::then<actors::commit_answer> next) override {
    note(std::move(q), next);
  }
  void ask(actors::see_referral q, http::then<model::referral_view> next) override {
    note(std::move(q), next);
  }
  void ask(actors::see_agent q, http::then<model::agent_view> next) override {
    note(std::move(q), next);
  }
  void ask(actors::list_referrals q, http::then<actors::referral_page> next) override {
    note(std::move(q), next);
  }
  void ask(actors::list_desk q, http::then<actors::referral_page> next) override {
    note(std::move(q), next);
  }
  void ask(actors::list_agents q, http::then<actors::agent_page> next) override {
    note(std::move(q), next);
  }
  void ask(actors::get_history q, http::then<actors::history_page> next) override {
    note(std::move(q), next);
  }
  void ask(actors::find_kept q, http::then<actors::request_taken> next) override {
    note(std::move(q), next);
  }
  void ask(actors::list_audit q, http::then<actors::audit_page> next) override {
    note(std::move(q), next);
  }
  void ask(actors::read_feed q, http::then<actors::feed_page> next) override {
    note(std::move(q), next);
  }
  void ask(actors::get_stats q, http::then<actors::stats> next) override {
    note(std::move(q), next);
  }
  void ask(actors::list_actors q, http::then<actors::actor_page> next) override {
    note(std::move(q), next);
  }
  void ask(actors::subscribe q, http::then<actors::subscribed> next) override {
    note(std::move(q), next);
  }

  void ask(actors::make_backup q, http::then<model::backup> next) override {
    note(std::move(q), next);
  }
  void ask(actors::list_backups q, http::then<actors::backup_list> next) override {
    note(std::move(q), next);
  }
  void ask(actors::list_notifications q, http::then<model::outbox_page> next) override {
    note(std::move(q), next);
  }
  void ask(actors::change_notification q, http::then<actors::notification_now> next) override {
    note(std::move(q), next);
  }

  void ask(actors::retry_dead q, http::then<actors::dead_retried> next) override { note(q, next); }
  void ask(actors::list_dead_letters q, http::then<actors::dead_letter_list> next) override {
    note(q, next);
  }
  void ask(actors::restart_actor q, http::then<actors::restart_answer> next) override {
    note(std::move(q), next);
  }
  void ask(actors::list_minutes q, http::then<actors::minute_list> next) override { note(q, next); }
  void ask(actors::export_referrals q, http::then<actors::referral_lines> next) override {
    note(std::move(q), next);
  }
  void ask(actors::export_agents q, http::then<actors::agent_lines> next) override {
    note(std::move(q), next);
  }

  std::vector<question> asked;
  bool silent = false; // It doesn't answer until it is told to.

  void answer_all() {
    for (const auto& each : std::exchange(owed_, {}))
      each();
  }

private:
  template <class Question, class Answer>
  void note(Question q, const http::then<Answer>& next) {
    asked.emplace_back(std::move(q));
    if (silent) {
      owed_.emplace_back([this, next] { next(std::get<caf::expected<Answer>>(canned_)); });
      return;
    }
    if (const auto own = own_.find(asked.back().index()); own != own_.end())
      return own->second(next);
    next(std::get<caf::expected<Answer>>(canned_));
  }

  template <class Answer>
  static caf::expected<Answer> nothing() {
    return caf::make_error(model::rejection::not_found);
  }

  std::vector<std::function<void()>> owed_;
  std::map<std::size_t, std::function<void(const std::any&)>> own_; // By the question's index.
  std::tuple<
    caf::expected<actors::request_taken>,
    caf::expected<model::referral_view>,
    caf::expected<model::agent_view>,
    caf::expected<model::programme>,
    caf::expected<actors::referral_page>,
    caf::expected<actors::agent_page>,
    caf::expected<actors::history_page>,
    caf::expected<actors::feed_page>,
    caf::expected<actors::audit_page>,
    caf::expected<actors::commit_answer>,
    caf::expected<actors::stats>,
    caf::expected<actors::actor_page>,
    caf::expected<actors::subscribed>,
    caf::expected<model::backup>,
    caf::expected<actors::backup_list>,
    caf::expected<model::outbox_page>,
    caf::expected<actors::notification_now>,
    caf::expected<actors::dead_letter_list>,
    caf::expected<actors::restart_answer>,
    caf::expected<actors::minute_list>,
    caf::expected<actors::referral_lines>,
    caf::expected<actors::agent_lines>,
    caf::expected<actors::dead_retried>>
    canned_{
      nothing<actors::request_taken>(),
      nothing<model::referral_view>(),
      nothing<model::agent_view>(),
      nothing<model::programme>(),
      nothing<actors::referral_page>(),
      nothing<actors::agent_page>(),
      nothing<actors::history_page>(),
      nothing<actors::feed_page>(),
      nothing<actors::audit_page>(),
      actors::commit_answer{},
      nothing<actors::stats>(),
      nothing<actors::actor_page>(),
      nothing<actors::subscribed>(),
      nothing<model::backup>(),
      nothing<actors::backup_list>(),
      nothing<model::outbox_page>(),
      nothing<actors::notification_now>(),
      nothing<actors::dead_letter_list>(),
      nothing<actors::restart_answer>(),
      nothing<actors::minute_list>(),
      nothing<actors::referral_lines>(),
      nothing<actors::agent_lines>(),
      actors::dead_retried{}};
};

} // namespace kod::tests
