#pragma once

#include "tests/simulation/question_text.hpp"
#include "tests/simulation/witness_of_agents.hpp"
#include "tests/simulation/witness_of_requests.hpp"

#include <functional>

namespace kod::simulation {

/// Sees only what clients see, and finds what contradicts it.
class witness : public listener {
public:
  /// Told each step in a line.
  using diary = std::function<void(const std::string&)>;

  explicit witness(diary note) : note_{std::move(note)} {}

  void asked(const question& one) override {
    note_('#' + std::to_string(one.number) + ' ' + to_text(one.wanted));
    referrals_.asked(one);
    requests_.asked(one);
    agents_.asked(one);
  }
  void answered(const question& one, std::uint64_t number, const answer& told) override {
    note_('#' + std::to_string(one.number) + " is told: " + to_text(told));
    requests_.answered(one, told);
    referrals_.answered(one, number, told);
    agents_.answered(one, told);
    if (const auto* look = std::get_if<actors::list_desk>(&one.wanted))
      if (const auto* page = std::get_if<actors::referral_page>(&told))
        desks_[look->agent] = page->items;
  }
  void lost(const question& one) override {
    referrals_.lost(one);
    requests_.lost(one);
    agents_.lost(one);
  }

  /// What has been answered since the last time is stored now.
  void look_at_answered(const model::archive& stored) { referrals_.look_at_answered(stored); }

  /// An engine has started on this.
  void look_after_start(const model::archive& stored) { referrals_.look_at_all_answered(stored); }

  /// Everything is at rest, and this is stored.
  void look(const model::archive& stored) {
    referrals_.look(stored);
    agents_.look(stored);
  }

  std::vector<std::string> broken() const {
    auto all = referrals_.broken();
    all.insert(all.end(), requests_.broken().begin(), requests_.broken().end());
    all.insert(all.end(), agents_.broken().begin(), agents_.broken().end());
    return all;
  }

  /// What each agent who looked last saw, since this was last asked.
  std::map<model::agent_id, std::vector<model::referral_view>> take_desks() {
    return std::exchange(desks_, {});
  }

  const std::vector<model::referral_id>& taken() const { return requests_.taken(); }
  bool has_ended(const model::referral_id& id) const { return referrals_.has_ended(id); }

private:
  diary note_;
  witness_of_referrals referrals_;
  witness_of_requests requests_{referrals_};
  witness_of_agents agents_;
  std::map<model::agent_id, std::vector<model::referral_view>> desks_;
};

} // namespace kod::simulation
