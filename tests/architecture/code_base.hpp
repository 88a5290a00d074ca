#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace kod::tests {

namespace fs = std::filesystem;

/// The folders that hold what we wrote, below the project's own.
inline const std::vector<std::string> our_folders{
  "actors", "app", "cmake", "data", "docs", "http", "model", "persistence", "scripts", "tests"};

inline bool is_code(const fs::path& file) {
  return file.extension() == ".cpp" || file.extension() == ".hpp";
}

/// Calls `visit(path)` for each file below a folder of the project.
template <class Visit>
void for_each_file(const std::string& folder, Visit visit) {
  for (const auto& entry : fs::recursive_directory_iterator{folder})
    if (entry.is_regular_file())
      visit(entry.path());
}

/// Calls `visit(line)` for each line of the file.
template <class Visit>
void for_each_line_of(const fs::path& file, Visit visit) {
  std::ifstream input{file};
  for (std::string line; std::getline(input, line);)
    visit(std::string_view{line});
}

/// Calls `visit(path, line)` for each line of the folder's C++ files.
template <class Visit>
void for_each_line(const std::string& folder, Visit visit) {
  for_each_file(folder, [&](const fs::path& file) {
    if (is_code(file))
      for_each_line_of(file, [&](std::string_view line) { visit(file, line); });
  });
}

} // namespace kod::tests
