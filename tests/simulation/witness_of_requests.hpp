#pragma once

#include "tests/simulation/witness_of_referrals.hpp"

namespace kod::simulation {

/// Knows what residents were told of their requests: the same key gives the same answer, and a
/// person who waits for a call already doesn't get a second one.
class witness_of_requests {
public:
  explicit witness_of_requests(witness_of_referrals& referrals) : referrals_{referrals} {}

  void asked(const question& one) {
    const auto* wanted = request_of(one);
    if (!wanted)
      return;
    auto& known = people_[wanted->contact.phone];
    ++known.under_way;
    auto& asked = asked_[one.number];
    asked.was_answered = wanted->key && keys_.contains(name_of_key(*wanted));
    asked.may_be_duplicate = known.unsure || has_open(known);
    for (auto& [other, each] : asked_) // Whichever of two comes first may refuse the other.
      each.may_be_duplicate = each.may_be_duplicate || known.under_way > 1;
  }

  void answered(const question& one, const answer& told) {
    const auto* wanted = request_of(one);
    if (!wanted)
      return;
    auto& known = people_[wanted->contact.phone];
    --known.under_way;
    if (const auto* taken = std::get_if<actors::request_taken>(&told))
      hear(known, *wanted, *taken);
    else
      hear_refusal(known, one, *wanted, std::get<caf::error>(told));
    asked_.erase(one.number);
  }

  void lost(const question& one) {
    const auto* wanted = request_of(one);
    if (!wanted)
      return;
    auto& known = people_[wanted->contact.phone];
    --known.under_way;
    known.unsure = true;
    asked_.erase(one.number);
  }

  const std::vector<model::referral_id>& taken() const { return taken_; }
  const std::vector<std::string>& broken() const { return broken_; }

private:
  struct person {
    int under_way = 0;
    bool unsure = false; // A request's answer was lost: it may have been taken.
    std::vector<model::referral_id> referrals;
  };

  /// As it was when it was asked.
  struct under_way {
    bool was_answered = false; // Under the same key.
    bool may_be_duplicate = false;
  };

  static std::string name_of_key(const model::take_request& wanted) {
    return wanted.key->claim_name + ' ' + wanted.key->body_hash;
  }
  static const model::take_request* request_of(const question& one) {
    const auto* order = std::get_if<actors::request_order>(&one.wanted);
    return order ? &order->request : nullptr;
  }

  void expect(bool holds, const model::take_request& wanted, const std::string& rule) {
    if (!holds)
      broken_.push_back("the request of " + wanted.contact.name + ": " + rule);
  }

  bool has_open(const person& known) const {
    return std::ranges::any_of(
      known.referrals, [&](const auto& id) { return !referrals_.has_ended(id); });
  }

  void
  hear(person& known, const model::take_request& wanted, const actors::request_taken& answered) {
    if (wanted.key) {
      const auto [first, fresh] = keys_.try_emplace(name_of_key(wanted), answered);
      expect(
        first->second.id == answered.id && first->second.requested_at == answered.requested_at
          && first->second.callback_by == answered.callback_by,
        wanted,
        "the same key was answered otherwise");
      const auto& body = bodies_.try_emplace(wanted.key->claim_name, wanted.key->body_hash);
      expect(
        body.first->second == wanted.key->body_hash, wanted, "a key's second body is answered");
    }
    if (std::ranges::count(taken_, answered.id) > 0)
      return;
    for (const auto& other : known.referrals) // Where it isn't one whose first answer was lost.
      expect(known.unsure || !referrals_.is_open_for_sure(other), wanted, "one person waits twice");
    known.referrals.push_back(answered.id);
    taken_.push_back(answered.id);
    referrals_.learn(answered.id);
  }

  void hear_refusal(
    person& known, const question& one, const model::take_request& wanted, const caf::error& why) {
    if (!changed_nothing(why))
      known.unsure = true;
    if (why == caf::make_error(model::rejection::key_reused))
      expect(wanted.key.has_value(), wanted, "it had no key");
    if (why != caf::make_error(model::rejection::duplicate_request))
      return;
    const auto& asked = asked_[one.number];
    expect(asked.may_be_duplicate, wanted, "refused as the duplicate of nothing");
    expect(!asked.was_answered, wanted, "a retry is told that it is a duplicate of itself");
  }

  witness_of_referrals& referrals_;
  std::map<std::string, person> people_; // By phone.
  std::map<std::string, actors::request_taken> keys_;
  std::map<std::string, std::string> bodies_; // By key: which one was answered.
  std::map<std::uint64_t, under_way> asked_;
  std::vector<model::referral_id> taken_;
  std::vector<std::string> broken_;
};

} // namespace kod::simulation
