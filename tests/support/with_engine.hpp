#pragma once

#include "actors/start.hpp"
#include "persistence/memory_journal.hpp"
#include "tests/support/deterministic_system.hpp"
#include "tests/support/people.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace kod::tests {

/// The whole engine on one thread, on a journal in memory and a clock that only the test moves.
class with_engine : public deterministic_system {
protected:
  ~with_engine() override { actors::stop(house); }

  model::instant now() const {
    const auto passed = scheduler.clock().now().time_since_epoch();
    return noon + set_by + std::chrono::floor<std::chrono::milliseconds>(passed);
  }

  /// The engine's clock, which can be made to fail: the test's way to plant an exception.
  model::instant read_clock() {
    if (clock_fails_in && (*clock_fails_in)-- == 0) {
      clock_fails_in.reset();
      throw std::runtime_error{"planted"};
    }
    return now();
  }

  /// Second by second, so that what follows a deadline happens when it is due.
  void wait(std::chrono::seconds time) {
    for (; time > 0s; time -= 1s)
      pass(1s);
  }

  /// The process ends without a word, and another starts on what is stored.
  void restart(std::chrono::seconds down = 0s) {
    actors::stop(house);
    scheduler.clock().cancel_all();
    settle();
    pass(down);
    store = store->reopened();
    house = start();
  }

  actors::engine start() {
    auto running = actors::start(
      system,
      {.journal = *store,
       .settings = settings,
       .now = [this] { return read_clock(); },
       .draw_id = [this] { return "r-" + std::to_string(++drawn); },
       .die = [this](const std::string& why) { died_of = why; },
       .progress = {},
       .programme = programme,
       .journal_on_own_thread = false,
       .backups = backups,
       .backup_rules = backup_rules,
       .report_backup = [this](const actors::backup_news& news) { reported.push_back(news); },
       .minutes = keeps_minutes ? store.get() : nullptr,
       .post = post,
       .report_letter =
         [this](const actors::dead_letter& found) { letters_told.push_back(found); }});
    settle();
    return running;
  }

  // -- what people do ---------------------------------------------------------

  caf::expected<model::agent_view> order(const model::agent_id& agent, model::agent_command wish) {
    return ask<model::agent_view>(
      house.registry, actors::agent_order{agent, as(agent), std::move(wish)});
  }
  caf::expected<model::referral_view>
  order(const model::party& by, const model::referral_id& referral, model::referral_command wish) {
    return ask<model::referral_view>(
      house.registry, actors::referral_order{referral, by, std::move(wish)});
  }
  caf::expected<model::referral_view>
  accept(const model::agent_id& agent, const model::referral_id& referral) {
    return order(as(agent), referral, model::accept{.agent = agent});
  }

  void
  register_agent(const model::agent_id& agent, std::vector<model::language> languages = {english}) {
    const auto fresh = newcomer(agent);
    for (const auto& step : std::vector<model::agent_command>{
           model::create_agent{agent, facts_of(fresh)},
           model::agree{"2026-1"},
           model::save_contact{
             {"+15025550100", "alex@example.org"}, {model::preferred_contact::phone, languages}},
           model::save_schedule{round_the_clock()}})
      ASSERT_TRUE(order(agent, step)) << agent.text;
  }

  caf::expected<actors::request_taken> request(model::language tongue = english) {
    auto wish = a_take({});
    wish.language = std::move(tongue);
    wish.claims = {"phone/" + std::to_string(drawn)};
    return ask<actors::request_taken>(house.registry, actors::request_order{{}, wish});
  }

  // -- what they see ----------------------------------------------------------

  model::referral referral(const model::referral_id& id) const {
    return store->find(id).value().snapshot;
  }
  model::agent agent(const model::agent_id& id) const { return store->find(id).value().snapshot; }

  /// Who holds the open offer, or has it In Progress; empty: nobody.
  std::string holder(const model::referral_id& id) const {
    const auto found = referral(id);
    return found.tenure ? found.tenure->agent.text : "";
  }

  /// An operator sets the hours; every day from one minute to another, or none: always.
  void open_daily(std::optional<model::day_span> hours, std::vector<model::day> holidays = {}) {
    model::programme_setting to{true, {}, {}, "+15025550000"};
    if (hours)
      to.hours = {"America/New_York", daily(hours->start, hours->end).weekly, std::move(holidays)};
    EXPECT_TRUE(set(std::move(to)));
  }
  caf::expected<model::programme> set(model::programme_setting to) {
    return ask<model::programme>(
      house.registry,
      actors::programme_order{an_operator, model::set_programme{std::move(to), "why"}});
  }

  model::dispatch_settings settings;
  std::chrono::seconds set_by{0}; // The clock, while no engine runs.
  model::programme programme;
  model::backups* backups = nullptr;
  model::backup_rules backup_rules;
  model::postman* post = nullptr;
  std::vector<actors::backup_news> reported;
  std::vector<actors::dead_letter> letters_told;
  bool keeps_minutes = false; // From the next start on.
  std::unique_ptr<persistence::memory_journal> store =
    std::make_unique<persistence::memory_journal>();
  std::string died_of;
  int drawn = 0;
  std::optional<int> clock_fails_in; // After that many more looks.
  actors::engine house = start();
};

} // namespace kod::tests
