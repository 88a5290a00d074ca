#include "app/known_limits.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace kod::app {

namespace {

std::filesystem::path file_in(const std::filesystem::path& folder) {
  return folder / limits_file;
}

} // namespace

void note_limits(const std::filesystem::path& folder, const model::dispatch_settings& settings) {
  const auto highest = with_noted_limits(folder, settings);
  const auto path = file_in(folder);
  auto draft = path;
  draft += ".new";
  std::ofstream file{draft};
  file << "misses-to-deregister " << highest.misses_to_deregister << "\nmax-open-per-agent "
       << highest.max_open_per_agent << '\n';
  file.close();
  if (!file) // As on a full disk: what was noted before must not give way to half a note.
    throw std::runtime_error{draft.string() + " can't be written"};
  std::filesystem::rename(draft, path);
}

model::dispatch_settings
with_noted_limits(const std::filesystem::path& folder, model::dispatch_settings settings) {
  std::ifstream file{file_in(folder)};
  std::string name;
  for (std::uint32_t value = 0; file >> name >> value;) {
    if (name == "misses-to-deregister")
      settings.misses_to_deregister = std::max(settings.misses_to_deregister, value);
    if (name == "max-open-per-agent")
      settings.max_open_per_agent = std::max(settings.max_open_per_agent, value);
  }
  return settings;
}

} // namespace kod::app
