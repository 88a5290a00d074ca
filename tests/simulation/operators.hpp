#pragma once

#include "tests/simulation/agents_at_work.hpp"
#include "tests/simulation/simulated_engine.hpp"
#include "tests/simulation/witness.hpp"
#include "tests/support/people.hpp"

#include <array>

namespace kod::simulation {

/// The contact centre, and the exchange that supplies the agents.
class operators {
public:
  operators(
    simulated_engine& engine, chance& luck, const witness& seen, const agents_at_work& agents)
    : engine_{engine}, luck_{luck}, seen_{seen}, agents_{agents} {}

  void act() {
    if (luck_.percent(6))
      return change_the_programme();
    if (luck_.percent(4))
      return pause_or_resume_a_county();
    if (luck_.percent(25))
      return change_an_agent(luck_.one_of(agents_.ids()));
    if (luck_.percent(10))
      return exchange_two();
    if (luck_.percent(10))
      return overburden(any_agent());
    if (!seen_.taken().empty())
      order(any_referral(), any_order());
  }

  /// The licences of those who hold an offer hold through that day.
  void let_lapse_who_is_asked(model::day last) {
    engine_.stored().each_agent({}, [&](const auto& one) {
      if (model::count_entries(one.snapshot, model::entry_state::open) > 0) {
        auto supplied = facts(one.snapshot.id);
        supplied.credentials = valid_until(last);
        tell(one.snapshot.id, model::supply_agent{one.snapshot.id, supplied});
      }
      return true;
    });
  }

  void hire_all() {
    for (const auto& who : agents_.ids())
      engine_.ask(
        actors::agent_order{who, tests::an_operator, model::create_agent{who, facts(who)}});
  }

  /// Nothing is closed and nobody paused, until somebody does it again.
  void open_everything() {
    for (const auto& who : agents_.ids())
      tell(who, model::resume_offers{});
    for (const auto* county : counties)
      tell(model::resume_county{county, {}});
    set({true, {}, {}, "+18005550100"});
  }

  /// For years to come.
  void renew(const model::agent_id& who) {
    auto supplied = facts(who);
    supplied.credentials = valid_until(std::chrono::sys_days{std::chrono::year{2030} / 1 / 1});
    engine_.ask(actors::agent_order{who, tests::an_operator, model::supply_agent{who, supplied}});
  }

  void order(const model::referral_id& what, model::referral_command command) {
    engine_.ask(actors::referral_order{what, tests::an_operator, std::move(command)});
  }

private:
  static constexpr std::array<const char*, 2> counties{"Jefferson County", "Pike County"};

  void set(model::programme_setting to) {
    tell(model::set_programme{std::move(to), "a complaint"});
  }
  void tell(model::programme_command command) {
    engine_.ask(actors::programme_order{tests::an_operator, std::move(command)});
  }

  void pause_or_resume_a_county() {
    const auto* county = counties[luck_.below(counties.size())];
    if (luck_.percent(40))
      return tell(model::resume_county{county, {}});
    model::pause_county pause{county, "a flood", {}};
    if (luck_.percent(80))
      pause.until = engine_.now() + 1min * (1 + luck_.below(60));
    tell(pause);
  }

  /// Mostly it opens or closes within the next two hours, so that others see it happen.
  void change_the_programme() {
    model::programme_setting to{true, {}, {}, "+18005550100"};
    to.open = luck_.percent(90);
    if (luck_.percent(60)) {
      const auto from = (minute_of_day() + 1440 + luck_.below(240) - 120) % 1440;
      const auto until = std::min<std::size_t>(from + 30 + luck_.below(600), 1440);
      to.hours.emplace();
      to.hours->time_zone = "UTC";
      to.hours->weekly =
        tests::daily(static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(until)).weekly;
      if (luck_.percent(20))
        to.hours->holidays = {today()};
    }
    set(std::move(to));
  }

  std::size_t minute_of_day() const {
    const auto since = engine_.now() - today();
    return static_cast<std::size_t>(std::chrono::floor<std::chrono::minutes>(since).count());
  }

  /// Two agents are given each other's work at the same moment.
  void exchange_two() {
    std::vector<model::referral> at_work;
    engine_.stored().each_referral({}, [&](const auto& one) {
      if (one.snapshot.status == model::referral_status::in_progress && one.snapshot.tenure)
        at_work.push_back(one.snapshot);
      return true;
    });
    if (at_work.size() < 2)
      return;
    const auto& first = luck_.one_of(at_work);
    const auto& second = luck_.one_of(at_work);
    order(first.id, model::assign{second.tenure->agent, ""});
    order(second.id, model::assign{first.tenure->agent, ""});
  }

  /// Everything that waits is given to one agent.
  void overburden(const model::agent_id& who) {
    engine_.stored().each_referral({}, [&](const auto& one) {
      if (one.snapshot.status == model::referral_status::pending && luck_.percent(50))
        order(one.snapshot.id, model::assign{who, ""});
      return true;
    });
  }

  /// Often the one who misses most: it may be at its last.
  model::agent_id any_agent() {
    auto chosen = luck_.one_of(agents_.ids());
    if (luck_.percent(50))
      return chosen;
    std::uint32_t most = 0;
    engine_.stored().each_agent({}, [&](const auto& one) {
      if (one.snapshot.misses > most) {
        most = one.snapshot.misses;
        chosen = one.snapshot.id;
      }
      return true;
    });
    return chosen;
  }

  /// Mostly one of the last: they are what is still open.
  model::referral_id any_referral() {
    const auto& all = seen_.taken();
    const auto newest = std::min<std::size_t>(all.size(), 6);
    return luck_.percent(85) ? all[all.size() - 1 - luck_.below(newest)] : luck_.one_of(all);
  }

  model::referral_command any_order() {
    switch (luck_.below(12)) {
    case 0:
    case 1:
    case 2:
    case 3: return model::assign{any_agent(), luck_.percent(30) ? "asked" : ""};
    case 4:
    case 5:
    case 6: return model::broadcast{luck_.percent(30) ? "a rush" : ""};
    case 7: return model::reveal{"a complaint"};
    case 8: return model::mark_contacted{};
    case 9:
    case 10: return model::complete{static_cast<model::disposition>(luck_.below(6)), "", {}};
    default: return model::cancel{luck_.percent(50) ? "a mistake" : ""};
    }
  }

  void change_an_agent(const model::agent_id& who) {
    if (luck_.percent(15))
      return tell(who, model::pause_offers{"a complaint", engine_.now() + 1min * luck_.below(90)});
    if (luck_.percent(15))
      return tell(who, model::resume_offers{"no more"});
    const auto what = luck_.below(10);
    if (what < 3)
      return tell(who, model::deregister_agent{luck_.percent(50) ? "late" : ""});
    if (what < 8)
      return tell(who, model::supply_agent{who, facts(who)});
    model::patch_credentials patch;
    if (what == 8)
      patch.license = std::optional<model::license_patch>{}; // Taken away.
    else
      patch.certification_expires = {today() - std::chrono::days{1}};
    tell(who, patch);
  }

  void tell(const model::agent_id& who, model::agent_command command) {
    engine_.ask(actors::agent_order{who, tests::an_operator, std::move(command)});
  }

  model::day today() const { return std::chrono::floor<std::chrono::days>(engine_.now()); }

  static model::credentials valid_until(model::day last) {
    return {
      .license = model::license{"L-1", last},
      .certification = model::certification{last},
      .doi_contact_confirmed_on = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
  }

  /// Some lapse tonight.
  model::agent_facts facts(const model::agent_id& who) {
    auto result = tests::facts_of(tests::newcomer(who));
    const auto last = today() + std::chrono::days{luck_.percent(30) ? 0 : 200};
    result.credentials = valid_until(last);
    result.place.county = counties[luck_.percent(30) ? 1 : 0];
    result.place.where.longitude -= static_cast<double>(luck_.below(4));
    return result;
  }

  simulated_engine& engine_;
  chance& luck_;
  const witness& seen_;
  const agents_at_work& agents_;
};

} // namespace kod::simulation
