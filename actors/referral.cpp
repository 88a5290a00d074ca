#include "actors/referral.hpp"

#include "actors/commits.hpp"
#include "model/audit.hpp"
#include "model/listing.hpp"

#include <caf/send.hpp>

#include <algorithm>

namespace kod::actors {

namespace {

bool nothing_to_do(const model::referral_change& change) {
  return change.events.empty() && change.asks.empty();
}

/// A request that was refused for a claim: the same answer again, or why not.
caf::expected<request_taken>
answer_from(const model::claim& held, const std::optional<model::request_key>& key) {
  if (!key || held.name != key->claim_name)
    return caf::make_error(model::rejection::duplicate_request);
  return kept_answer(held, *key);
}

} // namespace

// -- commands -----------------------------------------------------------------

caf::result<request_taken> referral_state::take(const request_order& order) {
  const auto when = world->circumstances_for(order.by);
  auto change = model::decide(now, order.request, when);
  if (!change)
    return refuse(change.error(), order.request.key, when.now);
  auto result = owed.owe(self->make_response_promise<request_taken>());
  auto batch = batch_of(*change, when);
  auto after = std::get<model::referral_write>(batch.writes.front()).snapshot;
  // Not `carry_out`: a refused claim may hold the answer that was given before.
  self->request(world->journal, caf::infinite, commit{std::move(batch)})
    .await(
      [this, after = std::move(after), key = order.request.key](
        const commit_answer& answer) mutable {
        if (const auto* held = std::get_if<model::claim_refused>(&answer.result)) {
          auto before = answer_from(held->held, key);
          before ? owed.give(*before) : owed.fail(before.error());
          return retire_if_ended();
        }
        if (auto failure = error_of(answer.result, model::rejection::duplicate_request))
          return refused(failure, [this](const caf::error& why) { owed.fail(why); });
        written(std::move(after), [this](const caf::error&) { owed.give(taken()); });
      },
      [this](const caf::error& why) {
        refused(why, [this](const caf::error& failure) { owed.fail(failure); });
      });
  return result;
}

/// What was taken before is answered as it was then, also while nothing more is taken.
caf::result<request_taken> referral_state::refuse(
  model::rejection why, const std::optional<model::request_key>& key, model::instant at) {
  retire_if_ended();
  const auto held = key ? world->archive->find_claim(key->claim_name) : std::nullopt;
  if (!held || (held->expires && *held->expires <= at))
    return caf::make_error(why);
  const auto before = answer_from(*held, key);
  if (!before)
    return before.error();
  return *before;
}

caf::result<model::referral_view> referral_state::follow(const referral_order& order) {
  auto command = order.command;
  // The audience is the dispatcher's word, not the caller's.
  std::visit(
    [this](auto& each) {
      if constexpr (requires { each.audience; })
        each.audience = seen_by.who;
    },
    command);
  const auto when = world->circumstances_for(order.by, order.from);
  const auto change = model::decide(now, command, when);
  const bool done_before = change && nothing_to_do(*change);
  if (!done_before && unseen_by(order))
    return caf::make_error(model::rejection::precondition_failed);
  if (!change)
    return caf::make_error(change.error());
  if (done_before) {
    auto view = view_for(order);
    retire_if_ended();
    return view;
  }
  auto result = owed.owe(self->make_response_promise<model::referral_view>());
  carry_out(*change, when, [this, order](const caf::error& failure) {
    failure ? owed.fail(failure) : owed.give(view_for(order));
  });
  return result;
}

void referral_state::pursue(
  const model::referral_command& command, outcome done, const model::party& by) {
  const auto when = world->circumstances_for(by);
  const auto change = model::decide(now, command, when);
  if (!change)
    return done(caf::make_error(change.error()));
  if (nothing_to_do(*change))
    return done({});
  carry_out(*change, when, [this, done = std::move(done)](const caf::error& why) {
    done(why);
    if (why == caf::make_error(engine_error::handler_failed))
      self->quit(why);
  });
}

void referral_state::use_plan(const planned& plan) {
  planning = false;
  const auto done = [this] { caf::anon_send(world->dispatcher, plan_done{now.id}); };
  if (!model::waits_for_plan(now)) {
    done();
    return retire_if_ended();
  }
  const auto settled = [this, done](const caf::error& why) {
    // Never offered, so another is asked for.
    const bool again = refused_by_rule(why) || refused_by_absence(why);
    const auto next = model::next_step_of(now, world->settings, world->now());
    if (!again || next != model::next_step::plan)
      done(); // Else the next plan says it, and keeps the place of this one.
    if (again)
      take_next_step();
  };
  if (!plan.chosen)
    return pursue(model::make_mass{model::mass_cause::nobody_offerable}, settled);
  pursue(model::make_offer{plan.chosen->agent, plan.chosen->why}, settled);
}

/// Where the programme is open now, the dispatcher's plan is on its way. An opening that came
/// before the word of a later one counts: then the dispatcher is asked, who thinks it waits.
void referral_state::follow_opening(const model::follow_opening& command) {
  const bool waits = model::waits_for_opening(now, world->now());
  if (command.opens_at || waits)
    planning = !command.opens_at;
  if (command.opens_at && !waits) {
    take_next_step();
    return retire_if_ended();
  }
  pursue(command, [this](const caf::error&) { retire_if_ended(); });
}

void referral_state::lose_offer(const model::withdraw& command) {
  pursue(command, [](const caf::error&) {});
}

void referral_state::notice_audience(const mass_audience& told) {
  if (told.as_of >= seen_by.as_of)
    seen_by = told;
}

void referral_state::wake_for(const due& alarm) {
  switch (alarm.alarm) {
  case alarm::reply: return close_window(alarm.number);
  case alarm::promise: return pursue(model::mark_overdue{}, [](const caf::error&) {});
  case alarm::opening: // The dispatcher's.
  case alarm::agent_time: return;
  }
}

void referral_state::close_window(std::uint32_t number) {
  const auto settled = [this, number](const caf::error& why) {
    // A withdrawn entry's `withdraw` is on its way; anything else must not leave it open.
    if (why && why != caf::make_error(model::rejection::entry_withdrawn))
      caf::anon_send(world->timer, arm{now.id, alarm::reply, number, world->now() + retry_pause});
  };
  if (unanswerable == number && model::open_offer(now))
    return pursue(
      model::withdraw{now.tenure->agent, number, model::withdrawal_cause::outage}, settled);
  pursue(model::close_window{number}, settled);
}

void referral_state::be_born(const actors::be_born& birth) {
  planning = birth.planned && !birth.again; // One that was started again asks anew.
  const auto begin = [this, birth](const caf::error& failure) {
    if (!failure && version > 0) // Else not yet requested: there is nothing to go on with.
      go_on(birth);
  };
  if (birth.again)
    pursue(model::restart_referral{}, begin, birth.asked_by.value_or(by_engine));
  else
    begin({});
}

void referral_state::go_on(const actors::be_born& birth) {
  if (birth.again) {
    caf::anon_send(world->dispatcher, plan_done{now.id});
    arm_alarms(nullptr);
    if (!model::listed_as_mass(now)) // A former life may have been.
      caf::anon_send(world->dispatcher, unlist{now.id, now.language});
    if (model::open_offer(now))
      caf::anon_send(world->registry, remind{now.tenure->agent, now.id, now.tenure->number});
  }
  list_or_unlist(model::referral{});
  take_next_step();
  if (birth.absent_until)
    end_offer_from_before(*birth.absent_until);
  retire_if_ended();
}

/// While this referral was put aside nobody could answer its offer.
void referral_state::end_offer_from_before(model::instant its_return) {
  if (!model::open_offer(now) || now.tenure->since >= its_return)
    return;
  unanswerable = now.tenure->number;
  close_window(unanswerable);
}

// -- the commit ---------------------------------------------------------------

void referral_state::carry_out(
  const model::referral_change& change, const model::circumstances& when, outcome done) {
  auto batch = batch_of(change, when);
  if (change.asks.empty())
    return commit_alone(std::move(batch), std::move(done));
  commit_with_agents({std::move(batch), change.asks, when}, std::move(done));
}

model::batch referral_state::batch_of(
  const model::referral_change& change, const model::circumstances& when) const {
  auto after = fold(now, change.events);
  auto rows = model::row_changes(version == 0 ? nullptr : &now, after);
  model::batch batch{
    .at = when.now,
    .by = when.by,
    .writes = {model::referral_write{version + 1, change.events, std::move(after)}},
    .take = change.take,
    .free = change.free,
    .sealed = change.sealed,
    .rows = std::move(rows),
  };
  model::note_origin(batch, when.from);
  return batch;
}

void referral_state::commit_alone(model::batch&& batch, outcome done) {
  auto after = std::get<model::referral_write>(batch.writes.front()).snapshot;
  self->request(world->journal, caf::infinite, commit{std::move(batch)})
    .await(
      [this, after = std::move(after), done](const commit_answer& answer) mutable {
        auto failure = error_of(answer.result, model::rejection::duplicate_request);
        failure ? refused(failure, done) : written(std::move(after), done);
      },
      [this, done](const caf::error& why) { refused(why, done); });
}

void referral_state::commit_with_agents(join&& halves, outcome done) {
  auto after = std::get<model::referral_write>(halves.halves.writes.front()).snapshot;
  self->request(world->registry, caf::infinite, std::move(halves))
    .await(
      [this, after = std::move(after), done](const joined&) mutable {
        written(std::move(after), done);
      },
      [this, done](const caf::error& why) { refused(why, done); });
}

void referral_state::written(model::referral&& after, const outcome& done) {
  const auto before = std::exchange(now, std::move(after));
  ++version;
  done({});
  follow_up(before);
}

void referral_state::refused(const caf::error& why, const outcome& done) {
  done(why);
  if (in_doubt(why))
    return self->quit(why); // The registry starts us again, from what is stored.
  retire_if_ended();
}

// -- what follows -------------------------------------------------------------

void referral_state::follow_up(const model::referral& before) {
  arm_alarms(&before);
  if (!planning && before.opens_at && model::waits_for_plan(before) && !model::waits_for_plan(now))
    caf::anon_send(world->dispatcher, plan_done{now.id}); // It may stand on the opening list.
  list_or_unlist(before);
  take_next_step();
  retire_if_ended();
}

void referral_state::take_next_step() {
  if (planning)
    return; // Its answer will find what the referral needs by then.
  switch (model::next_step_of(now, world->settings, world->now())) {
  case model::next_step::plan: return ask_for_plan();
  case model::next_step::go_mass:
    return pursue(model::make_mass{model::mass_cause::no_window_left}, [](const caf::error&) {});
  case model::next_step::await_opening:
    return caf::anon_send(world->dispatcher, await_opening{wanted_plan(now), *now.opens_at});
  case model::next_step::nothing: return;
  }
}

void referral_state::ask_for_plan() {
  planning = true;
  caf::anon_send(world->dispatcher, wanted_plan(now));
}

void referral_state::list_or_unlist(const model::referral& before) {
  const bool listed = model::listed_as_mass(now);
  if (listed == model::listed_as_mass(before))
    return;
  if (!listed)
    return caf::anon_send(world->dispatcher, unlist{now.id, now.language});
  // Awaited, so that no accept comes before it is known who sees the board. The dispatcher waits
  // for nobody.
  self->request(world->dispatcher, caf::infinite, list_as_mass{now.id, now.language})
    .await([this](const mass_audience& told) { seen_by = told; });
}

void referral_state::arm_alarms(const model::referral* before) {
  const auto arm_at = [this](actors::alarm which, std::uint32_t number, model::instant at) {
    caf::anon_send(world->timer, arm{now.id, which, number, at});
  };
  if (model::open_offer(now) && !(before && before->tenure == now.tenure))
    arm_at(alarm::reply, now.tenure->number, *now.tenure->reply_by);
  if (!before || before->callback_by != now.callback_by)
    arm_at(alarm::promise, 0, now.callback_by);
  self->show_timers(
    model::ended(now) ? 0 : std::size_t{model::open_offer(now)} + std::size_t{!now.overdue});
}

void referral_state::retire_if_ended() {
  if (version == 0 || (model::ended(now) && !planning))
    self->send(world->registry, retire{id});
}

// -- what is answered ---------------------------------------------------------

request_taken referral_state::taken() const {
  return {now.id, now.requested_at, now.callback_by};
}

/// Decided here, so that nothing comes between the look at the version and the change.
bool referral_state::unseen_by(const referral_order& order) const {
  return order.only_at && std::ranges::find(*order.only_at, version) == order.only_at->end();
}

model::referral_view referral_state::view_for(const referral_order& order) const {
  std::optional<model::stored<model::agent>> looking;
  if (order.by.role == model::role::agent)
    looking = world->archive->find(model::agent_id{order.by.id});
  const auto* agent = looking ? &looking->snapshot : nullptr;
  auto view = model::look_at(*world->archive, now, order.by, seen_by.who, agent);
  view.version = version;
  if (std::holds_alternative<model::reveal>(order.command))
    model::reveal_all(*world->archive, view);
  return view;
}

referral_actor::behavior_type referral_behavior(
  referral_state::pointer self,
  std::shared_ptr<const entity_world> world,
  model::referral_id id,
  model::stored<model::referral> restored) {
  auto& state = self->state;
  state.self = self;
  state.world = std::move(world);
  state.id = std::move(id);
  state.now = std::move(restored.snapshot);
  state.version = restored.version;
  return {
    [&state](const request_order& order) { return state.take(order); },
    [&state](const referral_order& order) { return state.follow(order); },
    [&state](const planned& plan) { state.use_plan(plan); },
    [&state](const move_opening& told) { state.follow_opening(told.command); },
    [&state](const withdraw_offer& lost) { state.lose_offer(lost.command); },
    [&state](const audience_changed& told) { state.notice_audience(told.now); },
    [&state](const due& alarm) { state.wake_for(alarm); },
    [&state](const actors::be_born& birth) { state.be_born(birth); },
    [self](const farewell&) { self->quit(); },
  };
}

} // namespace kod::actors
