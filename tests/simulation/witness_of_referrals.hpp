#pragma once

#include "model/journal.hpp"
#include "tests/simulation/question.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kod::simulation {

/// Knows of referrals what clients were told, and nothing else: no answer may be contradicted by
/// another one, or by what is read later.
class witness_of_referrals {
public:
  void asked(const question& one) {
    if (!may_move(one))
      return;
    auto& known = known_[order_of(one)->referral];
    ++known.moves_under_way;
    known.holder.reset();
  }

  void answered(const question& one, std::uint64_t number, const answer& told) {
    if (const auto* view = std::get_if<model::referral_view>(&told))
      hear(one, number, *view);
    if (const auto* page = std::get_if<actors::referral_page>(&told))
      for (const auto& item : page->items)
        check_disclosure(one, item);
    if (!may_move(one))
      return;
    auto& known = known_[order_of(one)->referral];
    --known.moves_under_way;
    known.moved = number;
  }

  /// Its effect is stored by now, or never will be.
  void lost(const question& one) {
    if (may_move(one))
      --known_[order_of(one)->referral].moves_under_way;
  }

  /// Everything is at rest: what is stored now is what any client reads.
  void look(const model::archive& stored) {
    for (auto& [id, known] : known_)
      if (const auto found = stored.find(id))
        compare(known, found->snapshot);
      else
        expect(!known.taken, id, "it was answered 201, and is not there");
  }

  /// An end, a call and a 201 are never undone, so that nobody need be at rest to see them.
  void look_at_answered(const model::archive& stored) {
    for (const auto& id : std::exchange(answered_, {}))
      look_at(stored, id, known_[id]);
  }
  void look_at_all_answered(const model::archive& stored) {
    for (const auto& [id, known] : known_)
      look_at(stored, id, known);
  }

  void learn(const model::referral_id& taken) {
    known_[taken].taken = true;
    answered_.insert(taken);
  }

  /// Sure to have ended, as its clients were told.
  bool has_ended(const model::referral_id& id) const {
    const auto found = known_.find(id);
    return found != known_.end() && (found->second.completed || found->second.cancelled);
  }
  /// Nobody has yet asked to end it.
  bool is_open_for_sure(const model::referral_id& id) const {
    const auto found = known_.find(id);
    return found != known_.end() && found->second.taken && !found->second.end_wanted;
  }

  const std::vector<std::string>& broken() const { return broken_; }

private:
  struct knowledge {
    bool taken = false;                    // A client was told 201.
    std::optional<model::agent_id> holder; // None: nobody, or it isn't sure.
    std::uint64_t moved = 0;               // When somebody was last told of a move.
    int moves_under_way = 0;
    bool end_wanted = false;
    std::optional<model::disposition> completed;
    std::optional<std::uint64_t> cancelled;
    bool contacted = false;
  };

  void expect(bool holds, const model::referral_id& who, const std::string& rule) {
    if (!holds)
      broken_.push_back("clients of " + who.text + ": " + rule);
  }

  /// Takes it from whoever has it, or ends it.
  bool may_move(const question& one) {
    const auto* order = order_of(one);
    if (!order)
      return false;
    const bool ends = std::holds_alternative<model::complete>(order->command)
                      || std::holds_alternative<model::cancel>(order->command);
    if (ends)
      known_[order->referral].end_wanted = true;
    return ends || std::holds_alternative<model::assign>(order->command)
           || std::holds_alternative<model::release>(order->command);
  }

  void hear(const question& one, std::uint64_t number, const model::referral_view& view) {
    auto& known = known_[view.now.id];
    check_disclosure(one, view);
    if (const auto* accepted = command_of<model::accept>(one))
      hear_accept(known, one, view, *accepted);
    if (const auto* done = command_of<model::complete>(one))
      known.completed = done->disposition;
    if (command_of<model::cancel>(one) != nullptr)
      known.cancelled = number;
    if (command_of<model::mark_contacted>(one) != nullptr)
      known.contacted = true;
    answered_.insert(view.now.id);
    expect(!(known.completed && known.cancelled), view.now.id, "both completed and cancelled");
  }

  void hear_accept(
    knowledge& known,
    const question& one,
    const model::referral_view& view,
    const model::accept& accepted) {
    expect(view.contact.has_value(), view.now.id, "an accept without the contact information");
    const bool unmoved = known.moves_under_way == 0 && known.moved < one.number;
    expect(
      !unmoved || !known.holder || known.holder == accepted.agent, view.now.id, "two have won it");
    if (unmoved)
      known.holder = accepted.agent;
  }

  /// Contact information is for the agent who has it, or who completed it.
  void check_disclosure(const question& one, const model::referral_view& view) {
    const auto& by = view.for_whom;
    if (by.role != model::role::agent)
      return;
    const auto& now = view.now;
    const bool works = now.status == model::referral_status::in_progress && now.tenure
                       && now.tenure->agent.text == by.id;
    const bool completed = now.status == model::referral_status::complete && now.ended_with
                           && now.ended_with->text == by.id;
    expect(works || completed || !view.contact, now.id, "contact information for a stranger");
    expect(view.notes.empty(), now.id, "notes for an agent");
    const auto& known = known_[now.id];
    const bool after = known.cancelled && *known.cancelled < one.number;
    expect(!after || !view.contact, now.id, "contact information after its cancellation");
  }

  void compare(knowledge& known, const model::referral& now) {
    using enum model::referral_status;
    const bool works = now.status == in_progress && now.tenure;
    if (known.holder)
      expect(
        works && now.tenure->agent == *known.holder, now.id, "an accept that was answered is gone");
    compare_what_stays(known, now);
    known.holder = works ? std::optional{now.tenure->agent} : std::nullopt;
  }

  void look_at(const model::archive& stored, const model::referral_id& id, const knowledge& known) {
    if (const auto found = stored.find(id))
      compare_what_stays(known, found->snapshot);
    else
      expect(!known.taken, id, "it was answered 201, and is not there");
  }

  void compare_what_stays(const knowledge& known, const model::referral& now) {
    using enum model::referral_status;
    if (known.completed)
      expect(
        now.status == complete && now.disposition == known.completed,
        now.id,
        "a completion that was answered is gone");
    if (known.cancelled)
      expect(now.status == cancelled, now.id, "a cancellation that was answered is gone");
    if (known.contacted)
      expect(now.contacted_at.has_value(), now.id, "a call that was answered is gone");
  }

  std::map<model::referral_id, knowledge> known_;
  std::set<model::referral_id> answered_; // Since the last look at what is stored.
  std::vector<std::string> broken_;
};

} // namespace kod::simulation
