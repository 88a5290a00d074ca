#pragma once

#include "model/journal.hpp"
#include "model/minutes.hpp"
#include "persistence/admission.hpp"
#include "persistence/high_water.hpp"
#include "persistence/records.hpp"
#include "persistence/recovery.hpp"
#include "persistence/rocksdb_archive.hpp"
#include "persistence/rocksdb_draft.hpp"
#include "persistence/rocksdb_store.hpp"
#include "persistence/sealing.hpp"

#include <memory>

namespace kod::persistence {

/// The journal on RocksDB, in a data folder:
///
///     installation.key   the secret under which contact information is sealed
///     journal/           the store
///     high-water         how far it has been written
///     restoring          there while a backup is put back; nothing opens it then
///
/// One append is one write batch and one sync. Opening makes what isn't there; it verifies the
/// journal's chain from where it was last found whole, and throws `model::journal_failure` where
/// something was lost or damaged, the folder is in use, or a newer version wrote it.
class rocksdb_journal : public model::journal, public model::minute_book {
public:
  /// `settings.folder` is the data folder.
  rocksdb_journal(const store_settings&, const sealing&);
  /// A clean end: the next start has little to read.
  ~rocksdb_journal() override;

  std::vector<model::append_result> append(std::span<const model::batch>) override;
  std::uint64_t start_number() const override { return start_; }

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
  std::uint64_t last_sequence() const override;
  std::optional<model::sealed_content> unseal(const std::string& key) const override;
  std::optional<model::claim> find_claim(const std::string& name) const override;
  void
  each_outbox_record(const std::function<void(const model::outbox_record&)>& visit) const override;

  void keep(const model::minute_record&) override;
  std::vector<model::minute_record> kept_since(model::instant from) const override;

  /// To be copied while it is written to.
  std::shared_ptr<rocksdb_store> store() const { return store_; }

private:
  void verify();
  void fill_admission();
  void begin_start();
  std::uint64_t stored_version(const std::string& entity_key) const;
  model::append_result add(rocksdb_draft&, const model::batch&);
  void write(rocksdb_draft&);

  given_up given_up_;
  std::shared_ptr<rocksdb_store> store_;
  sealing sealing_;
  rocksdb_archive archive_;
  high_water high_water_;
  admission admission_;
  chain_end end_;
  model::instant last_at_{}; // Of the last batch with events.
  std::uint64_t start_ = 0;
  bool failed_ = false; // For good: nobody knows what a failed write has left.
};

/// A stopped engine's folder, to be looked at; nothing in it is changed. Throws
/// `model::journal_failure`, also where it is in use.
std::unique_ptr<rocksdb_archive> open_for_reading(const store_settings&, const sealing&);

} // namespace kod::persistence
