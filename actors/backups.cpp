#include "actors/backups.hpp"

#include <caf/sec.hpp>
#include <caf/send.hpp>

#include <exception>
#include <utility>

namespace kod::actors {

// -- the copier -----------------------------------------------------------------

copies copier_state::look() const {
  copies result;
  list_into(result);
  return result;
}

copies copier_state::copy(const copy_store& order) const {
  copies result;
  try {
    result.made = store->make(order.at);
    drop_outlived(order.at);
  } catch (const std::exception& failure) {
    result.failure = failure.what();
  }
  list_into(result);
  return result;
}

void copier_state::drop_outlived(model::instant now) const {
  for (const auto number : model::outlived(store->list(), rules, now))
    store->drop(number);
}

void copier_state::list_into(copies& result) const {
  try {
    result.kept = store->list();
  } catch (const std::exception& failure) {
    if (!result.failure)
      result.failure = failure.what();
  }
}

copier_actor::behavior_type
copier_behavior(copier_state::pointer self, model::backups* store, model::backup_rules rules) {
  auto& state = self->state;
  state.store = store;
  state.rules = rules;
  return {
    [&state](const look_at_backups&) { return state.look(); },
    [&state](const copy_store& order) { return state.copy(order); },
  };
}

// -- who has them made ------------------------------------------------------------

backups_state::~backups_state() {
  const auto ended = caf::make_error(caf::sec::request_receiver_down);
  if (waiting_) // Whoever waits would wait for ever.
    waiting_->deliver(ended);
  for (auto& promise : curious_)
    promise.deliver(ended);
}

void backups_state::look() {
  self->request(copier, caf::infinite, look_at_backups{})
    .then(
      [this](const copies& found) { take(found); },
      [this](const caf::error& why) {
        take({{}, caf::to_string(why), {}});
      });
}

caf::result<model::backup> backups_state::make(const make_backup& order) {
  if (standing_.running)
    return caf::make_error(engine_error::backup_running);
  waiting_ = self->make_response_promise<model::backup>();
  begin(order.by);
  return *waiting_;
}

void backups_state::make_due_one() {
  if (!standing_.running)
    begin({});
}

caf::result<backup_list> backups_state::list() {
  if (kept_)
    return known();
  curious_.push_back(self->make_response_promise<backup_list>());
  return curious_.back();
}

void backups_state::begin(const model::party& by) {
  standing_.running = true;
  tell();
  self->request(copier, caf::infinite, copy_store{now()})
    .then(
      [this, by](const copies& come) { finish(by, come); },
      [this, by](const caf::error& why) {
        finish(by, {{}, caf::to_string(why), {}});
      });
}

void backups_state::finish(const model::party& by, const copies& come) {
  standing_.running = false;
  if (report)
    report({by, come.made, come.failure});
  take(come);
  if (auto owed = std::exchange(waiting_, {})) {
    if (come.made)
      owed->deliver(*come.made);
    else
      owed->deliver(caf::make_error(engine_error::backup_failed, come.failure.value_or("")));
  }
}

void backups_state::take(const copies& come) {
  if (come.kept || !kept_)
    kept_ = come.kept.value_or(std::vector<model::backup>{});
  if (come.failure)
    ++standing_.failures;
  if (come.failure || come.made)
    standing_.last_error = come.failure;
  if (come.failure || come.made)
    failed_at_ = come.made ? std::nullopt : std::optional{now()};
  standing_.kept = kept_->size();
  standing_.last_at = kept_->empty() ? std::nullopt : std::optional{kept_->back().at};
  tell();
  for (auto& promise : std::exchange(curious_, {}))
    promise.deliver(known());
  if (const auto next = model::next_backup(*kept_, failed_at_, rules, now()))
    caf::anon_send(company.timer, arm_backup{backups_actor{self}, *next});
}

void backups_state::tell() {
  caf::anon_send(company.directory, standing_);
}

backups_actor::behavior_type backups_behavior(
  backups_state::pointer self,
  copier_actor copier,
  backup_company company,
  model::clock now,
  model::backup_rules rules,
  std::function<void(const backup_news&)> report) {
  auto& state = self->state;
  state.self = self;
  state.copier = std::move(copier);
  state.company = std::move(company);
  state.now = std::move(now);
  state.rules = rules;
  state.report = std::move(report);
  state.look();
  return {
    [&state](const make_backup& order) { return state.make(order); },
    [&state](const list_backups&) { return state.list(); },
    [&state](const backup_due&) { state.make_due_one(); },
  };
}

} // namespace kod::actors
