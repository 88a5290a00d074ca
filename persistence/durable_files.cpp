#include "persistence/durable_files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>

namespace kod::persistence {

namespace {

namespace fs = std::filesystem;

void require(bool done, const fs::path& file) {
  if (!done)
    throw std::system_error{errno, std::generic_category(), file.string()};
}

descriptor open_folder(const fs::path& folder) {
  descriptor result{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  require(static_cast<bool>(result), folder);
  return result;
}

} // namespace

void make_private_folder(const fs::path& folder) {
  if (folder.has_parent_path())
    fs::create_directories(folder.parent_path());
  require(::mkdir(folder.c_str(), S_IRWXU) == 0 || errno == EEXIST, folder);
}

std::string read_whole(const fs::path& file) {
  errno = 0;
  std::ifstream input{file, std::ios::binary};
  require(static_cast<bool>(input), file);
  std::string result{std::istreambuf_iterator<char>{input}, {}};
  require(!input.bad(), file);
  return result;
}

void write_durably(const fs::path& file, std::string_view contents) {
  auto draft = file;
  draft += ".draft";
  {
    const descriptor out{
      ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR)};
    require(static_cast<bool>(out), draft);
    for (auto left = contents; !left.empty();) {
      const auto written = ::write(out.get(), left.data(), left.size());
      require(written >= 0, draft);
      left.remove_prefix(static_cast<std::size_t>(written));
    }
    require(::fsync(out.get()) == 0, draft);
  }
  fs::rename(draft, file);
  sync_folder(file.parent_path());
}

void sync_folder(const fs::path& folder) {
  require(::fsync(open_folder(folder).get()) == 0, folder);
}

void sync_disk(const fs::path& folder) {
  require(::syncfs(open_folder(folder).get()) == 0, folder);
}

file_lock::file_lock(const fs::path& file)
  : file_{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)} {
  require(static_cast<bool>(file_), file);
  require(::flock(file_.get(), LOCK_EX | LOCK_NB) == 0, file.string() + " is held by another");
}

} // namespace kod::persistence
