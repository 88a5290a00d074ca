// Checks the manner of the code: sizes, words, tests that don't wait, a README in each folder.

#include "tests/architecture/code_base.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace kod::tests {

namespace {

const std::vector<std::string> unfinished{"TODO", "FIXME"};
const std::vector<std::string> foreign_places{
  "/work/", "/home/", "/root/", "registry.npm", "deb.debian"};
const std::vector<std::string> sleeps{"sleep_for", "sleep_until", "usleep(", "nanosleep"};

bool holds(std::string_view line, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const auto& word) { return line.find(word) != line.npos; });
}

/// This file names what the others may not hold. What a fuzzer is given is bytes.
bool is_text(const fs::path& file) {
  const bool of_corpus = file.parent_path().parent_path().filename() == "corpus";
  if (file.filename() == "house_rules_test.cpp" || of_corpus)
    return false;
  static const std::set<std::string> endings{
    ".cpp", ".hpp", ".md", ".py", ".sh", ".txt", ".cmake", ".yaml", ".json", ".S", ""};
  return endings.contains(file.extension());
}

std::size_t count_lines(const fs::path& file) {
  std::size_t count = 0;
  for_each_line_of(file, [&](std::string_view) { ++count; });
  return count;
}

std::size_t columns(std::string_view line) {
  const auto continues = [](char byte) { return (byte & 0xC0) == 0x80; }; // UTF-8.
  return line.size() - static_cast<std::size_t>(std::ranges::count_if(line, continues));
}

TEST(HouseRules, AFileHasAtMost400Lines) {
  for (const auto& folder : our_folders)
    for_each_file(folder, [](const fs::path& file) {
      if (is_code(file) || file.extension() == ".py") {
        EXPECT_LE(count_lines(file), 400U) << file;
      }
    });
}

TEST(HouseRules, ALineHasAtMost100Columns) {
  for (const auto& folder : our_folders)
    for_each_line(folder, [](const fs::path& file, std::string_view line) {
      EXPECT_LE(columns(line), 100U) << file << ": " << line;
    });
}

TEST(HouseRules, NothingIsLeftForLater) {
  for (const auto& folder : our_folders)
    for_each_file(folder, [](const fs::path& file) {
      if (is_text(file))
        for_each_line_of(file, [&](std::string_view line) {
          EXPECT_FALSE(holds(line, unfinished)) << file << ": " << line;
        });
    });
}

TEST(HouseRules, NoFileKnowsThisMachineOrAPackageHost) {
  for (const auto& folder : our_folders)
    for_each_file(folder, [](const fs::path& file) {
      if (is_text(file))
        for_each_line_of(file, [&](std::string_view line) {
          EXPECT_FALSE(holds(line, foreign_places)) << file << ": " << line;
        });
    });
}

TEST(HouseRules, OnlyTestsOfTheWholeWaitForRealTime) {
  for_each_line("tests", [](const fs::path& file, std::string_view line) {
    if (!is_text(file) || file.parent_path().filename() == "end_to_end")
      return;
    EXPECT_FALSE(holds(line, sleeps)) << file << ": " << line;
  });
}

TEST(HouseRules, EveryFolderSaysWhatLivesThere) {
  std::set<fs::path> folders;
  for (const auto& folder : our_folders)
    for_each_file(folder, [&](const fs::path& file) {
      if (is_text(file))
        folders.insert(file.parent_path());
    });
  for (const auto& folder : folders)
    EXPECT_TRUE(fs::exists(folder / "README.md")) << folder;
}

} // namespace

} // namespace kod::tests
