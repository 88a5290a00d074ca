#pragma once

#include "model/agent.hpp"
#include "model/journal.hpp"
#include "tests/simulation/question.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kod::simulation {

/// Knows what agents were told of themselves.
class witness_of_agents {
public:
  void asked(const question& one) {
    if (const auto* saves = agent_command_of<model::save_schedule>(one)) {
      auto& known = known_[id_of(one)];
      known.sure = known.under_way++ == 0;
      known.schedule = saves->schedule;
    }
  }

  void answered(const question& one, const answer& told) {
    const auto* view = std::get_if<model::agent_view>(&told);
    if (view)
      hear(one, view->now);
    if (agent_command_of<model::save_schedule>(one) == nullptr)
      return;
    auto& known = known_[id_of(one)];
    --known.under_way;
    known.sure = known.sure && view;
  }

  void lost(const question& one) {
    if (agent_command_of<model::save_schedule>(one) == nullptr)
      return;
    auto& known = known_[id_of(one)];
    --known.under_way;
    known.sure = false;
  }

  void look(const model::archive& stored) {
    for (const auto& [id, known] : known_)
      if (const auto found = stored.find(id); known.sure)
        expect(
          found && found->snapshot.schedule == known.schedule,
          id,
          "a schedule that was answered is gone");
  }

  const std::vector<std::string>& broken() const { return broken_; }

private:
  struct knowledge {
    std::optional<model::schedule> schedule;
    bool sure = false; // One save was under way at a time, and it was answered.
    int under_way = 0;
  };

  static model::agent_id id_of(const question& one) {
    return std::get<actors::agent_order>(one.wanted).agent;
  }

  void expect(bool holds, const model::agent_id& who, const std::string& rule) {
    if (!holds)
      broken_.push_back("clients of " + who.text + ": " + rule);
  }

  /// Its answer may tell of more than the order did: another change may have come in between, and
  /// an operator may assign to somebody who is off.
  void hear(const question& one, const model::agent& now) {
    const auto* moved = agent_command_of<model::set_override>(one);
    if (!moved || moved->mode != model::override_mode::off || now.override_.mode != moved->mode)
      return;
    const auto& until = now.override_.until;
    if (until && now.last_offer_at && *until <= *now.last_offer_at)
      return; // It was over when the offer was made.
    for (const auto& entry : now.ledger)
      expect(
        entry.state != model::entry_state::open || entry.assigned,
        now.id,
        "switched off, and it holds an offer");
  }

  std::map<model::agent_id, knowledge> known_;
  std::vector<std::string> broken_;
};

} // namespace kod::simulation
