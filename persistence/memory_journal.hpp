#pragma once

#include "model/journal.hpp"
#include "model/minutes.hpp"
#include "persistence/admission.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace kod::persistence {

/// The journal's fake: what was written is gone with it, unless it is reopened first.
class memory_journal : public model::journal, public model::minute_book {
public:
  /// What becomes of the batches of an append that fails: a writer never knows.
  enum class fate { lost, kept };

  memory_journal();

  /// What an engine finds that starts on this one's store, after a clean end or a crash. The
  /// former one stays as it is; what either writes from now on the other doesn't see.
  std::unique_ptr<memory_journal> reopened() const;

  /// After that many more appends every one throws `model::journal_failure`.
  void fail_after(std::size_t appends, fate of_the_first_that_fails = fate::lost);

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

private:
  /// All that a crash leaves.
  struct contents {
    std::map<model::referral_id, model::stored<model::referral>> referrals;
    std::map<model::agent_id, model::stored<model::agent>> agents;
    std::optional<model::stored<model::programme>> programme;
    std::vector<model::recorded_event> events;                   // The sequence of the first is 1.
    std::map<std::string, std::vector<std::uint64_t>> histories; // By entity: sequences.
    std::map<std::string, model::claim> claims;
    std::map<std::string, std::uint64_t> rows;
    std::map<std::string, model::sealed_content> sealed; // Apart, as in the real one.
    std::map<model::instant, model::minute_record> minutes;
    std::map<std::string, model::outbox_record> outbox;
  };

  memory_journal(contents, std::uint64_t start);
  void store(const model::batch&);
  void store_event(model::recorded_event);
  void store_snapshot(const model::referral_write&);
  void store_snapshot(const model::agent_write&);
  void store_snapshot(const model::programme_write&);
  void store_rest(const model::batch&);
  std::vector<model::append_result> write(std::span<const model::batch>);

  mutable std::mutex guard_; // Of `contents_`; never held while somebody's function is called.
  contents contents_;
  std::uint64_t start_ = 1;
  admission admission_;
  std::optional<std::size_t> appends_left_;
  fate fate_ = fate::lost;
};

} // namespace kod::persistence
