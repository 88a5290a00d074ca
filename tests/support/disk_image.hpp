#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

// What lies on a disk, and what of it would be there after a power cut: of a file what was synced,
// of a folder the names that were there when it was synced.

namespace kod::tests {

/// One change. Files are known by number, in the order in which they were made: a file that is
/// open lives on under another name or none.
struct disk_change {
  enum class kind : std::uint8_t {
    make_file,   // `path`
    make_folder, // `path`
    link,        // `path` names `file`
    rename,      // `path` becomes `to`
    remove,      // `path`
    write,       // `bytes` into `file` at `at`
    resize,      // `file` to `at`
    sync,        // `file`
    sync_folder, // `path`
  };
  kind what{};
  std::string path{};
  std::string to{};
  std::size_t file = 0;
  std::uint64_t at = 0;
  std::string bytes{};
};

/// What a power cut does to what was not synced.
enum class power_cut : std::uint8_t {
  clean,   // It is gone.
  torn,    // It is there up to some byte, and of each folder's names up to some change.
  garbage, // Torn, and where the rest should lie stands something else.
};

class disk_image {
public:
  using dice = std::mt19937_64;

  void apply(const disk_change&);

  /// What would lie there if the power went now.
  disk_image after(power_cut, dice&) const;

  bool exists(const std::string& path) const { return names_.contains(path); }
  bool is_folder(const std::string& path) const { return number_of(path) == folder; }
  /// None where no file has this name.
  std::optional<std::size_t> file_at(const std::string& path) const {
    const auto number = number_of(path);
    return number && *number != folder ? number : std::nullopt;
  }
  const std::string& contents(std::size_t file) const { return files_.at(file).now; }
  const std::string& contents_of(const std::string& path) const {
    return contents(file_at(path).value());
  }
  std::vector<std::string> children(const std::string& path) const;
  std::vector<std::string> files() const;
  std::uint64_t bytes_used() const;

  /// As bits rot: with no trace, and at once for good.
  void flip_bit(const std::string& path, std::size_t byte, unsigned bit) {
    auto& rotten = files_.at(number_of(path).value());
    rotten.now.at(byte) = static_cast<char>(rotten.now.at(byte) ^ 1 << bit);
    rotten.settle();
  }

private:
  using name_list = std::map<std::string, std::size_t, std::less<>>;
  static constexpr std::size_t folder = ~std::size_t{0};

  struct stored_file {
    std::string now;
    std::string synced;
    std::vector<disk_change> unsynced;

    void settle() {
      synced = now;
      unsynced.clear();
    }
  };
  /// What a power cut takes or leaves as one: a rename changes two names.
  struct name_change {
    std::vector<std::pair<std::string, std::optional<std::size_t>>> names;
  };

  static std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }
  static void change(std::string& contents, const disk_change&);
  static void change(name_list&, const name_change&);
  static std::string survivor(const stored_file&, power_cut, dice&);
  static std::size_t roll(std::size_t most, dice& with) {
    return std::uniform_int_distribution<std::size_t>{0, most}(with);
  }
  std::optional<std::size_t> number_of(const std::string& path) const {
    const auto found = names_.find(path);
    return found == names_.end() ? std::nullopt : std::optional{found->second};
  }
  void name(const std::string& in, name_change);
  name_list surviving_names(power_cut, dice&) const;

  std::vector<stored_file> files_;
  name_list names_{{"", folder}};
  name_list synced_names_{{"", folder}};
  std::map<std::string, std::vector<name_change>> unsynced_names_; // By folder.
};

inline void disk_image::change(std::string& contents, const disk_change& by) {
  if (by.what == disk_change::kind::resize)
    return contents.resize(by.at);
  if (contents.size() < by.at + by.bytes.size())
    contents.resize(by.at + by.bytes.size());
  contents.replace(by.at, by.bytes.size(), by.bytes);
}

inline void disk_image::change(name_list& names, const name_change& by) {
  for (const auto& [path, number] : by.names)
    if (number)
      names[path] = *number;
    else
      names.erase(path);
}

inline void disk_image::name(const std::string& in, name_change by) {
  change(names_, by);
  unsynced_names_[folder_of(in)].push_back(std::move(by));
}

inline void disk_image::apply(const disk_change& made) {
  using kind = disk_change::kind;
  switch (made.what) {
  case kind::make_file:
    name(made.path, {{{made.path, files_.size()}}});
    files_.emplace_back();
    break;
  case kind::make_folder: name(made.path, {{{made.path, folder}}}); break;
  case kind::link: name(made.path, {{{made.path, made.file}}}); break;
  case kind::rename:
    name(made.to, {{{made.path, std::nullopt}, {made.to, number_of(made.path).value()}}});
    break;
  case kind::remove: name(made.path, {{{made.path, std::nullopt}}}); break;
  case kind::write:
  case kind::resize:
    change(files_.at(made.file).now, made);
    files_.at(made.file).unsynced.push_back(made);
    break;
  case kind::sync: files_.at(made.file).settle(); break;
  case kind::sync_folder:
    for (const auto& each : unsynced_names_[made.path])
      change(synced_names_, each);
    unsynced_names_.erase(made.path);
    break;
  }
}

/// A disk writes a file's pages in their order, or they are not what was written.
inline std::string disk_image::survivor(const stored_file& of, power_cut how, dice& with) {
  auto result = of.synced;
  if (how == power_cut::clean || of.unsynced.empty())
    return result;
  const auto whole = roll(of.unsynced.size(), with);
  for (std::size_t at = 0; at < whole; ++at)
    change(result, of.unsynced[at]);
  if (whole == of.unsynced.size() || of.unsynced[whole].bytes.empty())
    return result;
  auto last = of.unsynced[whole];
  const auto kept = roll(last.bytes.size(), with);
  if (how == power_cut::torn)
    last.bytes.resize(kept);
  else
    std::generate(last.bytes.begin() + static_cast<std::ptrdiff_t>(kept), last.bytes.end(), [&] {
      return static_cast<char>(roll(255, with));
    });
  change(result, last);
  return result;
}

inline disk_image::name_list disk_image::surviving_names(power_cut how, dice& with) const {
  auto result = synced_names_;
  if (how != power_cut::clean)
    for (const auto& [path, changes] : unsynced_names_) {
      const auto kept = roll(changes.size(), with);
      for (std::size_t at = 0; at < kept; ++at)
        change(result, changes[at]);
    }
  // What was lost with the folder it lay in; a folder stands before what lies in it.
  for (auto each = result.begin(); each != result.end();)
    each = result.contains(folder_of(each->first)) ? std::next(each) : result.erase(each);
  return result;
}

inline disk_image disk_image::after(power_cut how, dice& with) const {
  disk_image result;
  result.names_ = surviving_names(how, with);
  for (auto& [path, number] : result.names_)
    if (number != folder) {
      const auto contents = survivor(files_.at(number), how, with);
      number = result.files_.size();
      result.files_.push_back({contents, contents, {}});
    }
  result.synced_names_ = result.names_;
  return result;
}

inline std::vector<std::string> disk_image::children(const std::string& path) const {
  std::vector<std::string> result;
  for (const auto& [each, number] : names_)
    if (!each.empty() && each != path && folder_of(each) == path)
      result.push_back(each.substr(path.size() + 1));
  return result;
}

inline std::vector<std::string> disk_image::files() const {
  std::vector<std::string> result;
  for (const auto& [path, number] : names_)
    if (number != folder)
      result.push_back(path);
  return result;
}

inline std::uint64_t disk_image::bytes_used() const {
  std::uint64_t result = 0;
  for (const auto& [path, number] : names_)
    if (number != folder)
      result += files_.at(number).now.size();
  return result;
}

} // namespace kod::tests
