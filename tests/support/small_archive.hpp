#pragma once

#include "model/journal.hpp"
#include "model/overloaded.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace kod::tests {

/// An archive in plain maps, which a test may damage as it likes. It believes every batch: the
/// journals of persistence/ are those that refuse.
class small_archive : public model::archive {
public:
  std::map<model::referral_id, model::stored<model::referral>> referrals;
  std::map<model::agent_id, model::stored<model::agent>> agents;
  std::map<std::string, std::uint64_t> rows;
  std::map<std::string, model::sealed_content> sealed;
  std::map<std::string, model::claim> claims;
  std::optional<model::stored<model::programme>> programme;
  std::vector<model::recorded_event> events;

  void write(const model::batch& batch) {
    for (const auto& each : batch.writes)
      std::visit([&](const auto& entity) { write_entity(entity, batch); }, each);
    for (const auto& name : batch.free)
      claims.erase(name);
    for (const auto& claim : batch.take)
      claims[claim.name] = claim;
    for (const auto& row : batch.rows)
      row.placed ? void(rows[row.key] = events.size()) : void(rows.erase(row.key));
    for (const auto& each : batch.sealed)
      each.content ? void(sealed[each.key] = *each.content) : void(sealed.erase(each.key));
  }

  std::optional<model::stored<model::referral>> find(const model::referral_id& id) const override {
    return at(referrals, id);
  }
  std::optional<model::stored<model::agent>> find(const model::agent_id& id) const override {
    return at(agents, id);
  }
  std::optional<model::stored<model::programme>> find(const model::programme_id&) const override {
    return programme;
  }
  std::optional<model::sealed_content> unseal(const std::string& key) const override {
    return at(sealed, key);
  }
  std::optional<model::claim> find_claim(const std::string& name) const override {
    return at(claims, name);
  }
  void each_outbox_record(const std::function<void(const model::outbox_record&)>&) const override {}
  std::uint64_t last_sequence() const override { return events.size(); }

  void each_agent(
    const model::agent_id& from,
    const std::function<bool(const model::stored<model::agent>&)>& visit) const override {
    for (auto each = agents.lower_bound(from); each != agents.end() && visit(each->second);)
      ++each;
  }
  void each_referral(
    const model::referral_id& from,
    const std::function<bool(const model::stored<model::referral>&)>& visit) const override {
    for (auto each = referrals.lower_bound(from); each != referrals.end() && visit(each->second);)
      ++each;
  }
  void each_row(
    const std::string& prefix,
    const std::string& after,
    const std::function<bool(const model::placed_row&)>& visit) const override {
    for (const auto& [key, sequence] : rows)
      if (key.starts_with(prefix) && key > after && !visit({key, sequence}))
        return;
  }

  std::vector<model::recorded_event> since(std::uint64_t after, std::size_t most) const override {
    return some([&](const auto& each) { return each.sequence > after; }, most);
  }
  std::vector<model::recorded_event>
  history(const model::entity_name& who, std::uint64_t after, std::size_t most) const override {
    return some(
      [&](const auto& each) { return each.sequence > after && each.entity == who; }, most);
  }

private:
  template <class Key, class Value>
  static std::optional<Value> at(const std::map<Key, Value>& all, const Key& key) {
    const auto found = all.find(key);
    return found == all.end() ? std::nullopt : std::optional{found->second};
  }

  template <class Wanted>
  std::vector<model::recorded_event> some(Wanted wanted, std::size_t most) const {
    std::vector<model::recorded_event> found;
    for (const auto& each : events)
      if (found.size() < most && wanted(each))
        found.push_back(each);
    return found;
  }

  template <class Write>
  void write_entity(const Write& entity, const model::batch& batch) {
    for (const auto& event : entity.events)
      events.push_back(
        {.sequence = events.size() + 1,
         .version = entity.version,
         .at = batch.at,
         .by = batch.by,
         .entity = entity.snapshot.id,
         .event = event});
    place(entity);
  }
  void place(const model::referral_write& one) {
    referrals[one.snapshot.id] = {one.version, one.snapshot};
  }
  void place(const model::agent_write& one) {
    agents[one.snapshot.id] = {one.version, one.snapshot};
  }
  void place(const model::programme_write& one) { programme = {one.version, one.snapshot}; }
};

} // namespace kod::tests
