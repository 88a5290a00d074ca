#pragma once

#include "model/availability.hpp"
#include "model/listing.hpp"
#include "tests/support/people.hpp"
#include "tests/support/small_archive.hpp"

namespace kod::tests {

/// The rules at work without an actor: each order is one commit of a referral and its agents, or
/// of nobody; what follows from it is done when `settle` is called. Time is what a test sets.
class small_engine {
public:
  using refusal = std::optional<model::rejection>;

  small_archive stored;
  model::dispatch_settings settings;
  model::instant now = noon;
  std::uint64_t start = 1;

  model::referral look(const model::referral_id& id) const { return find(id).snapshot; }
  model::agent look(const model::agent_id& id) const { return find(id).snapshot; }

  /// Made, registered, and working round the clock.
  void hire(const model::agent_id& id, std::vector<model::language> languages = {english}) {
    order(id, an_operator, model::create_agent{id, facts_of(newcomer(id))});
    order(id, as(id), model::agree{"2026-1"});
    order(
      id,
      as(id),
      model::save_contact{
        {"+15025550199", "agent@example.org"},
        {model::preferred_contact::phone, std::move(languages)}});
    order(id, as(id), model::save_schedule{round_the_clock()});
  }

  refusal take(const model::take_request& request) {
    return order(request.id, a_resident, request);
  }

  refusal order(
    const model::referral_id& id, const model::party& by, const model::referral_command& command) {
    const auto before = find(id);
    const auto decided = model::decide(before.snapshot, command, circumstances(by));
    if (!decided)
      return decided.error();
    auto batch = half_of(before, *decided, by);
    for (const auto& ask : decided->asks)
      if (const auto refused = add_half(batch, ask))
        return refused;
    if (!decided->events.empty())
      stored.write(batch);
    return std::nullopt;
  }

  refusal
  order(const model::agent_id& id, const model::party& by, const model::agent_command& command) {
    const auto before = find(id);
    auto decided = model::decide(before.snapshot, before.version, command, circumstances(by));
    if (!decided)
      return decided.error();
    if (decided->events.empty())
      return std::nullopt;
    auto batch = model::batch{
      .at = now, .by = by, .take = decided->take, .free = decided->free, .sealed = decided->sealed};
    add_write<model::agent_write>(batch, before, decided->events);
    stored.write(batch);
    return std::nullopt;
  }

  /// Time passes for everybody, withdrawals are told, windows close, and plans are made, until
  /// nothing more follows.
  void settle() {
    for (std::uint64_t before = 0; before != stored.last_sequence();) {
      before = stored.last_sequence();
      for (const auto& [id, each] : std::map{stored.agents})
        settle(id);
      for (const auto& [id, each] : std::map{stored.referrals})
        settle(id);
    }
  }

private:
  model::stored<model::referral> find(const model::referral_id& id) const {
    return stored.find(id).value_or(model::stored<model::referral>{});
  }
  model::stored<model::agent> find(const model::agent_id& id) const {
    return stored.find(id).value_or(model::stored<model::agent>{});
  }

  model::circumstances circumstances(const model::party& by) const {
    return {.now = now, .by = by, .settings = settings, .start = start};
  }

  template <class Write, class Entity, class Events>
  static const Entity&
  add_write(model::batch& batch, const model::stored<Entity>& before, const Events& events) {
    auto after = before.snapshot;
    for (const auto& event : events)
      after = evolve(std::move(after), event);
    batch.writes.push_back(Write{before.version + 1, events, std::move(after)});
    return std::get<Write>(batch.writes.back()).snapshot;
  }

  model::batch half_of(
    const model::stored<model::referral>& before,
    const model::referral_change& change,
    const model::party& by) const {
    model::batch batch{
      .at = now, .by = by, .take = change.take, .free = change.free, .sealed = change.sealed};
    const auto& after = add_write<model::referral_write>(batch, before, change.events);
    batch.rows = model::row_changes(before.version == 0 ? nullptr : &before.snapshot, after);
    return batch;
  }

  refusal add_half(model::batch& batch, const model::agent_ask& ask) const {
    const auto before = find(ask.agent);
    const auto half = model::decide(before.snapshot, ask, circumstances(batch.by));
    if (!half)
      return half.error();
    if (!half->empty())
      add_write<model::agent_write>(batch, before, *half);
    return std::nullopt;
  }

  void settle(const model::agent_id& id) {
    order(id, engine, model::notice_time{});
    for (const auto& entry : look(id).ledger)
      if (entry.state == model::entry_state::withdrawn)
        order(entry.referral, engine, model::withdraw{id, entry.number, *entry.cause});
  }

  void settle(const model::referral_id& id) {
    order(id, engine, model::mark_overdue{});
    if (const auto before = look(id); model::open_offer(before))
      order(id, engine, model::close_window{before.tenure->number});
    switch (model::next_step_of(look(id), settings, now)) {
    case model::next_step::plan: return plan(id);
    case model::next_step::go_mass:
      order(id, engine, model::make_mass{model::mass_cause::no_window_left});
      return;
    case model::next_step::await_opening:
    case model::next_step::nothing: return;
    }
  }

  void plan(const model::referral_id& id) {
    const auto referral = look(id);
    model::roster roster{settings};
    for (const auto& [who, each] : stored.agents)
      roster.put(model::card_of(each.snapshot, each.version, settings, now));
    std::vector<model::agent_id> tried;
    for (const auto& exclusion : referral.tried)
      tried.push_back(exclusion.agent);
    if (const auto best = roster.best({referral.where, referral.language, tried}))
      order(id, engine, model::make_offer{best->agent, best->why});
    else
      order(id, engine, model::make_mass{model::mass_cause::nobody_offerable});
  }
};

} // namespace kod::tests
