#include "persistence/rocksdb_journal.hpp"

#include "persistence/codec.hpp"
#include "persistence/keys.hpp"
#include "persistence/rocksdb_options.hpp"
#include "persistence/store_identity.hpp"

#include <algorithm>

namespace kod::persistence {

namespace {

/// So many events lie at most between two marks, which bounds what a start has to verify.
constexpr std::uint64_t events_between_marks = 16384;

std::shared_ptr<rocksdb_store> open_store(const store_settings& of_data_folder) {
  return std::make_shared<rocksdb_store>(store_in(of_data_folder), rocksdb_store::access::writing);
}

/// How many events were given up, as far as anybody knows.
void tell_loss(const store_settings& settings, const given_up& lost, std::uint64_t kept) {
  const auto noted = noted_high_water(settings);
  const auto last = std::max(lost.last_sequence, noted ? noted->sequence : 0);
  if (!lost.anything && last <= kept)
    return warn(settings, "nothing had to be given up");
  auto text = "given up: " + (lost.anything ? lost.where : "the end of the log, which is missing");
  if (last > kept)
    text += "; events " + std::to_string(kept + 1) + " to " + std::to_string(last) + " are lost, "
            + std::to_string(lost.commits_behind) + " commits with some of them were readable";
  else
    text += "; no event that is known of is lost after event " + std::to_string(kept);
  warn(settings, text);
}

} // namespace

rocksdb_journal::rocksdb_journal(const store_settings& settings, const sealing& sealing)
  : given_up_{make_ready(settings, sealing)}, store_{open_store(settings)}, sealing_{sealing},
    archive_{store_, sealing}, high_water_{settings}, admission_{[this](const std::string& key) {
      return stored_version(key);
    }} {
  identify(*store_, sealing_);
  if (settings.recover == recovery::none)
    require_nothing_lost(*store_, noted_high_water(settings));
  verify();
  if (settings.recover == recovery::point_in_time)
    tell_loss(settings, given_up_, end_.sequence);
  fill_admission();
  begin_start();
}

rocksdb_journal::~rocksdb_journal() {
  if (failed_)
    return;
  try {
    rocksdb_draft draft{*store_};
    draft.put_mark(end_);
    store_->write(draft.batch());
    store_->flush();
    high_water_.note({store_->changes(), end_.sequence});
  } catch (const model::journal_failure&) {
    // Everything answered is durable already; the next start only has more to read.
  }
}

/// From where it was last found whole to its end.
void rocksdb_journal::verify() {
  const auto whole = read_journal(*store_, verified_end(*store_));
  end_ = whole.end;
  last_at_ = whole.last_at;
}

void rocksdb_journal::fill_admission() {
  store_->scan(column::snapshots, {}, {}, [&](auto key, auto snapshot) {
    if (const auto head = decode_head(snapshot); head.live)
      admission_.restore_version(std::string{key}, head.version);
    return true;
  });
  store_->scan(column::claims, {}, {}, [&](auto, auto claim) {
    admission_.restore_claim(decode<model::claim>(claim));
    return true;
  });
}

void rocksdb_journal::begin_start() {
  start_ = starts_of(*store_) + 1;
  rocksdb_draft draft{*store_};
  draft.put(column::meta, "format", ordered(store_format));
  draft.put(column::meta, "key", sealing_.key_id());
  draft.put(column::meta, "start", ordered(start_));
  draft.put_mark(end_);
  for (const auto& name : admission_.drop_expired(last_at_))
    draft.erase(column::claims, name);
  write(draft);
}

std::uint64_t rocksdb_journal::stored_version(const std::string& entity_key) const {
  const auto snapshot = store_->get(column::snapshots, entity_key);
  return snapshot ? decode_head(*snapshot).version : 0;
}

std::vector<model::append_result> rocksdb_journal::append(std::span<const model::batch> batches) {
  if (failed_)
    throw model::journal_failure{"the journal has failed before"};
  admission::require_events(batches);
  failed_ = true; // Unless the end is reached: what was admitted must then be written.
  rocksdb_draft draft{*store_};
  std::vector<model::append_result> results;
  results.reserve(batches.size());
  const auto before = end_.sequence;
  for (const auto& batch : batches)
    results.push_back(add(draft, batch));
  if (end_.sequence / events_between_marks != before / events_between_marks)
    draft.put_mark(end_);
  write(draft);
  failed_ = false;
  return results;
}

model::append_result rocksdb_journal::add(rocksdb_draft& draft, const model::batch& batch) {
  for (const auto& name : admission_.drop_expired(batch.at))
    draft.erase(column::claims, name);
  if (const auto refused = admission_.admit(batch))
    return std::visit([](const auto& why) -> model::append_result { return why; }, *refused);
  draft.put_batch(batch, end_, sealing_);
  return model::committed{end_.sequence};
}

void rocksdb_journal::write(rocksdb_draft& draft) {
  if (draft.empty())
    return;
  store_->write(draft.batch());
  admission_.written();
  archive_.advance(end_.sequence);
  high_water_.note({store_->changes(), end_.sequence});
}

std::optional<model::stored<model::referral>>
rocksdb_journal::find(const model::referral_id& id) const {
  return archive_.find(id);
}

std::optional<model::stored<model::agent>> rocksdb_journal::find(const model::agent_id& id) const {
  return archive_.find(id);
}

std::optional<model::stored<model::programme>>
rocksdb_journal::find(const model::programme_id& id) const {
  return archive_.find(id);
}

void rocksdb_journal::each_agent(
  const model::agent_id& from,
  const std::function<bool(const model::stored<model::agent>&)>& visit) const {
  archive_.each_agent(from, visit);
}

void rocksdb_journal::each_referral(
  const model::referral_id& from,
  const std::function<bool(const model::stored<model::referral>&)>& visit) const {
  archive_.each_referral(from, visit);
}

void rocksdb_journal::each_row(
  const std::string& prefix,
  const std::string& after,
  const std::function<bool(const model::placed_row&)>& visit) const {
  archive_.each_row(prefix, after, visit);
}

std::vector<model::recorded_event> rocksdb_journal::history(
  const model::entity_name& entity, std::uint64_t after, std::size_t most) const {
  return archive_.history(entity, after, most);
}

std::vector<model::recorded_event>
rocksdb_journal::since(std::uint64_t after, std::size_t most) const {
  return archive_.since(after, most);
}

std::uint64_t rocksdb_journal::last_sequence() const {
  return archive_.last_sequence();
}

std::optional<model::sealed_content> rocksdb_journal::unseal(const std::string& key) const {
  return archive_.unseal(key);
}

std::optional<model::claim> rocksdb_journal::find_claim(const std::string& name) const {
  return archive_.find_claim(name);
}

/// Synced like an append, so that `high_water_` is told of nothing that a power cut takes.
void rocksdb_journal::keep(const model::minute_record& minute) {
  if (failed_)
    throw model::journal_failure{"the journal has failed before"};
  rocksdb_draft draft{*store_};
  const auto oldest = minute_key(minute.at - model::minutes_kept);
  store_->scan(column::meta, minute_prefix, {}, [&](auto key, auto) {
    if (key >= oldest)
      return false;
    draft.erase(column::meta, key);
    return true;
  });
  draft.put(column::meta, minute_key(minute.at), encode(minute));
  failed_ = true;
  write(draft);
  failed_ = false;
}

std::vector<model::minute_record> rocksdb_journal::kept_since(model::instant from) const {
  std::vector<model::minute_record> result;
  store_->scan(column::meta, minute_prefix, minute_key(from), [&](auto, auto bytes) {
    result.push_back(decode<model::minute_record>(bytes));
    return true;
  });
  return result;
}

void rocksdb_journal::each_outbox_record(
  const std::function<void(const model::outbox_record&)>& visit) const {
  archive_.each_outbox_record(visit);
}

std::unique_ptr<rocksdb_archive>
open_for_reading(const store_settings& settings, const sealing& sealing) {
  require_no_half_restored(settings);
  require_whole(settings);
  auto store =
    std::make_shared<const rocksdb_store>(store_in(settings), rocksdb_store::access::reading);
  if (!identify(*store, sealing))
    throw model::journal_failure{settings.folder.string() + " holds no store"};
  require_nothing_lost(*store, noted_high_water(settings));
  return std::make_unique<rocksdb_archive>(std::move(store), sealing);
}

} // namespace kod::persistence
