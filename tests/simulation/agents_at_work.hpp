#pragma once

#include "tests/simulation/by_the_wall.hpp"
#include "tests/simulation/simulated_engine.hpp"
#include "tests/support/people.hpp"

#include <algorithm>
#include <vector>

namespace kod::simulation {

using namespace std::chrono_literals;

/// The agents: they answer or stay silent, come and go, edit what is theirs, and now and then ask
/// for what isn't.
class agents_at_work {
public:
  agents_at_work(simulated_engine& engine, chance& luck) : engine_{engine}, luck_{luck} {
    const auto all = 2 + luck_.below(5);
    for (std::size_t i = 0; i < all; ++i)
      ids_.push_back({"agent-" + std::to_string(i)});
    silent_ = luck_.below(all + 2); // None, in some runs.
  }

  const std::vector<model::agent_id>& ids() const { return ids_; }

  void act() {
    const auto who = luck_.below(ids_.size());
    if (luck_.percent(70)) {
      if (who != silent_)
        work(ids_[who]);
    } else {
      look_after_oneself(ids_[who]);
    }
  }

  /// The first who holds an offer switches off.
  void leave_who_is_asked() {
    engine_.stored().each_agent({}, [&](const auto& one) {
      const bool asked = model::count_entries(one.snapshot, model::entry_state::open) > 0;
      if (asked)
        order(one.snapshot.id, model::set_override{model::override_mode::off, {}});
      return !asked;
    });
  }

  /// All at once, whatever it may be.
  void accept_all(const model::agent_id& who) {
    engine_.stored().each_referral({}, [&](const auto& one) {
      if (one.snapshot.status == model::referral_status::pending && concerns(one.snapshot, who))
        order(who, one.snapshot.id, model::accept{who});
      return true;
    });
  }

  /// The three sections, one after the other.
  void register_all(const model::agent_id& who) {
    order(who, model::agree{"2026-1"});
    save_contact(who);
    order(who, model::save_schedule{tests::round_the_clock()});
  }

  void save_contact(const model::agent_id& who, bool for_everybody = false) {
    std::vector<model::language> spoken{tests::english};
    if (!for_everybody && luck_.percent(30))
      spoken.push_back(tests::spanish);
    if (!for_everybody && luck_.percent(5))
      spoken = {tests::spanish};
    order(
      who,
      model::save_contact{
        {"+15025550100", "alex@example.org"}, {model::preferred_contact::phone, spoken}});
  }

  void order(const model::agent_id& who, model::agent_command command) {
    engine_.ask(actors::agent_order{who, tests::as(who), std::move(command)});
  }

private:
  void
  order(const model::agent_id& who, const model::referral_id& what, model::referral_command c) {
    engine_.ask(actors::referral_order{what, tests::as(who), std::move(c)});
  }

  // -- referrals ----------------------------------------------------------------

  void work(const model::agent_id& who) {
    if (luck_.percent(10))
      return engine_.ask(actors::list_desk{.agent = who, .by = tests::as(who)});
    std::vector<model::referral> seen;
    engine_.stored().each_referral({}, [&](const auto& one) {
      if (luck_.percent(5) || concerns(one.snapshot, who))
        seen.push_back(one.snapshot);
      return true;
    });
    if (!seen.empty())
      answer(who, luck_.one_of(seen));
  }

  static bool concerns(const model::referral& one, const model::agent_id& who) {
    return one.tenure ? one.tenure->agent == who : model::listed_as_mass(one);
  }

  void answer(const model::agent_id& who, const model::referral& what) {
    const bool works = what.status == model::referral_status::in_progress;
    const auto how = luck_.below(20);
    if (how == 0)
      return engine_.ask(actors::see_referral{what.id, tests::as(who)});
    if (how == 1)
      return answer_wildly(who, what.id);
    if (works)
      return go_on(who, what.id);
    if (how < 9)
      return order(who, what.id, model::accept{who});
    if (how < 12)
      order(who, what.id, model::reject{who, luck_.percent(50) ? "too far" : "", {}});
  }

  void go_on(const model::agent_id& who, const model::referral_id& what) {
    switch (luck_.below(6)) {
    case 0:
    case 1: return order(who, what, model::mark_contacted{});
    case 2:
    case 3: return order(who, what, model::complete{any_disposition(), "a note", {}});
    case 4: return order(who, what, model::release{who, "ill", {}});
    default: return order(who, what, model::accept{who}); // Again.
    }
  }

  void answer_wildly(const model::agent_id& who, const model::referral_id& what) {
    switch (luck_.below(5)) {
    case 0: return order(who, what, model::accept{who});
    case 1: return order(who, what, model::reject{who, "", {}});
    case 2: return order(who, what, model::mark_contacted{});
    case 3: return order(who, what, model::complete{any_disposition(), "", {}});
    default: return order(who, what, model::release{who, "", {}});
    }
  }

  model::disposition any_disposition() { return static_cast<model::disposition>(luck_.below(6)); }

  // -- themselves -----------------------------------------------------------------

  void look_after_oneself(const model::agent_id& who) {
    switch (luck_.below(9)) {
    case 0:
    case 1: return move_switch(who, model::override_mode::off);
    case 2: return move_switch(who, model::override_mode::on);
    case 3: return move_switch(who, model::override_mode::schedule);
    case 4: return save_contact(who);
    case 5: return order(who, model::save_schedule{any_schedule()});
    case 6: return order(who, model::agree{luck_.percent(50) ? "2026-1" : "2026-2"});
    default: return register_all(who);
    }
  }

  void move_switch(const model::agent_id& who, model::override_mode mode) {
    std::optional<model::instant> until;
    if (luck_.percent(50))
      until = engine_.now() + 1min * (1 + luck_.below(90));
    order(who, model::set_override{mode, until});
  }

  model::schedule any_schedule() {
    const auto kind = luck_.below(100);
    auto result = kind < 60 ? tests::round_the_clock() : tests::daily(60, 1380);
    static const std::vector<std::string> zones{
      "America/New_York", "America/Chicago", "America/Kentucky/Louisville"};
    result.time_zone = luck_.one_of(zones);
    if (kind >= 80)
      result.weekly.fill(model::working_day{.hours = around_now(result.time_zone), .breaks = {}});
    for (auto& day : result.weekly)
      if (luck_.percent(10))
        day.reset();
      else if (luck_.percent(30) && kind < 80)
        day->breaks = {{120, 125}, {720, 780}};
    if (luck_.percent(30)) {
      const auto from = engine_.now() + 1min * luck_.below(60);
      result.out_of_office.push_back({from, from + 1min * (1 + luck_.below(240))});
      if (luck_.percent(20)) // Until it is saved anew.
        result.out_of_office.back().until.reset();
    }
    return result;
  }

  /// A few hours at most, by the clock on the wall: offers come near both of their ends.
  model::day_span around_now(const std::string& zone) {
    const auto wall = by_the_wall::shown(zone, engine_.now());
    const auto passed = date::floor<std::chrono::minutes>(wall - date::floor<date::days>(wall));
    const auto now = static_cast<std::size_t>(passed.count());
    const auto start = now - std::min(now, luck_.below(90));
    const auto end = std::min<std::size_t>(now + 1 + luck_.below(90), 1440);
    return {static_cast<std::uint16_t>(start), static_cast<std::uint16_t>(end)};
  }

  simulated_engine& engine_;
  chance& luck_;
  std::vector<model::agent_id> ids_;
  std::size_t silent_ = 0; // Which of them never answers.
};

} // namespace kod::simulation
