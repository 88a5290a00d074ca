#include "persistence/recovery.hpp"

#include "model/journal.hpp"
#include "persistence/check.hpp"
#include "persistence/folder_lock.hpp"
#include "persistence/rocksdb_status.hpp"
#include "persistence/store_identity.hpp"
#include "persistence/store_survey.hpp"

#include <rocksdb/env.h>

namespace kod::persistence {

namespace {

namespace fs = std::filesystem;
using damage = store_survey::damage;

std::string told(const damage& found) {
  auto result = "journal/" + found.where.name + " is damaged at byte "
                + std::to_string(found.where.whole_bytes) + " of "
                + std::to_string(found.where.bytes) + ": it " + found.what + ". ";
  if (found.commits_behind > 0)
    result += std::to_string(found.commits_behind)
              + " commits behind that can still be read, up to " + "sequence "
              + std::to_string(found.last_sequence) + ". ";
  result += "Nothing was changed. Restore a backup";
  if (found.mended_by == store_survey::remedy::cut_away)
    result +=
      "; or, to give up everything behind that byte, start once with --recover point-in-time";
  return result;
}

/// Files of a store, and the folder into which they are put aside.
class files_at {
public:
  explicit files_at(const store_settings& data_folder)
    : env_{env_of(data_folder)},
      data_folder_{data_folder.folder}, store_{store_in(data_folder).folder} {}

  /// A crash in between leaves the file as it was.
  void shorten(const store_survey::broken_file& file) {
    auto bytes = read(store_ / file.name);
    bytes.resize(file.whole_bytes);
    replace(file.name, bytes);
  }

  /// A crash in between leaves damage that is found again: logs go from the last one on.
  void cut_away(const damage& found) {
    put_aside(found.where.name);
    for (const auto& name : found.later_logs)
      put_aside(name);
    for (auto name = found.later_logs.rbegin(); name != found.later_logs.rend(); ++name)
      remove(*name);
    shorten(found.where);
  }

  void put_back() {
    for (const auto& name : aside_names_)
      replace(name, read(aside_ / name));
  }

  const fs::path& aside() const { return aside_; }

private:
  std::string read(const fs::path& path) {
    std::string result;
    require(rocksdb::ReadFileToString(&env_, path.string(), &result), path.string());
    return result;
  }

  void write(const fs::path& path, const std::string& bytes) {
    require(rocksdb::WriteStringToFile(&env_, bytes, path.string(), true), path.string());
    sync(path.parent_path());
  }

  void sync(const fs::path& folder) {
    std::unique_ptr<rocksdb::Directory> opened;
    require(env_.NewDirectory(folder.string(), &opened), folder.string());
    require(opened->Fsync(), folder.string());
  }

  /// RocksDB clears away files with such an ending, should one be left.
  void replace(const std::string& name, const std::string& bytes) {
    const auto draft = store_ / (name + ".dbtmp");
    write(draft, bytes);
    require(env_.RenameFile(draft.string(), (store_ / name).string()), name);
    sync(store_);
  }

  void remove(const std::string& name) {
    require(env_.DeleteFile((store_ / name).string()), name);
    sync(store_);
  }

  void put_aside(const std::string& name) {
    if (aside_.empty())
      make_aside();
    write(aside_ / name, read(store_ / name));
    aside_names_.push_back(name);
  }

  void make_aside() {
    std::size_t number = 1;
    const auto numbered = [&] { return data_folder_ / ("dropped-" + std::to_string(number)); };
    while (env_.FileExists(numbered().string()).ok())
      ++number;
    aside_ = numbered();
    require(env_.CreateDir(aside_.string()), aside_.string());
    sync(data_folder_);
  }

  rocksdb::Env& env_;
  fs::path data_folder_, store_, aside_;
  std::vector<std::string> aside_names_;
};

/// A folder is there after a power cut only if the one that it lies in was synced.
void make_folders(const store_settings& settings) {
  auto& env = env_of(settings);
  const auto store = store_in(settings).folder.string();
  if (env.FileExists(store).ok())
    return;
  require(env.CreateDirIfMissing(settings.folder.string()), settings.folder.string());
  require(env.CreateDirIfMissing(store), store);
  std::unique_ptr<rocksdb::Directory> folder;
  require(env.NewDirectory(settings.folder.string(), &folder), settings.folder.string());
  require(folder->Fsync(), settings.folder.string());
}

store_survey look(const store_settings& settings, const std::optional<high_mark>& noted) {
  const folder_lock held{store_in(settings)};
  return survey(settings, noted);
}

/// What lies before the damage must hang together, or it is no moment of the store.
void rehearse(const store_settings& settings, const sealing& sealing, files_at& files) {
  std::vector<std::string> wrong;
  try {
    wrong = check(rocksdb_archive{
      std::make_shared<const rocksdb_store>(store_in(settings), rocksdb_store::access::reading),
      sealing});
  } catch (const model::journal_failure& failure) {
    wrong = {failure.what()};
  }
  if (wrong.empty())
    return;
  files.put_back();
  throw model::journal_failure{
    "what lies before the damage doesn't hang together either (" + wrong.front()
    + "); everything is as it was. Restore a backup"};
}

given_up recover(const store_settings& settings, const sealing& sealing, store_survey found) {
  given_up result;
  files_at files{settings};
  for (; found.damaged; found = look(settings, std::nullopt)) {
    const folder_lock held{store_in(settings)};
    const auto& damaged = *found.damaged;
    if (damaged.mended_by == store_survey::remedy::elsewhere) {
      files.put_back();
      throw model::journal_failure{told(damaged)};
    }
    files.cut_away(damaged);
    result = {
      true,
      "journal/" + damaged.where.name + " from byte " + std::to_string(damaged.where.whole_bytes)
        + " on, kept in " + files.aside().string(),
      result.commits_behind + damaged.commits_behind,
      std::max(result.last_sequence, damaged.last_sequence)};
  }
  for (const auto& file : found.cut)
    files.cut_away({file, {}, store_survey::remedy::cut_away, {}, 0, 0});
  if (!found.blank)
    rehearse(settings, sealing, files);
  return result;
}

/// A MANIFEST that looks cut short may hold less than it did: RocksDB would delete tables.
void cut_short(const store_settings& settings, const store_survey& found) {
  if (const auto noted = noted_high_water(settings); noted || !found.blank) {
    const rocksdb_store store{store_in(settings), rocksdb_store::access::reading};
    require_nothing_lost(store, noted);
  }
  const folder_lock held{store_in(settings)};
  for (const auto& file : found.cut)
    files_at{settings}.shorten(file);
}

} // namespace

given_up make_ready(const store_settings& settings, const sealing& sealing) {
  require_no_half_restored(settings);
  make_folders(settings);
  auto found = look(settings, noted_high_water(settings));
  if (settings.recover == recovery::point_in_time)
    return recover(settings, sealing, std::move(found));
  if (found.damaged)
    throw model::journal_failure{told(*found.damaged)};
  if (!found.cut.empty())
    cut_short(settings, found);
  return {};
}

void require_whole(const store_settings& settings) {
  const auto store = store_in(settings);
  std::optional<folder_lock> held;
  if (env_of(settings).FileExists((store.folder / "LOCK").string()).ok())
    held.emplace(store);
  if (const auto found = survey(settings, noted_high_water(settings)); found.damaged)
    throw model::journal_failure{told(*found.damaged)};
}

} // namespace kod::persistence
