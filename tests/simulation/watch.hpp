#pragma once

#include "model/history.hpp"
#include "model/listing.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace kod::simulation {

/// Looks after each step at the entities that have changed since the last look: what is stored is
/// what their events fold to, and the two sides of each offer agree in every prefix.
class watch {
public:
  void look(const model::archive& stored) {
    std::set<model::referral_id> referrals;
    std::set<model::agent_id> agents;
    for (const auto& event : stored.since(read_, stored.last_sequence() - read_)) {
      ++read_;
      expect(event.sequence == read_, "event " + std::to_string(read_), "a gap before it");
      if (const auto* id = std::get_if<model::referral_id>(&event.entity)) {
        fold(
          referrals_[*id], id->text, event.version, std::get<model::referral_event>(event.event));
        referrals.insert(*id);
      } else if (const auto* who = std::get_if<model::agent_id>(&event.entity)) {
        fold(agents_[*who], who->text, event.version, std::get<model::agent_event>(event.event));
        agents.insert(*who);
      } else {
        fold(
          programme_,
          "the programme",
          event.version,
          std::get<model::programme_event>(event.event));
      }
    }
    const auto programme = stored.find(model::the_programme);
    expect(
      !programme || programme->snapshot == programme_.snapshot,
      "the programme",
      "its snapshot is not what its events say");
    for (const auto& id : referrals)
      check(stored, id);
    for (const auto& who : agents)
      check(stored, who);
  }

  const std::vector<std::string>& broken() const { return broken_; }

private:
  void expect(bool holds, const std::string& who, const std::string& rule) {
    if (!holds)
      broken_.push_back("stored of " + who + ": " + rule + ", at " + std::to_string(read_));
  }

  template <class Entity, class Event>
  void fold(
    model::stored<Entity>& known,
    const std::string& who,
    std::uint64_t version,
    const Event& event) {
    const bool follows = version == known.version + 1 || (version == known.version && version > 0);
    expect(follows, who, "its versions have a gap");
    known.version = version;
    known.snapshot = evolve(std::move(known.snapshot), event);
  }

  void check(const model::archive& stored, const model::referral_id& id) {
    const auto& now = referrals_[id].snapshot;
    const auto found = stored.find(id);
    expect(found && found->snapshot == now, id.text, "its snapshot is not what its events say");
    const bool works = now.tenure && now.tenure->kind == model::tenure_kind::in_progress;
    const bool in_progress = now.status == model::referral_status::in_progress;
    expect(works == in_progress, id.text, "In Progress with nobody, or somebody has it otherwise");
    expect(!model::ended(now) || !now.tenure, id.text, "it has ended and somebody has it");
    if (!now.tenure)
      return;
    const auto* entry = model::entry_of(agents_[now.tenure->agent].snapshot, id);
    expect(
      entry != nullptr && agree(*now.tenure, *entry), id.text, "its agent's ledger says otherwise");
  }

  void check(const model::archive& stored, const model::agent_id& who) {
    const auto& now = agents_[who].snapshot;
    const auto found = stored.find(who);
    expect(found && found->snapshot == now, who.text, "its snapshot is not what its events say");
    for (const auto& entry : now.ledger) {
      const auto& held = referrals_[entry.referral].snapshot.tenure;
      expect(
        held && held->agent == who && agree(*held, entry),
        who.text + " and " + entry.referral.text,
        "its ledger is not the referral's tenure");
    }
    const bool may_hold = now.registration == model::registration_status::registered;
    const bool holds = model::count_entries(now, model::entry_state::open) > 0;
    expect(may_hold || !holds, who.text, "it holds an offer and isn't Registered");
  }

  static bool agree(const model::tenure& held, const model::ledger_entry& entry) {
    const bool works = entry.state == model::entry_state::in_progress;
    return held.number == entry.number && held.assigned == entry.assigned
           && works == (held.kind == model::tenure_kind::in_progress);
  }

  model::stored<model::programme> programme_;
  std::map<model::referral_id, model::stored<model::referral>> referrals_;
  std::map<model::agent_id, model::stored<model::agent>> agents_;
  std::vector<std::string> broken_;
  std::uint64_t read_ = 0;
};

} // namespace kod::simulation
