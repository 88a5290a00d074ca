#pragma once

#include "model/invariants.hpp"
#include "tests/simulation/chronicle.hpp"
#include "tests/simulation/onlooker.hpp"
#include "tests/simulation/simulated_engine.hpp"
#include "tests/simulation/watch.hpp"
#include "tests/simulation/witness.hpp"
#include "tests/simulation/witness_of_post.hpp"

namespace kod::simulation {

/// All who look on, each in its own way, and what they have found.
class bystanders {
public:
  using desks = std::map<model::agent_id, std::vector<model::referral_view>>;

  bystanders(witness::diary note, post_office* post) : clients_{std::move(note)}, outside_{post} {}

  witness& clients() { return clients_; }

  /// Single actors may die.
  void allow_overtaking() { events_.allow_overtaking(); }
  void find_aside(const simulated_engine& engine) { events_.find_aside(engine.aside()); }

  /// It has started, and nobody has asked it for anything yet.
  void look_after_start(const simulated_engine& engine) {
    events_.read(engine.stored());
    events_.engine_started(engine.start_number());
    entities_.look(engine.stored());
    clients_.look_after_start(engine.stored());
    outside_.look_after_start(engine.stored());
    add(engine.kept_in().broken());
  }

  /// After each step: at whatever is new.
  void look(const simulated_engine& engine) {
    events_.read(engine.stored());
    entities_.look(engine.stored());
    clients_.look_at_answered(engine.stored());
    outside_.look(engine.stored());
  }

  /// No message is under way.
  void look_at_rest(const simulated_engine& engine) {
    const auto& stored = engine.stored();
    expect(engine.unanswered() == 0, "somebody waits for an answer for ever");
    add(model::violations(stored, engine.settings));
    look(engine);
    events_.compare(stored, engine.now());
    clients_.look(stored);
    outside_.look_at_rest(stored, engine.now());
    stored.each_agent({}, [&](const auto& one) {
      look_at(one.snapshot, engine);
      return true;
    });
    stored.each_referral({}, [&](const auto& one) {
      add(onlooker::left_waiting(stored, one.snapshot, engine.now()));
      return true;
    });
  }

  /// What every agent sees who looked since this was last asked.
  desks look_at_desks(const simulated_engine& engine) {
    auto all = clients_.take_desks();
    for (const auto& [who, desk] : all)
      add(rest_.misplaced(engine.stored(), engine.now(), who, desk));
    return all;
  }

  bool somebody_is_offerable(const simulated_engine& engine) const {
    return onlooker::is_open(engine.stored(), engine.now())
           && rest_.somebody_is_offerable(engine.stored(), engine.now());
  }

  /// Everybody fell silent long ago: what was on a desk for the last minute is still there.
  void look_at_the_end(const simulated_engine& engine, const desks& before, const desks& now) {
    engine.stored().each_referral({}, [&](const auto& one) {
      expect(
        onlooker::is_seen_at_last(one.snapshot, engine.now()),
        one.snapshot.id.text + ": Pending, and nobody sees it");
      return true;
    });
    outside_.look_at_the_end(engine.stored(), engine.now());
    for (const auto& [who, desk] : now)
      if (
        onlooker::is_at_work(engine.stored(), who, engine.now())
        && onlooker::sees_the_same_board(before.at(who), desk))
        outside_.expect_to_have_heard_of_board(who, engine.now());
  }

  std::vector<std::string> broken() const {
    auto all = broken_;
    for (const auto& more :
         {events_.broken(), entities_.broken(), clients_.broken(), outside_.broken()})
      all.insert(all.end(), more.begin(), more.end());
    return all;
  }

private:
  void expect(bool holds, const std::string& rule) {
    if (!holds)
      broken_.push_back(rule);
  }
  void add(const std::vector<std::string>& found) {
    broken_.insert(broken_.end(), found.begin(), found.end());
  }

  void look_at(const model::agent& one, const simulated_engine& engine) {
    const bool heard = model::count_entries(one, model::entry_state::withdrawn) == 0;
    expect(heard, one.id.text + ": nobody hears that its offer is withdrawn");
    expect(
      onlooker::follows_its_county(engine.stored(), one, engine.now()),
      one.id.text + ": it isn't paused as its county is");
  }

  std::vector<std::string> broken_;
  witness clients_;
  chronicle events_{model::dispatch_settings{}};
  watch entities_;
  onlooker rest_{model::dispatch_settings{}};
  witness_of_post outside_;
};

} // namespace kod::simulation
