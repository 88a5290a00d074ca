#include "actors/dispatcher.hpp"

#include <caf/send.hpp>

#include <algorithm>

namespace kod::actors {

model::audience boards::audience_of(const model::language& tongue) const {
  if (spoken && spoken->contains(tongue))
    return model::audience::speakers;
  return available > 0 ? model::audience::everybody : model::audience::nobody;
}

void dispatcher_state::take(model::agent_card&& card) {
  languages.insert(card.languages.begin(), card.languages.end());
  if (!agents->put(std::move(card)))
    return;
  ++cards_taken;
  seen.reset();
  tell_audiences();
}

void dispatcher_state::take(const agent_put_aside& told) {
  const auto found = agents->cards().find(told.agent);
  if (found == agents->cards().end())
    return;
  auto card = found->second;
  card.available = false;
  card.offerable = false;
  take(std::move(card));
}

void dispatcher_state::tell_audiences() {
  for (auto& [tongue, list] : listings) {
    const auto who = agents->audience_of(tongue);
    if (who == std::exchange(list.told, who))
      continue;
    for (const auto& referral : list.listed)
      caf::anon_send(registry, audience_changed{referral, {who, cards_taken}});
  }
}

void dispatcher_state::gather(plan&& wanted) {
  clear_mark(wanted.referral);
  bool was_held = closed.erase(wanted.referral) > 0;
  if (is_going_out(wanted.referral)) { // Whoever was named refused: it is its turn again.
    wanted.callback_by = std::min(wanted.callback_by, going_out->callback_by);
    going_out.reset();
    was_held = true;
  }
  waiting.put(std::move(wanted), was_held);
  answer_soon();
}

/// What queues up behind the first plan is gathered before `answer_plans` comes round.
void dispatcher_state::answer_soon() {
  if (!std::exchange(about_to_answer, true))
    caf::anon_send(dispatcher_actor{self}, answer_plans{});
}

void dispatcher_state::answer_all() {
  if (armed_for != model::instant::max() && armed_for <= now())
    let_out(); // What waited goes before what comes now, though its alarm is still on its way.
  about_to_answer = false;
  while (!waiting.empty() && !going_out) {
    const auto next = waiting.take_first();
    if (next.from_opening)
      going_out = next.wanted;
    answer(next.wanted);
  }
}

void dispatcher_state::settle(const plan_done& done) {
  clear_mark(done.referral);
  closed.erase(done.referral);
  waiting.drop(done.referral);
  if (is_going_out(done.referral)) {
    going_out.reset();
    answer_soon();
  }
}

void dispatcher_state::answer(const plan& wanted) {
  auto chosen = agents->best({wanted.where, wanted.language, wanted.excluded});
  clear_mark(wanted.referral);
  if (chosen) { // At once, so that a burst doesn't pick the same agent twice.
    agents->mark(chosen->agent);
    marks.emplace(wanted.referral, chosen->agent);
  }
  caf::anon_send(registry, planned{wanted.referral, std::move(chosen)});
}

void dispatcher_state::clear_mark(const model::referral_id& referral) {
  const auto mark = marks.find(referral);
  if (mark == marks.end())
    return;
  agents->unmark(mark->second);
  marks.erase(mark);
}

mass_audience dispatcher_state::list(const list_as_mass& wanted) {
  auto& listing = listings[wanted.language];
  listing.listed.insert(wanted.referral);
  listing.told = agents->audience_of(wanted.language);
  return {listing.told, cards_taken};
}

void dispatcher_state::unlist_one(const unlist& wanted) {
  const auto listing = listings.find(wanted.language);
  if (listing == listings.end())
    return;
  listing->second.listed.erase(wanted.referral);
  if (listing->second.listed.empty())
    listings.erase(listing);
}

const boards& dispatcher_state::see_boards() {
  if (!seen) {
    auto spoken = std::make_shared<std::set<model::language>>();
    for (const auto& tongue : languages)
      if (agents->audience_of(tongue) == model::audience::speakers)
        spoken->insert(tongue);
    seen = boards{std::move(spoken), agents->available(), agents->offerable()};
  }
  return *seen;
}

dispatcher_actor::behavior_type
dispatcher_behavior(dispatcher_state::pointer self, dispatcher_state::origin begin) {
  auto& state = self->state;
  state.self = self;
  state.registry = std::move(begin.registry);
  state.timer = std::move(begin.timer);
  state.now = std::move(begin.now);
  state.settings = begin.settings;
  state.programme = std::move(begin.programme);
  for (auto& each : begin.waiting)
    state.closed.emplace(each.wanted.referral, std::move(each));
  state.agents.emplace(std::move(begin.agents));
  for (const auto& [_, card] : state.agents->cards())
    state.languages.insert(card.languages.begin(), card.languages.end());
  return {
    [&state](model::agent_card& card) { state.take(std::move(card)); },
    [&state](const agent_put_aside& told) { state.take(told); },
    [&state](plan& wanted) { state.gather(std::move(wanted)); },
    [&state](const plan_done& done) { state.settle(done); },
    [&state](await_opening& wanted) { state.hold(std::move(wanted)); },
    [&state](const look_at_openings&) { state.let_out(); },
    [&state](const programme_is& told) { state.follow(told); },
    [&state](const list_as_mass& wanted) { return state.list(wanted); },
    [&state](const unlist& wanted) { state.unlist_one(wanted); },
    [&state](const get_boards&) { return state.see_boards(); },
    [&state](const answer_plans&) { state.answer_all(); },
  };
}

} // namespace kod::actors
