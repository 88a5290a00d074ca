#include "persistence/store_identity.hpp"

#include "persistence/chain.hpp"
#include "persistence/codec.hpp"
#include "persistence/keys.hpp"

#include <rocksdb/env.h>

namespace kod::persistence {

namespace {

std::uint64_t number_in_meta(const rocksdb_store& store, std::string_view key) {
  const auto found = store.get(column::meta, key);
  return found ? parse_ordered(*found) : 0;
}

} // namespace

store_settings store_in(const store_settings& of_data_folder) {
  auto result = of_data_folder;
  result.folder /= "journal";
  return result;
}

bool identify(const rocksdb_store& store, const sealing& sealing) {
  const auto format = number_in_meta(store, "format");
  if (format > store_format)
    throw model::journal_failure{
      "the store has format " + std::to_string(format) + ", which a newer version wrote; this one "
      + "reads up to " + std::to_string(store_format)};
  if (format == 0 && store.last(column::journal))
    throw model::journal_failure{"the store doesn't say which format it has"};
  if (format != 0 && store.get(column::meta, "key") != sealing.key_id())
    throw model::journal_failure{"the store was sealed under another installation.key"};
  return format != 0;
}

void require_nothing_lost(const rocksdb_store& store, const std::optional<high_mark>& noted) {
  if (noted && noted->changes > store.changes())
    throw model::journal_failure{
      "the end of the store's log is damaged: of " + std::to_string(noted->changes)
      + " changes it has " + std::to_string(store.changes())};
}

std::uint64_t starts_of(const rocksdb_store& store) {
  return number_in_meta(store, "start");
}

chain_end verified_end(const rocksdb_store& store) {
  const auto found = store.get(column::meta, "verified");
  return found ? decode<chain_end>(*found) : chain_end{};
}

whole_journal read_journal(const rocksdb_store& store, const chain_end& from) {
  whole_journal result{from, {}};
  if (from.sequence > 0) {
    const auto record = store.get(column::journal, ordered(from.sequence));
    if (!record || hash_of(*record) != from.hash)
      throw model::journal_failure{
        "the journal's record " + std::to_string(from.sequence) + " is not what was verified"};
    result.last_at = decode<batch_record>(*record).at;
  }
  store.scan(column::journal, {}, ordered(from.sequence + 1), [&](auto key, auto record) {
    result.last_at = follow(result.end, key, record).at;
    return true;
  });
  return result;
}

std::filesystem::path half_restored(const std::filesystem::path& data_folder) {
  return data_folder / "restoring";
}

void require_no_half_restored(const store_settings& of_data_folder) {
  const auto& folder = of_data_folder.folder;
  if (env_of(of_data_folder).FileExists(half_restored(folder).string()).ok())
    throw model::journal_failure{
      "restoring a backup into " + folder.string() + " didn't come to its end: restore again"};
}

} // namespace kod::persistence
