#include "persistence/installation_key.hpp"

#include "persistence/descriptor.hpp"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <sodium.h>
#include <string>
#include <sys/stat.h>
#include <system_error>

namespace kod::persistence {

namespace {

namespace fs = std::filesystem;

constexpr char derivation_context[crypto_kdf_CONTEXTBYTES + 1] = "kod-keys";
static_assert(secret::size == crypto_kdf_KEYBYTES);

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw key_failure{file.string() + ": " + what};
}

[[noreturn]] void fail_by_errno(const fs::path& file, const std::string& what) {
  fail(file, what + ": " + std::generic_category().message(errno));
}

fs::path file_in(const fs::path& folder) {
  return folder / "installation.key";
}

void refuse_what_others_can_read(const descriptor& file, const fs::path& path) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0)
    fail_by_errno(path, "can't be examined");
  if (!S_ISREG(status.st_mode))
    fail(path, "is not a file");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    fail(path, "others than its owner may use it; set its mode to 0600");
  if (status.st_size != static_cast<off_t>(secret::size))
    fail(path, "is not a key: it must hold " + std::to_string(secret::size) + " bytes");
}

std::optional<secret> read_key(const fs::path& path) {
  const descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)};
  if (!file && errno == ENOENT)
    return std::nullopt;
  if (!file)
    fail_by_errno(path, "can't be opened");
  refuse_what_others_can_read(file, path);
  secret result;
  if (::read(file.get(), result.data(), secret::size) != static_cast<ssize_t>(secret::size))
    fail_by_errno(path, "can't be read");
  return result;
}

void sync_folder(const fs::path& folder) {
  const descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!opened || ::fsync(opened.get()) != 0)
    fail_by_errno(folder, "can't be synced");
}

/// Writes a key under a name of its own and then links it to the real one: so the file is whole
/// from the first moment, and of two who do it at once only one succeeds.
void make_key(const fs::path& folder) {
  const auto path = file_in(folder);
  auto draft = path.string() + '.' + std::string(6, 'X');     // mkostemp fills them in.
  const descriptor file{::mkostemp(draft.data(), O_CLOEXEC)}; // Mode 0600.
  if (!file)
    fail_by_errno(path, "can't be made");
  secret fresh;
  ::randombytes_buf(fresh.data(), secret::size);
  const bool written =
    ::write(file.get(), fresh.data(), secret::size) == static_cast<ssize_t>(secret::size)
    && ::fsync(file.get()) == 0;
  const bool linked = written && ::link(draft.c_str(), path.c_str()) == 0;
  const auto reason = errno;
  ::unlink(draft.c_str());
  errno = reason;
  if (!linked && (!written || errno != EEXIST))
    fail_by_errno(path, "can't be made");
  sync_folder(folder);
}

void make_folder(const fs::path& folder) {
  if (folder.has_parent_path())
    fs::create_directories(folder.parent_path());
  if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
    fail_by_errno(folder, "can't be made");
}

void start_sodium() {
  if (::sodium_init() < 0)
    throw key_failure{"the cryptographic library doesn't start"};
}

} // namespace

secret::~secret() {
  ::sodium_memzero(bytes_.data(), bytes_.size());
}

installation_key installation_key::open_or_create(const fs::path& folder) {
  start_sodium();
  if (const auto found = read_key(file_in(folder)))
    return installation_key{*found};
  // What lies there is sealed: a new key would only hide that its own is lost.
  if (fs::exists(folder / "journal") || fs::exists(folder / "restoring"))
    fail(file_in(folder), "is not there: put the key back with which the folder was sealed");
  make_folder(folder);
  make_key(folder);
  return open(folder);
}

installation_key installation_key::open(const fs::path& folder) {
  start_sodium();
  const auto found = read_key(file_in(folder));
  if (!found)
    fail(file_in(folder), "is not there");
  return installation_key{*found};
}

secret installation_key::derive(key_use use) const {
  secret result;
  ::crypto_kdf_derive_from_key(
    result.data(), secret::size, static_cast<std::uint64_t>(use), derivation_context, root_.data());
  return result;
}

} // namespace kod::persistence
