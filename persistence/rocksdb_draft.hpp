#pragma once

#include "model/journal.hpp"
#include "persistence/records.hpp"
#include "persistence/rocksdb_store.hpp"
#include "persistence/sealing.hpp"

#include <rocksdb/write_batch.h>

#include <string_view>

namespace kod::persistence {

/// Puts together what one write to the store changes.
class rocksdb_draft {
public:
  explicit rocksdb_draft(const rocksdb_store& store) : store_{store} {}

  /// All of a batch, its events as the journal's next record.
  void put_batch(const model::batch&, chain_end&, const sealing&);
  void put_mark(const chain_end&);
  void put(column, std::string_view key, std::string_view value);
  void erase(column, std::string_view key);

  bool empty() const { return batch_.Count() == 0; }
  rocksdb::WriteBatch& batch() { return batch_; }

private:
  void put_record(const model::batch&, chain_end&);
  void put_entities(const model::batch&, std::uint64_t first_sequence, std::uint64_t record);
  void put_claims(const model::batch&);
  void put_sealed(const model::batch&, const sealing&);
  void put_rows(const model::batch&, std::uint64_t sequence);
  void put_outbox(const model::batch&);

  const rocksdb_store& store_;
  rocksdb::WriteBatch batch_;
};

} // namespace kod::persistence
