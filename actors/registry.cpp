#include "actors/registry.hpp"

#include "actors/commits.hpp"
#include "model/audit.hpp"

#include <caf/send.hpp>

#include <algorithm>

namespace kod::actors {

namespace {

/// An actor that fails at once after each start may not keep a core busy.
constexpr std::chrono::seconds pause_after_a_restart{1};

template <class Id, class Actor>
void end_all(living<Id, Actor>& kind) {
  for (const auto& [_, actor] : kind.actors)
    caf::anon_send_exit(actor, caf::exit_reason::user_shutdown);
}

template <class Id, class Actor>
void take_leave(living<Id, Actor>& kind, const Id& id) {
  kind.roll->leave(id.text);
  kind.actors.erase(id);
}

/// Whose actor died, if it is one of this kind; what it died of is kept.
template <class Id, class Actor>
std::optional<Id> bury(living<Id, Actor>& kind, const caf::down_msg& down) {
  // A search through all: deaths are rare, and finding by address would cost a second map.
  const auto dead = std::ranges::find_if(
    kind.actors, [&](const auto& entry) { return entry.second.address() == down.source; });
  if (dead == kind.actors.end())
    return std::nullopt;
  const auto id = dead->first;
  kind.doubtful.insert(id);
  kind.roll->note_death(
    id.text, observe(dead->second).last_error().value_or(caf::to_string(down.reason)));
  take_leave(kind, id);
  return id;
}

} // namespace

registry_state::~registry_state() {
  end_all(referrals);
  end_all(agents);
  for (const auto& other : book->singles())
    caf::anon_send_exit(other.who, caf::exit_reason::user_shutdown);
}

// -- passing on ---------------------------------------------------------------

caf::result<request_taken> registry_state::take(request_order&& order) {
  order.request.id = {draw_id()};
  order.request.switched_off = !holds.open;
  order.request.opens_at = model::awaited_opening(holds, world->now());
  const auto actor = spawn(order.request.id, {}, {});
  return self->delegate(actor, std::move(order));
}

caf::result<model::referral_view> registry_state::pass(referral_order&& order) {
  if (referrals.aside.contains(order.referral))
    return caf::make_error(engine_error::put_aside);
  const auto actor = find(order.referral);
  if (!actor)
    return caf::make_error(model::rejection::not_found);
  return self->delegate(actor, std::move(order));
}

caf::result<model::agent_view> registry_state::pass(agent_order&& order) {
  if (agents.aside.contains(order.agent))
    return caf::make_error(engine_error::put_aside);
  fill_in_pause(order.command);
  auto actor = find(order.agent);
  if (!actor) {
    if (
      !std::holds_alternative<model::create_agent>(order.command)
      && !std::holds_alternative<model::supply_agent>(order.command))
      return caf::make_error(model::rejection::not_found);
    actor = spawn(order.agent, {}, {});
  }
  return self->delegate(actor, std::move(order));
}

caf::result<commit_answer> registry_state::pass(notice_order&& order) {
  model::batch batch{
    .at = world->now(), .by = std::move(order.by), .notices = {std::move(order.notice)}};
  model::note_origin(batch, order.from);
  return self->delegate(world->journal, commit{std::move(batch)});
}

caf::result<joined> registry_state::pass(join&& whole) {
  if (agents.aside.contains(whole.asks.front().agent))
    return caf::make_error(engine_error::put_aside);
  const auto actor = find(whole.asks.front().agent);
  if (!actor)
    return caf::make_error(model::rejection::unknown_agent);
  return self->delegate(actor, std::move(whole));
}

bool registry_state::is_over(const entity_id& who) const {
  const auto* id = std::get_if<model::referral_id>(&who);
  if (!id || referrals.actors.contains(*id))
    return false;
  const auto stored = world->archive->find(*id);
  return stored && model::ended(stored->snapshot);
}

void registry_state::raise_alarm(const due& alarm) {
  if (alarm.alarm == alarm::opening)
    return caf::anon_send(world->dispatcher, look_at_openings{});
  if (is_over(alarm.whose))
    return; // A promise that was kept: nobody needs to wake for it.
  std::visit([&](const auto& id) { tell(id, alarm); }, alarm.whose);
}

// -- the programme ------------------------------------------------------------

void registry_state::settle(const settle_in& start) {
  world = start.world;
  programme = start.programme;
  settings = start.settings;
  holds = model::in_force(programme.snapshot, settings);
}

/// The journal waits for nobody, and whoever asks for something meanwhile finds what was written.
caf::result<model::programme> registry_state::change(const programme_order& order) {
  const auto at = world->now();
  const auto change = model::decide(programme.snapshot, order.command, at);
  if (!change)
    return caf::make_error(change.error());
  if (change->events.empty())
    return holds;
  model::batch batch{.at = at, .by = order.by};
  auto after = fold(programme.snapshot, change->events);
  batch.writes.push_back(model::programme_write{programme.version + 1, change->events, after});
  batch.sealed = change->sealed;
  model::note_origin(batch, order.from);
  auto result = owed.owe(self->make_response_promise<model::programme>());
  self->request(world->journal, caf::infinite, commit{std::move(batch)})
    .await(
      [this, after = std::move(after), what = order.command](const commit_answer& answer) mutable {
        if (auto failure = error_of(answer.result, model::rejection::not_found))
          return owed.fail(std::move(failure));
        changed(std::move(after), what);
        owed.give(holds);
      },
      [this](caf::error& why) { owed.fail(std::move(why)); });
  return result;
}

/// Whoever is told here has it in its mailbox before anybody hears that it was done.
void registry_state::changed(model::programme&& after, const model::programme_command& what) {
  programme = {programme.version + 1, std::move(after)};
  holds = model::in_force(programme.snapshot, settings);
  if (const auto* paused = std::get_if<model::pause_county>(&what))
    return tell_county(paused->county);
  if (const auto* resumed = std::get_if<model::resume_county>(&what))
    return tell_county(resumed->county);
  caf::anon_send(world->dispatcher, programme_is{std::make_shared<const model::programme>(holds)});
}

// -- coming and going ---------------------------------------------------------

referral_actor registry_state::find(const model::referral_id& id, bool planned) {
  if (const auto found = referrals.actors.find(id); found != referrals.actors.end())
    return found->second;
  if (referrals.aside.contains(id))
    return {};
  auto stored = world->archive->find(id);
  return stored ? spawn(id, std::move(*stored), {referrals.doubtful.erase(id) > 0, planned})
                : referral_actor{};
}

agent_actor registry_state::find(const model::agent_id& id) {
  if (const auto found = agents.actors.find(id); found != agents.actors.end())
    return found->second;
  if (agents.aside.contains(id))
    return {};
  auto stored = world->archive->find(id);
  if (!stored)
    return {};
  const auto county = stored->snapshot.county;
  const bool astray = is_astray(stored->snapshot);
  auto actor = spawn(id, std::move(*stored), {agents.doubtful.erase(id) > 0});
  if (astray)
    tell_agent({id, county});
  return actor;
}

referral_actor registry_state::spawn(
  const model::referral_id& id, model::stored<model::referral> restored, be_born birth) {
  birth.absent_until = referrals.absent_until(id);
  auto actor = self->spawn<caf::monitored>(referral_behavior, world, id, std::move(restored));
  caf::anon_send(actor, birth);
  referrals.roll->enter(id.text, member_of(actor));
  return referrals.actors[id] = std::move(actor);
}

agent_actor registry_state::spawn(
  const model::agent_id& id, model::stored<model::agent> restored, be_born birth) {
  birth.absent_until = agents.absent_until(id);
  auto actor = self->spawn<caf::monitored>(agent_behavior, world, id, std::move(restored));
  caf::anon_send(actor, birth);
  agents.roll->enter(id.text, member_of(actor));
  return agents.actors[id] = std::move(actor);
}

void registry_state::wake_all(const wake& sleepers) {
  for (const auto& who : sleepers.who)
    std::visit([this](const auto& id) { find(id); }, who);
}

void registry_state::forget(const retire& wish) {
  const auto leave = [this](auto& kind, const auto& id) {
    const auto found = kind.actors.find(id);
    if (found == kind.actors.end() || found->second.address() != self->current_sender())
      return; // It is gone already, or another life's.
    // All that was passed on to it lies before this in its mailbox.
    self->demonitor(found->second.address());
    caf::anon_send(found->second, farewell{});
    take_leave(kind, id);
  };
  if (const auto* referral = std::get_if<model::referral_id>(&wish.who))
    return leave(referrals, *referral);
  leave(agents, std::get<model::agent_id>(wish.who));
}

void registry_state::replace(const caf::down_msg& down) {
  // Once the journal has taken all that the dead had sent it: what was the first write of a
  // referral would else be found by nobody.
  const auto revive = [this](const auto& id) {
    self->request(world->journal, caf::infinite, commit{})
      .then(
        [this, id](const commit_answer&) {
          caf::delayed_anon_send(registry_actor{self}, pause_after_a_restart, wake{{id}});
        },
        [](const caf::error&) { /* The process ends with its journal. */ });
  };
  const auto follow = [&](auto& kind, const auto& id) {
    if (kind.deaths[id].add(self->clock().now()))
      return put_aside(id);
    kind.roll->note_restart(id.text);
    revive(id);
  };
  if (const auto referral = bury(referrals, down))
    return follow(referrals, *referral);
  if (const auto agent = bury(agents, down))
    follow(agents, *agent);
}

registry_actor::behavior_type registry_behavior(
  registry_state::pointer self, model::id_source draw_id, std::shared_ptr<roll_book> book) {
  auto& state = self->state;
  state.book = std::move(book);
  state.referrals.roll = &state.book->referrals;
  state.agents.roll = &state.book->agents;
  state.self = self;
  state.draw_id = std::move(draw_id);
  self->set_down_handler([&state](caf::down_msg& down) { state.replace(down); });
  return {
    [&state](const settle_in& start) { state.settle(start); },
    [&state](const wake& sleepers) { state.wake_all(sleepers); },
    [&state](const tell_of_county& again) { state.tell_agent(again); },
    [&state](request_order& order) { return state.take(std::move(order)); },
    [&state](referral_order& order) { return state.pass(std::move(order)); },
    [&state](agent_order& order) { return state.pass(std::move(order)); },
    [&state](notice_order& order) { return state.pass(std::move(order)); },
    [&state](const programme_order& order) { return state.change(order); },
    [&state](const see_programme&) { return state.holds; },
    [&state](join& whole) { return state.pass(std::move(whole)); },
    [&state](const withdraw_offer& lost) { state.lose_offer(lost); },
    [&state](const remind& asked) { state.tell(asked.agent, asked); },
    [&state](const planned& plan) { state.tell(plan.referral, plan, true); },
    [&state](const move_opening& told) { state.tell(told.referral, told, true); },
    [&state](const audience_changed& told) { state.tell(told.referral, told); },
    [&state](const due& alarm) { state.raise_alarm(alarm); },
    [&state](const retire& wish) { state.forget(wish); },
    [&state](const introduce& other) { state.book->add(other); },
    [&state](const restart_actor& order) { return state.restart(order); },
  };
}

} // namespace kod::actors
