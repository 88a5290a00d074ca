#include "actors/registry.hpp"

#include <caf/send.hpp>

namespace kod::actors {

namespace {

/// An agent that fails at once again may not keep a core busy.
constexpr std::chrono::seconds before_the_next_try{1};

} // namespace

/// Whoever is new in a county, or comes to another one, finds there what holds.
void registry_state::fill_in_pause(model::agent_command& command) const {
  const auto fill_in = [this](model::agent_facts& facts) {
    facts.county_pause = model::pause_of(programme.snapshot, facts.place.county, world->now());
  };
  if (auto* created = std::get_if<model::create_agent>(&command))
    fill_in(created->facts);
  else if (auto* supplied = std::get_if<model::supply_agent>(&command))
    fill_in(supplied->facts);
}

/// All of that county, and those who may be on their way to it: whoever lives is told.
void registry_state::tell_county(const std::string& county) {
  std::set<model::agent_id> who;
  for (const auto& [id, _] : agents.actors)
    who.insert(id);
  world->archive->each_agent({}, [&](const model::stored<model::agent>& each) {
    if (each.snapshot.county == county)
      who.insert(each.snapshot.id);
    return true;
  });
  for (const auto& id : who)
    tell_agent({id, county});
}

void registry_state::tell_agent(const tell_of_county& told) {
  const auto actor = find(told.agent);
  if (!actor)
    return;
  const model::follow_county order{
    told.county, model::pause_of(programme.snapshot, told.county, world->now())};
  self->request(actor, caf::infinite, agent_order{told.agent, {}, order})
    .then(
      [](const model::agent_view&) {},
      [this, told](const caf::error& why) {
        // One that isn't found was to be created, and wasn't.
        if (why != caf::make_error(model::rejection::not_found))
          caf::delayed_anon_send(registry_actor{self}, before_the_next_try, told);
      });
}

bool registry_state::is_astray(const model::agent& one) const {
  return one.county_pause != model::pause_of(programme.snapshot, one.county, world->now());
}

} // namespace kod::actors
