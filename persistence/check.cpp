#include "persistence/check.hpp"

#include "persistence/chain.hpp"
#include "persistence/codec.hpp"
#include "persistence/keys.hpp"
#include "persistence/store_identity.hpp"

#include <map>
#include <set>
#include <utility>
#include <variant>

namespace kod::persistence {

namespace {

constexpr std::uint64_t records_between_progress = 1024;

/// Which record it is. Keys of claims and of list rows may tell something personal, so they are
/// told by their place in the order of keys.
std::string name_of(column which, std::string_view key, std::uint64_t place) {
  const auto entity = [&] { return std::string{key.substr(1, key.find('\0') - 1)}; };
  switch (which) {
  case column::journal:
    return key.size() == sizeof place ? "journal record " + std::to_string(parse_ordered(key))
                                      : "journal record with a damaged key";
  case column::snapshots: return entity() + ": its snapshot";
  case column::history: return entity() + ": its history";
  case column::sealed: return "sealed record " + std::string{key};
  case column::meta: return "mark " + std::to_string(place);
  case column::claims: return "claim " + std::to_string(place);
  case column::rows: return "list row " + std::to_string(place);
  default: return "record " + std::to_string(place);
  }
}

class checker {
public:
  checker(const rocksdb_archive& archive, const check_progress& progress)
    : archive_{archive}, store_{archive.store()}, progress_{progress} {}

  std::vector<std::string> run() {
    attempt([this] { store_.verify_files(); });
    check_journal();
    check_end();
    check_histories();
    check_snapshots();
    each(column::sealed, "sealed records", [this](auto key, auto sealed) {
      archive_.open_sealed(key, sealed);
    });
    each(column::meta, "marks", [](std::string_view key, auto minute) {
      if (key.starts_with(minute_prefix))
        decode<model::minute_record>(minute);
    });
    each(column::claims, "claims", [](auto, auto claim) { decode<model::claim>(claim); });
    each(column::rows, "list rows", [this](auto, auto placed) {
      expect_here(parse_ordered(placed) <= end_.sequence, "it was placed after the end");
    });
    attempt([this] { archive_.each_outbox_record([](const auto&) {}); });
    if (untold_ > 0)
      found_.push_back("and " + std::to_string(untold_) + " more like these");
    return std::move(found_);
  }

private:
  struct standing {
    std::uint64_t version = 0;
    std::uint64_t sequence = 0;
  };

  void expect(bool holds, const std::string& otherwise) {
    if (holds)
      return;
    if (found_.size() < most_findings)
      found_.push_back(otherwise);
    else
      ++untold_;
  }

  /// Of the record that is being looked at, which is named unless it was already.
  void expect_here(bool holds, const std::string& otherwise) {
    if (!holds)
      expect(false, otherwise.starts_with(here()) ? otherwise : here() + ": " + otherwise);
  }
  std::string here() const { return name_of(which_, key_, place_); }

  template <class Step>
  void attempt(Step step) {
    try {
      step();
    } catch (const model::journal_failure& failure) {
      expect(false, failure.what());
    }
  }

  /// One record that can't be read doesn't keep the others from being looked at.
  template <class Look>
  void each(column which, std::string_view what, Look look) {
    which_ = which;
    key_.clear();
    place_ = 0;
    const auto see = [&](std::string_view key, std::string_view value) {
      key_ = key;
      ++place_;
      try {
        look(key, value);
      } catch (const model::journal_failure& failure) {
        expect_here(false, failure.what());
      }
      if (progress_ && place_ % records_between_progress == 0)
        progress_(what, place_);
      return true;
    };
    try {
      store_.scan(which, {}, {}, see);
    } catch (const model::journal_failure& failure) {
      pass_damage(what, failure.what(), see);
    }
    if (progress_)
      progress_(what, place_);
  }

  /// A block of a table holds many records: those behind it are looked at as well.
  template <class See>
  void pass_damage(std::string_view what, const std::string& why, See see) {
    const auto next = store_.readable_end(which_, key_);
    const std::string some{what};
    expect(
      false,
      some + (place_ == 0 ? " from the first on" : " after " + here()) + " can't be read, up to "
        + (next ? name_of(which_, *next, place_ + 1) : "the last") + ": " + why);
    if (next)
      attempt([&] { store_.scan(which_, {}, *next, see); });
  }

  void check_journal();
  void take_record(std::string_view key, const batch_record&);
  void take_version(const auto& write, std::uint64_t sequence);
  void check_end();
  void check_histories();
  void check_snapshots();
  void check_snapshot(std::string_view key, std::string_view snapshot);

  const rocksdb_archive& archive_;
  const rocksdb_store& store_;
  const check_progress& progress_;
  std::vector<std::string> found_;
  std::size_t untold_ = 0;
  column which_{}; // Of the record that is being looked at.
  std::string key_;
  std::uint64_t place_ = 0; // Counted from 1 on; records that can't be read have none.
  chain_end end_;
  std::map<std::string, standing, std::less<>> entities_; // As the journal left them.
  std::set<std::string, std::less<>> histories_;          // The keys that must be there.
};

void checker::check_journal() {
  each(column::journal, "journal records", [this](auto key, auto bytes) {
    auto end = std::exchange(end_, {parse_ordered(key), hash_of(bytes)});
    const auto record = decode<batch_record>(bytes); // What comes after it may be whole again.
    attempt([&] { follow(end, key, bytes); });
    take_record(key, record);
  });
}

void checker::take_record(std::string_view key, const batch_record& record) {
  auto sequence = record.first_sequence - 1;
  for (const auto& write : record.writes)
    std::visit(
      [&](const auto& each) {
        sequence += each.events.size();
        histories_.insert(history_prefix(entity_key(each.entity)) + std::string{key});
        if (!std::holds_alternative<notice_events>(write)) // Else it changed no entity.
          take_version(each, sequence);
      },
      write);
}

void checker::take_version(const auto& write, std::uint64_t sequence) {
  auto& now = entities_[entity_key(write.entity)];
  expect(
    write.version == now.version + 1,
    write.entity.text + ": version " + std::to_string(write.version) + " comes after "
      + std::to_string(now.version));
  now = {write.version, sequence};
}

void checker::check_end() {
  attempt([this] {
    const auto verified = verified_end(store_);
    const auto record = store_.get(column::journal, ordered(verified.sequence));
    expect(
      verified.sequence == 0 || (record && hash_of(*record) == verified.hash),
      "the journal's record " + std::to_string(verified.sequence) + " is not what was verified");
  });
}

void checker::check_histories() {
  each(column::history, "histories", [this](std::string_view key, auto) {
    const auto found = histories_.find(key);
    expect_here(found != histories_.end(), "it names an event that the journal doesn't hold");
    if (found != histories_.end())
      histories_.erase(found);
  });
  for (const auto& lacking : histories_)
    expect(false, lacking.substr(1, lacking.find('\0') - 1) + ": its history lacks an event");
}

void checker::check_snapshots() {
  each(column::snapshots, "snapshots", [this](std::string_view key, std::string_view snapshot) {
    check_snapshot(key, snapshot);
  });
  for (const auto& lacking : entities_)
    expect(false, lacking.first.substr(1) + ": it has a history and no snapshot");
}

void checker::check_snapshot(std::string_view key, std::string_view bytes) {
  const std::string id{key.substr(1)};
  const auto found = entities_.find(key);
  const auto now = found == entities_.end() ? standing{} : found->second;
  if (found != entities_.end())
    entities_.erase(found);
  const auto compare = [&](const auto& record, bool live) {
    expect(record.snapshot.id.text == id, id + ": another's snapshot lies in its place");
    expect(record.head.version == now.version, id + ": its snapshot has another version");
    expect(record.head.sequence == now.sequence, id + ": its snapshot has another sequence");
    expect(record.head.live == live, id + ": its snapshot's head doesn't know whether it ended");
  };
  if (key.starts_with('a'))
    return compare(decode<snapshot_record<model::agent>>(bytes), true);
  if (key.starts_with('p'))
    return compare(decode<snapshot_record<model::programme>>(bytes), true);
  const auto record = decode<snapshot_record<model::referral>>(bytes);
  compare(record, !model::ended(record.snapshot));
}

} // namespace

std::vector<std::string> check(const rocksdb_archive& archive, const check_progress& progress) {
  return checker{archive, progress}.run();
}

} // namespace kod::persistence
