#pragma once

#include "tests/simulation/chance.hpp"
#include "tests/simulation/disk_trouble.hpp"
#include "tests/simulation/faults.hpp"
#include "tests/simulation/store.hpp"
#include "tests/support/journal_contents.hpp"
#include "tests/support/journal_on_disk.hpp"

#include <atomic>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

namespace kod::simulation {

/// The real journal on a disk in memory. What befalls it is drawn from the seed, in a stream of its
/// own. Nothing is merged in the background, so that all changes of the disk are made by the
/// journal's own thread, in its order, and the same seed meets the same.
///
/// A journal in memory remembers what was acknowledged: after each start exactly that must be
/// there, or that and the one append that failed.
class store_on_disk final : public store {
public:
  explicit store_on_disk(std::uint64_t seed) : luck_{seed}, dice_{seed} {
    open(tests::machine::with_data_folder());
  }
  ~store_on_disk() override {
    if (now_)
      here_->kill(std::move(now_));
  }

  model::journal& journal() const override { return *now_; }
  void fail_after(std::size_t appends, fate first) override {
    appends_left_ = appends;
    fate_ = first;
  }
  void mend() override { appends_left_.reset(); }

  std::vector<std::string> reopen() override {
    said_.clear();
    auto left = here_->disk().image();
    here_->kill(std::move(now_));
    garbage_ = false;
    if (trouble_.power_goes().value_or(luck_.percent(50)))
      left = after_power_cut(left, trouble_.leaves_a_write_unsynced());
    if (luck_.percent(15))
      left = after_cut_while_opening(std::move(left));
    open(std::move(left));
    compare();
    return std::exchange(said_, {});
  }

  std::vector<std::string> broken() const override {
    auto all = broken_;
    if (others_write_)
      all.emplace_back("another thread than the journal's changes the disk");
    return all;
  }
  disk_figures figures() const override { return seen_; }

private:
  using kind = disk_trouble::kind;

  class journal_in_trouble final : public persistence::rocksdb_journal {
  public:
    journal_in_trouble(store_on_disk& owner, const persistence::store_settings& settings)
      : rocksdb_journal{settings, tests::machine::sealing()}, owner_{owner} {}

    std::vector<model::append_result> append(std::span<const model::batch> batches) override {
      owner_.begin_trouble();
      try {
        auto results = rocksdb_journal::append(batches);
        owner_.acknowledged(batches);
        return results;
      } catch (const model::journal_failure&) {
        owner_.failed(batches);
        throw;
      }
    }

  private:
    store_on_disk& owner_;
  };

  // -- an engine's life -----------------------------------------------------------

  void begin_trouble() {
    if (!appends_left_ || !trouble_.is_none() || (*appends_left_)-- > 0)
      return;
    using enum kind;
    static const std::vector<kind> when_lost{
      power_goes_before_write,
      power_goes_before_sync,
      power_goes_before_sync,
      sync_refused,
      no_room};
    static const std::vector<kind> when_kept{killed_before_sync, power_goes_after_sync};
    trouble_ = disk_trouble{luck_.one_of(fate_ == fate::lost ? when_lost : when_kept)};
    if (trouble_.what() == no_room)
      here_->disk().set_room(here_->disk().image().bytes_used() + luck_.below(less_than_a_commit));
  }

  void acknowledged(std::span<const model::batch> batches) {
    remember_names(batches);
    expected_.append(batches);
  }

  /// The first time: what comes after it isn't tried.
  void failed(std::span<const model::batch> batches) {
    if (in_doubt_)
      return;
    remember_names(batches);
    in_doubt_.emplace(batches.begin(), batches.end());
    said_of_trouble_ = to_text(trouble_);
    seen_.failed_syncs += trouble_.what() == kind::sync_refused ? 1U : 0U;
    seen_.full_disks += trouble_.what() == kind::no_room ? 1U : 0U;
  }

  void remember_names(std::span<const model::batch> batches) {
    for (const auto& batch : batches) {
      for (const auto& claim : batch.take)
        names_.claims.insert(claim.name);
      for (const auto& written : batch.sealed)
        names_.sealed.insert(written.key);
    }
  }

  // -- between two lives ----------------------------------------------------------

  tests::disk_image after_power_cut(const tests::disk_image& before, bool in_a_write) {
    static const std::vector<tests::power_cut> all{
      tests::power_cut::clean, tests::power_cut::torn, tests::power_cut::garbage};
    const auto how = luck_.one_of(all);
    ++seen_.power_cuts;
    seen_.torn_writes += in_a_write && how != tests::power_cut::clean ? 1U : 0U;
    garbage_ = garbage_ || how == tests::power_cut::garbage;
    said_.emplace_back(
      how == tests::power_cut::clean  ? "a power cut"
      : how == tests::power_cut::torn ? "a power cut that tears"
                                      : "a power cut that leaves garbage");
    return before.after(how, dice_);
  }

  /// A start that doesn't get far, or just to its end.
  tests::disk_image after_cut_while_opening(tests::disk_image left) {
    tests::machine next{std::move(left)};
    next.disk().set_fault([changes = luck_.below(60)](const auto&) mutable {
      return changes == 0 || changes-- == 0 ? rocksdb::IOStatus::IOError("the disk is gone")
                                            : rocksdb::IOStatus::OK();
    });
    try {
      next.kill(std::make_unique<persistence::rocksdb_journal>(
        settings_on(next, {}), tests::machine::sealing()));
    } catch (const model::journal_failure&) {
      next.disk().set_fault({});
    }
    said_.emplace_back("a start is cut off");
    return after_power_cut(next.disk().image(), true);
  }

  /// What a power cut leaves in place of a write looks like damage: then nothing is opened without
  /// a word that says where and how, and with the switch that it names all is there.
  void open(tests::disk_image left) {
    here_ = std::make_unique<tests::machine>(std::move(left));
    appends_left_.reset();
    trouble_ = {};
    here_->disk().set_fault([this](const auto& change) { return befalls(change); });
    try {
      now_ = opened(persistence::recovery::none);
    } catch (const model::journal_failure& why) {
      if (!garbage_ || !names_place_and_switch(why.what()))
        throw;
      ++seen_.refusals;
      said_.push_back(std::string{"the store refuses: "} + why.what());
      now_ = opened(persistence::recovery::point_in_time);
    }
  }

  static bool names_place_and_switch(std::string_view text) {
    return text.find(" is damaged at byte ") != text.npos
           && text.find("--recover point-in-time") != text.npos;
  }

  std::unique_ptr<journal_in_trouble> opened(persistence::recovery how) {
    return std::make_unique<journal_in_trouble>(*this, settings_on(*here_, how));
  }

  static persistence::store_settings
  settings_on(tests::machine& machine, persistence::recovery how) {
    auto result = machine.settings(how);
    result.table_bytes = std::size_t{8} << 20; // None is full before a life ends.
    result.merge_tables = false;
    return result;
  }

  rocksdb::IOStatus befalls(const tests::disk_change& change) {
    if (std::this_thread::get_id() != own_thread_)
      others_write_ = true;
    return trouble_.befalls(change);
  }

  void compare() {
    const auto found = tests::contents_of(*now_, names_);
    bool holds = found == tests::contents_of(expected_, names_);
    if (const auto maybe = std::exchange(in_doubt_, {}); !holds && maybe) {
      expected_.append(*maybe);
      holds = found == tests::contents_of(expected_, names_);
    }
    if (!holds)
      broken_.emplace_back("what was acknowledged is not what is there after a start");
    if (!said_of_trouble_.empty())
      said_.insert(said_.begin(), std::exchange(said_of_trouble_, {}));
  }

  static constexpr std::size_t less_than_a_commit = 200; // Bytes.

  chance luck_;
  tests::disk_image::dice dice_;
  std::thread::id own_thread_ = std::this_thread::get_id();
  std::unique_ptr<tests::machine> here_;
  std::unique_ptr<journal_in_trouble> now_;
  persistence::memory_journal expected_;
  std::optional<std::vector<model::batch>> in_doubt_; // What failed: it may be there or not.
  tests::hidden_names names_;
  std::optional<std::size_t> appends_left_;
  fate fate_ = fate::lost;
  disk_trouble trouble_;
  bool garbage_ = false; // Some power cut since the last life has left it.
  std::atomic<bool> others_write_ = false;
  std::string said_of_trouble_;
  std::vector<std::string> said_;
  std::vector<std::string> broken_;
  disk_figures seen_;
};

inline std::unique_ptr<store> store_for(std::uint64_t seed) {
  if (is_on_disk(seed))
    return std::make_unique<store_on_disk>(seed);
  return std::make_unique<store_in_memory>();
}

} // namespace kod::simulation
