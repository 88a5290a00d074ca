#include "persistence/store_survey.hpp"

#include "model/journal.hpp"
#include "persistence/keys.hpp"
#include "persistence/log_survey.hpp"
#include "persistence/rocksdb_options.hpp"
#include "persistence/store_identity.hpp"

#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace kod::persistence {

namespace {

using remedy = store_survey::remedy;

/// Notes which logs RocksDB reads: those that its tables don't hold yet.
class log_reading : public rocksdb::FileSystemWrapper {
public:
  explicit log_reading(const std::shared_ptr<rocksdb::FileSystem>& real)
    : FileSystemWrapper{real} {}

  static const char* kClassName() { return "log_reading"; }
  const char* Name() const override { return kClassName(); }

  rocksdb::IOStatus NewSequentialFile(
    const std::string& path,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSSequentialFile>* result,
    rocksdb::IODebugContext* context) override {
    names.insert(std::filesystem::path{path}.filename().string());
    return FileSystemWrapper::NewSequentialFile(path, options, result, context);
  }

  std::set<std::string> names;
};

/// Counts the commits in what was written at once, and finds the last one's sequence.
class commit_count : public rocksdb::WriteBatch::Handler {
public:
  using status = rocksdb::Status;
  status PutCF(std::uint32_t where, const rocksdb::Slice& key, const rocksdb::Slice&) override {
    if (
      where == static_cast<std::uint32_t>(column::journal) && key.size() == sizeof last_sequence) {
      ++commits;
      last_sequence = parse_ordered({key.data(), key.size()});
    }
    return status::OK();
  }
  status DeleteCF(std::uint32_t, const rocksdb::Slice&) override { return status::OK(); }

  std::uint64_t commits = 0;
  std::uint64_t last_sequence = 0;
};

/// The head of what was written at once: the number of its first change and how many they are.
struct batch_head {
  std::uint64_t first = 0;
  std::uint64_t count = 0;
};

std::optional<batch_head> head_of(std::string_view written) {
  constexpr std::size_t number_bytes = 8, count_bytes = 4;
  if (written.size() < number_bytes + count_bytes)
    return std::nullopt;
  const auto number = [](std::string_view bytes) {
    std::uint64_t result = 0;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte)
      result = result << 8 | static_cast<std::uint8_t>(*byte);
    return result;
  };
  return batch_head{
    number(written.substr(0, number_bytes)), number(written.substr(number_bytes, count_bytes))};
}

/// The number of a file named like `000012.log`.
std::optional<std::uint64_t> number_of_log(std::string_view name) {
  std::uint64_t result = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), result);
  const std::string_view rest{end, static_cast<std::size_t>(name.data() + name.size() - end)};
  return error == std::errc{} && rest == ".log" ? std::optional{result} : std::nullopt;
}

bool is_table(const std::string& name) {
  return name.ends_with(".sst");
}

class surveyor {
public:
  surveyor(const store_settings& data_folder, const std::optional<high_mark>& noted)
    : settings_{store_in(data_folder)}, env_{env_of(settings_)}, noted_{noted} {}

  store_survey run() {
    std::vector<std::string> names;
    env_.GetChildren(settings_.folder.string(), &names).PermitUncheckedError(); // None yet.
    take_logs(names);
    if (look_at_manifest(names))
      look_at_logs();
    if (result_.damaged && result_.damaged->where.name.ends_with(".log") && leave_unread_out())
      look_at_logs();
    result_.blank = !changes_ && std::ranges::none_of(names, is_table);
    return std::move(result_);
  }

private:
  void take_logs(const std::vector<std::string>& names) {
    std::ranges::copy_if(names, std::back_inserter(logs_), [](const auto& name) {
      return number_of_log(name).has_value();
    });
    std::ranges::sort(logs_, {}, [](const auto& name) { return number_of_log(name).value(); });
  }

  /// Only the last log may be cut short. One that a start has just made and not written to follows
  /// on nothing.
  bool is_last(const std::string& name) const {
    const auto holds_something = [this](const std::string& each) {
      std::uint64_t bytes = 0;
      const auto status = env_.GetFileSize((settings_.folder / each).string(), &bytes);
      return !status.ok() || bytes > 0;
    };
    return std::none_of(std::next(std::ranges::find(logs_, name)), logs_.end(), holds_something);
  }

  std::string read(const std::string& name) const {
    std::string result;
    const auto status =
      rocksdb::ReadFileToString(&env_, (settings_.folder / name).string(), &result);
    if (!status.ok())
      throw model::journal_failure{"journal/" + name + " can't be read: " + status.ToString()};
    return result;
  }

  void broken(store_survey::broken_file where, std::string what, remedy mended_by) {
    result_.damaged = store_survey::damage{std::move(where), std::move(what), mended_by, {}, 0, 0};
  }

  bool look_at_manifest(const std::vector<std::string>& names);
  void look_at_logs();
  void look_at_log(const std::string& name);
  bool take_changes(std::string_view written);
  void judge_end(const std::string& name, const log_survey&, std::string_view bytes);
  void look_behind(std::string_view bytes, std::size_t whole);
  bool leave_unread_out();

  store_settings settings_;
  rocksdb::Env& env_;
  std::optional<high_mark> noted_;
  std::vector<std::string> logs_; // In the order in which they were written.
  std::optional<std::uint64_t> changes_;
  std::string gap_; // Why a whole record can't be what must come here.
  store_survey result_;
};

/// Answers whether there is something more to look at.
bool surveyor::look_at_manifest(const std::vector<std::string>& names) {
  const auto there = [&](const std::string& name) { return std::ranges::count(names, name) > 0; };
  if (!there("CURRENT")) {
    if (std::ranges::any_of(names, is_table) || !logs_.empty())
      broken({"CURRENT"}, "is missing", remedy::elsewhere);
    return false;
  }
  auto manifest = read("CURRENT");
  if (
    !manifest.ends_with('\n') || !manifest.starts_with("MANIFEST-")
    || !there(manifest.substr(0, manifest.size() - 1))) {
    broken({"CURRENT"}, "names no file that is there", remedy::elsewhere);
    return false;
  }
  manifest.pop_back();
  const auto bytes = read(manifest);
  std::size_t records = 0;
  const auto found = survey_log(bytes, [&](auto) { return ++records > 0; });
  const store_survey::broken_file where{manifest, found.whole_bytes, bytes.size()};
  if (records == 0)
    broken(where, "holds nothing that can be read", remedy::elsewhere);
  else if (found.ends == log_survey::ending::damaged)
    broken(where, "doesn't hold what was written", remedy::cut_away);
  else if (found.ends == log_survey::ending::cut)
    result_.cut.push_back(where);
  return !result_.damaged;
}

void surveyor::look_at_logs() {
  for (const auto& name : logs_)
    if (result_.damaged) {
      result_.damaged->later_logs.push_back(name);
      look_behind(read(name), 0);
    } else {
      look_at_log(name);
    }
}

void surveyor::look_at_log(const std::string& name) {
  const auto bytes = read(name);
  judge_end(name, survey_log(bytes, [this](auto written) { return take_changes(written); }), bytes);
}

/// What was written follows on what was written before it, change by change.
bool surveyor::take_changes(std::string_view written) {
  const auto head = head_of(written);
  gap_.clear();
  if (head && changes_ && head->count > 0 && head->first != *changes_ + 1)
    gap_ =
      "goes on at change " + std::to_string(head->first) + " after " + std::to_string(*changes_);
  if (!head || !gap_.empty())
    return false;
  if (head->count > 0)
    changes_ = head->first + head->count - 1;
  return true;
}

void surveyor::judge_end(const std::string& name, const log_survey& found, std::string_view bytes) {
  using ending = log_survey::ending;
  const store_survey::broken_file where{name, found.whole_bytes, bytes.size()};
  const bool last = is_last(name);
  const bool lacks_answered = noted_ && changes_ && noted_->changes > *changes_;
  if (found.ends == ending::damaged)
    broken(where, gap_.empty() ? "doesn't hold what was written" : gap_, remedy::cut_away);
  else if (last && lacks_answered)
    broken(where, "ends before the end of what was answered", remedy::cut_away);
  else if (found.ends == ending::cut && !last)
    broken(where, "ends in the middle, and more was written after it", remedy::cut_away);
  else if (found.ends == ending::cut)
    result_.cut.push_back(where);
  if (result_.damaged)
    look_behind(bytes, found.whole_bytes);
}

void surveyor::look_behind(std::string_view bytes, std::size_t whole) {
  survey_behind(bytes, whole, [this](std::string_view written) {
    commit_count counted;
    rocksdb::WriteBatch{std::string{written}}.Iterate(&counted).PermitUncheckedError();
    result_.damaged->commits_behind += counted.commits;
    if (counted.commits > 0)
      result_.damaged->last_sequence = counted.last_sequence;
    return true;
  });
}

/// Logs whose contents lie in tables already don't matter, and a crash may leave some. Answers
/// whether there were any, and everything is to be looked at once more.
bool surveyor::leave_unread_out() {
  const auto reading = std::make_shared<log_reading>(env_.GetFileSystem());
  const auto env = rocksdb::NewCompositeEnv(reading);
  auto settings = settings_;
  settings.env = env.get();
  auto options = options_for(settings);
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kSkipAnyCorruptedRecords;
  std::vector<rocksdb::ColumnFamilyHandle*> columns;
  rocksdb::DB* opened = nullptr;
  rocksdb::DB::OpenForReadOnly(
    options, settings.folder.string(), columns_in(settings, options), &columns, &opened)
    .PermitUncheckedError();
  const std::unique_ptr<rocksdb::DB> store{opened};
  for (auto* const each : columns)
    store->DestroyColumnFamilyHandle(each).PermitUncheckedError();
  const auto unread = std::ranges::remove_if(
    logs_, [&](const auto& name) { return store && !reading->names.contains(name); });
  if (unread.empty())
    return false;
  logs_.erase(unread.begin(), unread.end());
  result_.damaged.reset();
  changes_.reset();
  return true;
}

} // namespace

store_survey survey(const store_settings& of_data_folder, const std::optional<high_mark>& noted) {
  return surveyor{of_data_folder, noted}.run();
}

} // namespace kod::persistence
