#include "actors/registry.hpp"
#include "actors/roll_pages.hpp"

#include <caf/send.hpp>

namespace kod::actors {

namespace {

template <class Id, class Actor>
undelivered reason_to_drop(const living<Id, Actor>& kind, const Id& id) {
  return kind.aside.contains(id) ? undelivered::put_aside : undelivered::no_receiver;
}

} // namespace

/// Nobody may wait for what it will not do: the dispatcher goes on to the next plan. Its deadlines
/// are armed again, and its withdrawals told again, when it is started again.
void registry_state::put_aside(const model::referral_id& id) {
  referrals.aside.insert(id);
  referrals.roll->put_aside(id.text);
  caf::anon_send(world->dispatcher, plan_done{id});
}

/// Others are offered what it would have been.
void registry_state::put_aside(const model::agent_id& id) {
  agents.aside.insert(id);
  agents.roll->put_aside(id.text);
  caf::anon_send(world->dispatcher, agent_put_aside{id});
}

caf::result<restart_answer> registry_state::restart(const restart_actor& order) {
  auto restarted = false;
  const auto restart_one = [&](auto& kind, const auto& id) {
    if (kind.aside.erase(id) == 0)
      return;
    kind.deaths.erase(id); // An operator's word begins the count anew.
    kind.doubtful.erase(id);
    kind.roll->take_back(id.text);
    kind.returned[id] = world->now();
    start_again(id, order.by);
    restarted = true;
  };
  if (order.kind == referral_state::name)
    restart_one(referrals, model::referral_id{order.id});
  else if (order.kind == agent_state::name)
    restart_one(agents, model::agent_id{order.id});
  auto row = find_actor(*book, order.kind, order.id);
  if (!row)
    return caf::make_error(model::rejection::not_found);
  return restart_answer{std::move(*row), restarted};
}

void registry_state::start_again(const model::referral_id& id, const model::party& by) {
  if (auto stored = world->archive->find(id))
    spawn(id, std::move(*stored), {.again = true, .planned = false, .asked_by = by});
}

void registry_state::start_again(const model::agent_id& id, const model::party& by) {
  auto stored = world->archive->find(id);
  if (!stored)
    return;
  const auto county = stored->snapshot.county;
  const bool astray = is_astray(stored->snapshot);
  spawn(id, std::move(*stored), {.again = true, .planned = false, .asked_by = by});
  if (astray)
    tell_agent({id, county});
}

void registry_state::note_undelivered(const model::referral_id& id, const std::type_info& message) {
  report(
    self->system(), {referral_state::name, message_name(message), reason_to_drop(referrals, id)});
}

void registry_state::note_undelivered(const model::agent_id& id, const std::type_info& message) {
  report(self->system(), {agent_state::name, message_name(message), reason_to_drop(agents, id)});
}

/// A referral that was put aside is told once it is back; until then its agent need not wait.
void registry_state::lose_offer(const withdraw_offer& lost) {
  tell(lost.referral, lost);
  if (referrals.aside.contains(lost.referral))
    tell(lost.command.agent, cannot_let_go{lost.referral});
}

} // namespace kod::actors
