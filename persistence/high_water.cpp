#include "persistence/high_water.hpp"

#include "model/journal.hpp"
#include "persistence/keys.hpp"

#include <array>
#include <fcntl.h>
#include <sys/stat.h>

namespace kod::persistence {

namespace {

constexpr std::size_t number_size = 8;
constexpr std::uint64_t complement = ~std::uint64_t{0};

std::filesystem::path file_in(const std::filesystem::path& folder) {
  return folder / "high-water";
}

/// The number and its complement: a file torn by a power cut says nothing rather than a wrong
/// number.
std::optional<std::uint64_t> read_from(const descriptor& file) {
  std::array<char, 2 * number_size> bytes{};
  if (::pread(file.get(), bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    return std::nullopt;
  const auto changes = parse_ordered({bytes.data(), number_size});
  if (parse_ordered({bytes.data() + number_size, number_size}) != (changes ^ complement))
    return std::nullopt;
  return changes;
}

} // namespace

high_water::high_water(const std::filesystem::path& folder)
  : file_{::open(file_in(folder).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)} {
  if (!file_)
    throw model::journal_failure{file_in(folder).string() + " can't be opened"};
}

std::optional<std::uint64_t> high_water::noted() const {
  return read_from(file_);
}

void high_water::note(std::uint64_t changes) const {
  const auto bytes = ordered(changes) + ordered(changes ^ complement);
  if (::pwrite(file_.get(), bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw model::journal_failure{"the high-water mark can't be written"};
}

std::optional<std::uint64_t> noted_high_water(const std::filesystem::path& folder) {
  const descriptor file{::open(file_in(folder).c_str(), O_RDONLY | O_CLOEXEC)};
  return file ? read_from(file) : std::nullopt;
}

} // namespace kod::persistence
