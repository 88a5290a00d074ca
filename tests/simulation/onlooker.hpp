#pragma once

#include "model/agent_asks.hpp"
#include "model/history.hpp"
#include "model/views.hpp"
#include "tests/simulation/by_the_wall.hpp"
#include "tests/support/people.hpp"

#include <algorithm>
#include <set>
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

  /// Whether that agent may be asked, now and in the last minute.
  static bool
  is_at_work(const model::archive& stored, const model::agent_id& id, model::instant now) {
    const auto who = stored.find(id);
    return works(who->snapshot, now) && works(who->snapshot, now - 1min);
  }

  /// Whether one of these Mass referrals is on both.
  static bool sees_the_same_board(
    const std::vector<model::referral_view>& before, const std::vector<model::referral_view>& now) {
    return std::ranges::any_of(now, [&](const auto& item) {
      return model::listed_as_mass(item.now) && std::ranges::any_of(before, [&](const auto& each) {
               return each.now.id == item.now.id;
             });
    });
  }

  /// Whether a request of now goes out at once.
  static bool is_open(const model::archive& stored, model::instant now) {
    const auto found = stored.find(model::the_programme);
    return !found || (found->snapshot.open && by_the_wall::open(found->snapshot.hours, now));
  }

  /// Who has an offer to answer.
  static std::set<model::agent_id> asked_now(const model::archive& stored) {
    std::set<model::agent_id> asked;
    stored.each_referral({}, [&](const auto& one) {
      if (model::open_offer(one.snapshot))
        asked.insert(one.snapshot.tenure->agent);
      return true;
    });
    return asked;
  }

  /// Once everybody has fallen silent. One that was broadcast before its opening may have been
  /// promised a call days ahead.
  static bool is_seen_at_last(const model::referral& one, model::instant now) {
    const bool in_time = one.overdue || one.contacted_at || one.callback_by > now;
    return one.status != model::referral_status::pending || (model::listed_as_mass(one) && in_time);
  }

  /// Whether an agent is paused as its county is.
  static bool
  follows_its_county(const model::archive& stored, const model::agent& one, model::instant now) {
    bool paused = false;
    if (const auto programme = stored.find(model::the_programme))
      for (const auto& each : programme->snapshot.counties)
        paused = paused || (each.county == one.county && by_the_wall::paused(each.pause, now));
    return paused == by_the_wall::paused(one.county_pause, now);
  }

  /// At rest nothing waits for a time that has passed, or for another opening than the next.
  static std::vector<std::string>
  left_waiting(const model::archive& stored, const model::referral& one, model::instant now) {
    std::vector<std::string> broken;
    const auto expect = [&](bool holds, const char* rule) {
      if (!holds)
        broken.push_back(one.id.text + rule);
    };
    const auto late = now - 3s;
    expect(!model::open_offer(one) || *one.tenure->reply_by > late, ": no end to its offer");
    const bool waits = !model::ended(one) && !one.contacted_at;
    expect(!waits || one.overdue || one.callback_by > late, ": silently overdue");
    const bool planless = model::waits_for_plan(one) && (!one.opens_at || *one.opens_at <= late);
    expect(!planless, ": nobody plans for it");
    if (!model::waits_for_opening(one, now))
      return broken;
    const auto programme = stored.find(model::the_programme);
    const bool next = programme && programme->snapshot.hours
                      && by_the_wall::opens_next_at(*programme->snapshot.hours, now, *one.opens_at);
    expect(next, ": it waits for another opening than the programme's");
    return broken;
  }

private:
  static bool works(const model::agent& who, model::instant at) {
    return who.registration == model::registration_status::registered
           && !by_the_wall::paused(who.paused, at) && !by_the_wall::paused(who.county_pause, at)
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
