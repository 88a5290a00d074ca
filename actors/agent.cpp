#include "actors/agent.hpp"

#include "actors/commits.hpp"
#include "model/audit.hpp"

#include <caf/send.hpp>

#include <algorithm>

namespace kod::actors {

namespace {

bool nothing_to_do(const model::agent_change& change) {
  return change.events.empty() && change.sealed.empty();
}

bool is_planned_offer(const std::vector<model::agent_ask>& asks) {
  return asks.front().kind == model::ask_kind::offer;
}

} // namespace

// -- commands -----------------------------------------------------------------

caf::result<model::agent_view> agent_state::follow(const agent_order& order) {
  const auto when = world->circumstances_for(order.by, order.from);
  const auto change = model::decide(now, version, completed(order.command), when);
  if (!change)
    return caf::make_error(change.error());
  if (nothing_to_do(*change))
    return view();
  auto result = owed.owe(self->make_response_promise<model::agent_view>());
  carry_out(*change, when, [this](const caf::error& failure) {
    failure ? owed.fail(failure) : answer_order();
  });
  return result;
}

model::agent_command agent_state::completed(const model::agent_command& command) const {
  const auto* supplied = std::get_if<model::supply_agent>(&command);
  if (!supplied)
    return command;
  auto result = *supplied;
  const auto known = world->archive->unseal(model::identity_key(result.id));
  result.identity_differs = known != model::sealed_content{result.facts.identity};
  return result;
}

void agent_state::pursue(
  const model::agent_command& command, outcome done, const model::party& by) {
  const auto when = world->circumstances_for(by);
  const auto change = model::decide(now, version, command, when);
  if (!change)
    return done(caf::make_error(change.error()));
  if (nothing_to_do(*change))
    return done({});
  carry_out(*change, when, std::move(done));
}

void agent_state::notice_time() {
  armed.erase(armed.begin(), armed.upper_bound(world->now()));
  pursue(model::notice_time{}, [this](const caf::error&) {
    send_card(); // Also where only the schedule has moved on.
    arm_next_instant();
  });
}

void agent_state::answer_reminder(const remind& asked) {
  const auto* entry = model::entry_of(now, asked.referral);
  if (entry && entry->number == asked.number && entry->state == model::entry_state::withdrawn)
    caf::anon_send(
      world->registry,
      withdraw_offer{
        asked.referral,
        {now.id, entry->number, entry->cause.value_or(model::withdrawal_cause::switched_off)}});
}

void agent_state::be_born(const actors::be_born& birth) {
  const auto begin = [this](const caf::error& failure) {
    if (failure || version == 0)
      return;
    tell_withdrawn(model::agent{});
    notice_time();
  };
  if (birth.again)
    pursue(
      model::restart_agent{.absent_until = birth.absent_until},
      begin,
      birth.asked_by.value_or(by_engine));
  else
    begin({});
}

// -- a commit of the agent's own ----------------------------------------------

void agent_state::carry_out(
  const model::agent_change& change, const model::circumstances& when, outcome done) {
  auto after = fold(now, change.events);
  model::batch batch{.at = when.now, .by = when.by};
  batch.writes.push_back(model::agent_write{version + 1, change.events, after});
  batch.take = change.take;
  batch.free = change.free;
  batch.sealed = change.sealed;
  model::note_origin(batch, when.from);
  self->request(world->journal, caf::infinite, commit{std::move(batch)})
    .await(
      [this, after = std::move(after), done](const commit_answer& answer) mutable {
        settle(answer.result, std::move(after), done);
      },
      [this, done](const caf::error& why) { refused(why, done); });
}

void agent_state::settle(
  const model::append_result& result, model::agent&& after, const outcome& done) {
  if (const auto failure = error_of(result, model::rejection::npn_taken))
    return refused(failure, done);
  written(std::move(after));
  done({});
}

void agent_state::refused(const caf::error& why, const outcome& done) {
  done(why);
  if (in_doubt(why))
    return self->quit(why);
  if (version == 0) // It was to be created, and wasn't.
    self->send(world->registry, retire{id});
}

// -- a commit with a referral -------------------------------------------------

caf::result<joined> agent_state::take_part(join&& whole) {
  const auto& ask = whole.asks.front();
  const auto half = model::decide(now, ask, whole.when);
  if (!half) {
    if (is_planned_offer(whole.asks))
      send_card(); // The dispatcher was wrong about this agent.
    return caf::make_error(half.error());
  }
  std::optional<model::agent> after;
  if (!half->empty()) {
    after = fold(now, *half);
    whole.halves.writes.push_back(model::agent_write{version + 1, *half, *after});
  }
  whole.asks.erase(whole.asks.begin());
  auto result = owed.owe(self->make_response_promise<joined>());
  pass_on(std::move(whole), std::move(after));
  return result;
}

void agent_state::pass_on(join&& whole, std::optional<model::agent>&& after) {
  const auto failed = [this](const caf::error& why) {
    refused(why, [this](const caf::error& failure) { owed.fail(failure); });
  };
  if (!whole.asks.empty()) {
    self->request(world->registry, caf::infinite, std::move(whole))
      .await(
        [this, after = std::move(after)](const joined& done) mutable {
          joined_in(done.sequence, std::move(after));
        },
        failed);
    return;
  }
  self->request(world->journal, caf::infinite, commit{std::move(whole.halves)})
    .await(
      [this, failed, after = std::move(after)](const commit_answer& answer) mutable {
        if (const auto failure = error_of(answer.result, model::rejection::npn_taken))
          return failed(failure);
        joined_in(std::get<model::committed>(answer.result).sequence, std::move(after));
      },
      failed);
}

void agent_state::joined_in(std::uint64_t sequence, std::optional<model::agent>&& after) {
  if (after)
    written(std::move(*after));
  owed.give(joined{sequence});
}

// -- what follows -------------------------------------------------------------

void agent_state::written(model::agent&& after) {
  const auto before = std::exchange(now, std::move(after));
  ++version;
  send_card();
  tell_withdrawn(before);
  arm_next_instant();
  answer_waiting_orders();
}

bool agent_state::withdrawals_under_way() const {
  return std::ranges::any_of(now.ledger, [this](const model::ledger_entry& entry) {
    return entry.state == model::entry_state::withdrawn && !absent.contains(entry.referral);
  });
}

void agent_state::answer_order() {
  if (withdrawals_under_way())
    owed_after_withdrawals.push_back(std::exchange(owed, {}));
  else
    owed.give(view());
}

void agent_state::answer_waiting_orders() {
  if (owed_after_withdrawals.empty() || withdrawals_under_way())
    return;
  for (auto& waiting : std::exchange(owed_after_withdrawals, {}))
    waiting.give(view());
}

/// Until its entry has left; it says so again to a later life of this agent.
void agent_state::wait_no_longer(const cannot_let_go& told) {
  std::erase_if(absent, [this](const auto& each) { return model::entry_of(now, each) == nullptr; });
  absent.insert(told.referral);
  answer_waiting_orders();
}

void agent_state::send_card() {
  caf::anon_send(world->dispatcher, model::card_of(now, version, world->settings, world->now()));
}

void agent_state::tell_withdrawn(const model::agent& before) {
  for (const auto& entry : now.ledger) {
    const auto* known = model::entry_of(before, entry.referral);
    if (known && *known == entry)
      continue;
    answer_reminder({now.id, entry.referral, entry.number});
  }
}

void agent_state::arm_next_instant() {
  const auto next = model::next_instant(now, world->now());
  if (next && armed.insert(*next).second)
    caf::anon_send(world->timer, arm{now.id, alarm::agent_time, 0, *next});
  self->show_timers(armed.size());
}

model::agent_view agent_state::view() const {
  return model::look_at(*world->archive, now, world->settings, world->now());
}

agent_actor::behavior_type agent_behavior(
  agent_state::pointer self,
  std::shared_ptr<const entity_world> world,
  model::agent_id id,
  model::stored<model::agent> restored) {
  auto& state = self->state;
  state.self = self;
  state.world = std::move(world);
  state.id = std::move(id);
  state.now = std::move(restored.snapshot);
  state.version = restored.version;
  return {
    [&state](const agent_order& order) { return state.follow(order); },
    [&state](join& whole) { return state.take_part(std::move(whole)); },
    [&state](const remind& asked) { state.answer_reminder(asked); },
    [&state](const cannot_let_go& told) { state.wait_no_longer(told); },
    [&state](const due&) { state.notice_time(); },
    [&state](const actors::be_born& birth) { state.be_born(birth); },
    [self](const farewell&) { self->quit(); },
  };
}

} // namespace kod::actors
