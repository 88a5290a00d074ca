#include "persistence/rocksdb_archive.hpp"

#include "persistence/codec.hpp"
#include "persistence/keys.hpp"

#include <algorithm>

namespace kod::persistence {

namespace {

template <class Entity>
model::stored<Entity> restore(std::string_view bytes) {
  auto record = decode<snapshot_record<Entity>>(bytes);
  return {record.head.version, std::move(record.snapshot)};
}

template <class Entity, class Id>
std::optional<model::stored<Entity>> find_in(const rocksdb_store& store, const Id& id) {
  const auto found = store.get(column::snapshots, entity_key(id));
  return found ? std::optional{restore<Entity>(*found)} : std::nullopt;
}

template <class Entity, class Id>
void each_in(
  const rocksdb_store& store,
  const Id& from,
  const std::function<bool(const model::stored<Entity>&)>& visit) {
  const auto prefix = entity_key(Id{});
  store.scan(column::snapshots, prefix, entity_key(from), [&](auto, std::string_view value) {
    return visit(restore<Entity>(value));
  });
}

/// Moves the events that are wanted to the end of `to`, until there are `most`.
template <class Wanted>
void take_events(
  std::vector<model::recorded_event>& to,
  std::string_view record,
  std::size_t most,
  Wanted wanted) {
  for (auto& event : events_of(decode<batch_record>(record)))
    if (to.size() < most && wanted(event))
      to.push_back(std::move(event));
}

std::uint64_t end_of(const rocksdb_store& store) {
  const auto last = store.last(column::journal);
  return last ? parse_ordered(last->first) : 0;
}

} // namespace

rocksdb_archive::rocksdb_archive(std::shared_ptr<const rocksdb_store> store, sealing sealing)
  : store_{std::move(store)}, sealing_{std::move(sealing)}, last_sequence_{end_of(*store_)} {}

std::optional<model::stored<model::referral>>
rocksdb_archive::find(const model::referral_id& id) const {
  return find_in<model::referral>(*store_, id);
}

std::optional<model::stored<model::agent>> rocksdb_archive::find(const model::agent_id& id) const {
  return find_in<model::agent>(*store_, id);
}

std::optional<model::stored<model::programme>>
rocksdb_archive::find(const model::programme_id& id) const {
  return find_in<model::programme>(*store_, id);
}

void rocksdb_archive::each_agent(
  const model::agent_id& from,
  const std::function<bool(const model::stored<model::agent>&)>& visit) const {
  each_in(*store_, from, visit);
}

void rocksdb_archive::each_referral(
  const model::referral_id& from,
  const std::function<bool(const model::stored<model::referral>&)>& visit) const {
  each_in(*store_, from, visit);
}

void rocksdb_archive::each_row(
  const std::string& prefix,
  const std::string& after,
  const std::function<bool(const model::placed_row&)>& visit) const {
  store_->scan(column::rows, prefix, after, [&](std::string_view key, std::string_view value) {
    return key == after || visit({std::string{key}, parse_ordered(value)});
  });
}

std::vector<model::recorded_event> rocksdb_archive::history(
  const model::entity_name& entity, std::uint64_t after, std::size_t most) const {
  std::vector<model::recorded_event> result;
  if (after >= last_sequence_)
    return result;
  const auto prefix = history_prefix(entity_key(entity));
  store_->scan(
    column::history, prefix, prefix + ordered(after + 1), [&](std::string_view key, auto) {
      const auto record = store_->get(column::journal, key.substr(prefix.size()));
      if (!record)
        throw model::journal_failure{
          "the journal lacks a record of " + entity_key(entity).substr(1)};
      take_events(result, *record, most, [&](const auto& event) {
        return event.sequence > after && event.entity == entity;
      });
      return result.size() < most;
    });
  return result;
}

std::vector<model::recorded_event>
rocksdb_archive::since(std::uint64_t after, std::size_t most) const {
  std::vector<model::recorded_event> result;
  if (after >= last_sequence_)
    return result;
  store_->scan(column::journal, {}, ordered(after + 1), [&](auto, std::string_view record) {
    take_events(result, record, most, [&](const auto& event) { return event.sequence > after; });
    return result.size() < most;
  });
  return result;
}

std::optional<model::sealed_content> rocksdb_archive::unseal(const std::string& key) const {
  const auto found = store_->get(column::sealed, key);
  return found ? std::optional{open_sealed(key, *found)} : std::nullopt;
}

std::optional<model::claim> rocksdb_archive::find_claim(const std::string& name) const {
  const auto found = store_->get(column::claims, name);
  return found ? std::optional{decode<model::claim>(*found)} : std::nullopt;
}

void rocksdb_archive::each_outbox_record(
  const std::function<void(const model::outbox_record&)>& visit) const {
  store_->scan(column::meta, outbox_prefix, {}, [&](auto, std::string_view record) {
    visit(decode<model::outbox_record>(record));
    return true;
  });
}

model::sealed_content
rocksdb_archive::open_sealed(std::string_view key, std::string_view sealed) const {
  return decode<model::sealed_content>(sealing_.open(key, sealed));
}

} // namespace kod::persistence
