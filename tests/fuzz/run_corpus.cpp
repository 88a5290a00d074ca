// In place of the fuzzer, where there is none: gives a target each file of the named folders.

#include "tests/fuzz/must.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& each : std::filesystem::directory_iterator{folder})
    files.push_back(each.path());
  std::ranges::sort(files);
  return files;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream from{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{from}, {}};
}

} // namespace

int main(int argc, char** argv) {
  std::size_t ran = 0;
  for (int each = 1; each < argc; ++each)
    for (const auto& file : files_in(argv[each])) {
      std::printf("%s\n", file.filename().c_str());
      std::fflush(stdout); // The last one told is the one that ended it.
      const auto bytes = bytes_of(file);
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      ++ran;
    }
  return ran > 0 ? 0 : 1; // A corpus that isn't there proves nothing.
}
