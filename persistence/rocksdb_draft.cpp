#include "persistence/rocksdb_draft.hpp"

#include "persistence/chain.hpp"
#include "persistence/codec.hpp"
#include "persistence/keys.hpp"
#include "persistence/rocksdb_status.hpp"

#include <variant>

namespace kod::persistence {

namespace {

std::uint64_t count_events(const model::entity_write& write) {
  return std::visit([](const auto& each) { return each.events.size(); }, write);
}

} // namespace

void rocksdb_draft::put(column where, std::string_view key, std::string_view value) {
  batch_.Put(store_[where], slice(key), slice(value)).PermitUncheckedError();
}

void rocksdb_draft::erase(column where, std::string_view key) {
  batch_.Delete(store_[where], slice(key)).PermitUncheckedError();
}

void rocksdb_draft::put_mark(const chain_end& end) {
  put(column::meta, "verified", encode(end));
}

void rocksdb_draft::put_batch(const model::batch& batch, chain_end& end, const sealing& sealing) {
  const auto first = end.sequence + 1;
  if (!batch.writes.empty() || !batch.notices.empty()) {
    put_record(batch, end);
    put_entities(batch, first, end.sequence);
  }
  put_claims(batch);
  put_sealed(batch, sealing);
  put_rows(batch, end.sequence);
  put_outbox(batch);
}

void rocksdb_draft::put_record(const model::batch& batch, chain_end& end) {
  const auto record = encode_record(end.hash, end.sequence + 1, batch);
  for (const auto& write : batch.writes)
    end.sequence += count_events(write);
  end.sequence += batch.notices.size();
  end.hash = hash_of(record);
  put(column::journal, ordered(end.sequence), record);
}

void rocksdb_draft::put_entities(
  const model::batch& batch, std::uint64_t first_sequence, std::uint64_t record) {
  auto own_last = first_sequence - 1;
  for (const auto& write : batch.writes) {
    own_last += count_events(write);
    const auto key = entity_key(write);
    put(column::history, history_prefix(key) + ordered(record), {});
    std::visit(
      [&](const auto& each) {
        const snapshot_head head{each.version, own_last, live(write)};
        put(column::snapshots, key, encode_snapshot(head, each.snapshot));
      },
      write);
  }
  for (const auto& notice : batch.notices)
    put(column::history, history_prefix(entity_key(notice.subject)) + ordered(record), {});
}

void rocksdb_draft::put_claims(const model::batch& batch) {
  for (const auto& name : batch.free)
    erase(column::claims, name);
  for (const auto& claim : batch.take)
    put(column::claims, claim.name, encode(claim));
}

void rocksdb_draft::put_sealed(const model::batch& batch, const sealing& sealing) {
  for (const auto& [key, content] : batch.sealed)
    if (content)
      put(column::sealed, key, sealing.seal(key, encode(*content)));
    else
      erase(column::sealed, key);
}

void rocksdb_draft::put_rows(const model::batch& batch, std::uint64_t sequence) {
  for (const auto& row : batch.rows)
    if (row.placed)
      put(column::rows, row.key, ordered(sequence));
    else
      erase(column::rows, row.key);
}

void rocksdb_draft::put_outbox(const model::batch& batch) {
  for (const auto& [key, record] : batch.outbox)
    if (record)
      put(column::meta, outbox_key(key), encode(*record));
    else
      erase(column::meta, outbox_key(key));
}

} // namespace kod::persistence
