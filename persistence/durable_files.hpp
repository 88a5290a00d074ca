#pragma once

#include "persistence/descriptor.hpp"

#include <filesystem>
#include <string>
#include <string_view>

// Files that are there whole or not at all, also when the power goes. What can't be done throws
// `std::system_error` with the file's name.

namespace kod::persistence {

/// Readable by its owner alone; one that is there already stays as it is.
void make_private_folder(const std::filesystem::path&);
std::string read_whole(const std::filesystem::path& file);
/// In place of what was there.
void write_durably(const std::filesystem::path& file, std::string_view contents);
/// What was made, renamed and removed in it stays so.
void sync_folder(const std::filesystem::path&);
/// All that was written to the disk on which it lies.
void sync_disk(const std::filesystem::path& folder);

/// Whoever holds the lock of a file, which is made, is alone with what it stands for; throws where
/// somebody else holds it.
class file_lock {
public:
  explicit file_lock(const std::filesystem::path& file);

private:
  descriptor file_;
};

} // namespace kod::persistence
