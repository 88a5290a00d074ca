#pragma once

#include "model/agent_asks.hpp"
#include "model/history.hpp"
#include "model/views.hpp"
#include "tests/simulation/by_the_wall.hpp"
#include "tests/support/people.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace kod::simulation {

using namespace std::chrono_literals;

/// Looks at what agents see and could be given while everything is at rest, so that no message
/// under way excuses anything.
class onlooker {
public:
  explicit onlooker(const model::dispatch_settings& settings) : settings_{settings} {}

  /// Whether somebody could be offered an English referral, now and for a while.
  bool somebody_is_offerable(const model::archive& stored, model::instant now) const {
    bool found = false;
    stored.each_agent({}, [&](const auto& one) {
      const auto& who = one.snapshot;
      found = model::speaks(who, tests::english) && open_offers(who) == 0 && has_room(who)
              && works(who, now) && works(who, now + 1min);
      return !found;
    });
    return found;
  }

  static std::vector<model::referral_id> all_referrals(const model::archive& stored) {
    std::vector<model::referral_id> all;
    stored.each_referral({}, [&](const auto& one) {
      all.push_back(one.snapshot.id);
      return true;
    });
    return all;
  }

  static bool offered_since(const model::archive& stored, std::uint64_t sequence) {
    return std::ranges::any_of(stored.since(sequence, 1000), [](const auto& each) {
      const auto* event = std::get_if<model::referral_event>(&each.event);
      return event && std::holds_alternative<model::offered>(*event);
    });
  }

  /// What is on that agent's desk and shouldn't be.
  std::vector<std::string> misplaced(
    const model::archive& stored,
    model::instant now,
    const model::agent_id& agent,
    const std::vector<model::referral_view>& desk) const {
    std::vector<std::string> broken;
    const auto who = stored.find(agent);
    for (const auto& item : desk) {
      if (!model::listed_as_mass(item.now))
        continue;
      const auto name = item.now.id.text + " on the board of " + agent.text + ": ";
      if (
        !model::speaks(who->snapshot, item.now.language)
        && a_speaker_is_available(stored, now, item.now.language))
        broken.push_back(name + "others speak the language");
      if (was_hidden(stored, item.now.id, agent))
        broken.push_back(name + "it was rejected there");
    }
    return broken;
  }

private:
  static bool works(const model::agent& who, model::instant at) {
    return who.registration == model::registration_status::registered
           && by_the_wall::works({who.credentials, who.schedule, who.override_}, at);
  }
  static std::ptrdiff_t open_offers(const model::agent& who) {
    return std::ranges::count(who.ledger, model::entry_state::open, &model::ledger_entry::state);
  }
  bool has_room(const model::agent& who) const {
    const auto gone =
      std::ranges::count(who.ledger, model::entry_state::withdrawn, &model::ledger_entry::state);
    return std::ssize(who.ledger) - gone < std::int64_t{settings_.max_open_per_agent};
  }

  bool a_speaker_is_available(
    const model::archive& stored, model::instant now, const model::language& tongue) const {
    bool found = false;
    stored.each_agent({}, [&](const auto& one) {
      const auto& who = one.snapshot;
      found =
        model::speaks(who, tongue) && has_room(who) && works(who, now) && works(who, now - 10s);
      return !found;
    });
    return found;
  }

  static bool was_hidden(
    const model::archive& stored, const model::referral_id& id, const model::agent_id& agent) {
    return std::ranges::any_of(model::whole_history(stored, id), [&](const auto& recorded) {
      const auto* event = std::get_if<model::referral_event>(&recorded.event);
      const auto* rejected = event ? std::get_if<model::rejected>(event) : nullptr;
      return rejected && !rejected->number && rejected->agent == agent;
    });
  }

  model::dispatch_settings settings_;
};

} // namespace kod::simulation
