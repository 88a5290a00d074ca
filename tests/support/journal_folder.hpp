#pragma once

#include "persistence/installation_key.hpp"
#include "persistence/rocksdb_journal.hpp"
#include "persistence/sealing.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

namespace kod::tests {

/// A folder that is gone with the test.
class temporary_folder {
public:
  temporary_folder() {
    auto name = (std::filesystem::temp_directory_path() / "kod-test-").string();
    name.append(6, 'X'); // mkdtemp fills them in.
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error{"no temporary folder: " + name};
    path_ = name;
  }
  ~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;

  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

/// An engine's data folder and what opens it.
class journal_folder {
public:
  journal_folder() = default;
  /// As a crash at this moment would leave the other's folder, or as it lies in a kept one.
  explicit journal_folder(const std::filesystem::path& other) {
    std::filesystem::copy(
      other,
      folder_.path(),
      std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    const auto key = folder_.path() / "installation.key";
    if (std::filesystem::exists(key)) // A copy's mode may be wider.
      std::filesystem::permissions(
        key, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }

  const std::filesystem::path& path() const { return folder_.path(); }
  persistence::store_settings settings() const {
    return {path(), [](auto) {}, nullptr};
  }
  persistence::sealing sealing() const {
    return persistence::sealing{persistence::installation_key::open_or_create(path())};
  }

  std::unique_ptr<persistence::rocksdb_journal> open() const {
    return std::make_unique<persistence::rocksdb_journal>(settings(), sealing());
  }
  std::unique_ptr<persistence::rocksdb_archive> open_for_reading() const {
    return persistence::open_for_reading(settings(), sealing());
  }

private:
  temporary_folder folder_;
};

inline std::string contents_of(const std::filesystem::path& file) {
  std::ifstream input{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{input}, {}};
}

inline void flip_byte(const std::filesystem::path& file, std::size_t at) {
  std::fstream both{file, std::ios::binary | std::ios::in | std::ios::out};
  both.seekg(static_cast<std::streamoff>(at));
  const auto flipped = static_cast<char>(both.get() ^ 0x20);
  both.seekp(static_cast<std::streamoff>(at));
  both.put(flipped);
}

/// The store's files that end so, in order of name.
inline std::vector<std::filesystem::path>
store_files(const std::filesystem::path& folder, const std::string& ending) {
  std::vector<std::filesystem::path> result;
  for (const auto& entry : std::filesystem::directory_iterator{folder / "journal"})
    if (entry.path().extension() == ending)
      result.push_back(entry.path());
  std::sort(result.begin(), result.end());
  return result;
}

} // namespace kod::tests
