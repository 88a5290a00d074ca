#pragma once

#include "model/journal.hpp"
#include "persistence/rocksdb_store.hpp"
#include "persistence/sealing.hpp"

#include <atomic>
#include <memory>

namespace kod::persistence {

/// The reading side of a data folder: asked from any thread, while the writer writes.
class rocksdb_archive : public model::archive {
public:
  rocksdb_archive(std::shared_ptr<const rocksdb_store>, sealing);

  std::optional<model::stored<model::referral>> find(const model::referral_id&) const override;
  std::optional<model::stored<model::agent>> find(const model::agent_id&) const override;
  std::optional<model::stored<model::programme>> find(const model::programme_id&) const override;
  void each_agent(
    const model::agent_id& from,
    const std::function<bool(const model::stored<model::agent>&)>& visit) const override;
  void each_referral(
    const model::referral_id& from,
    const std::function<bool(const model::stored<model::referral>&)>& visit) const override;
  void each_row(
    const std::string& prefix,
    const std::string& after,
    const std::function<bool(const model::placed_row&)>& visit) const override;
  std::vector<model::recorded_event>
  history(const model::entity_name&, std::uint64_t after, std::size_t most) const override;
  std::vector<model::recorded_event> since(std::uint64_t after, std::size_t most) const override;
  std::uint64_t last_sequence() const override { return last_sequence_; }
  std::optional<model::sealed_content> unseal(const std::string& key) const override;
  std::optional<model::claim> find_claim(const std::string& name) const override;
  void
  each_outbox_record(const std::function<void(const model::outbox_record&)>& visit) const override;

  /// The writer wrote up to here.
  void advance(std::uint64_t sequence) { last_sequence_ = sequence; }

  const rocksdb_store& store() const { return *store_; }
  model::sealed_content open_sealed(std::string_view key, std::string_view sealed) const;

private:
  std::shared_ptr<const rocksdb_store> store_;
  sealing sealing_;
  std::atomic<std::uint64_t> last_sequence_;
};

} // namespace kod::persistence
