#include "persistence/high_water.hpp"

#include "persistence/keys.hpp"
#include "persistence/rocksdb_status.hpp"

#include <rocksdb/env.h>

#include <array>
#include <string>

namespace kod::persistence {

namespace {

constexpr std::size_t number_size = 8;
constexpr std::uint64_t complement = ~std::uint64_t{0};
constexpr auto keeping = "keeping the high-water mark";

std::string file_in(const store_settings& settings) {
  return (settings.folder / high_water_file).string();
}

/// A number and its complement: a file torn by a power cut says nothing rather than a wrong
/// number.
std::string guarded(std::uint64_t number) {
  return ordered(number) + ordered(number ^ complement);
}

std::optional<std::uint64_t> parse_guarded(std::string_view bytes) {
  if (bytes.size() < 2 * number_size)
    return std::nullopt;
  const auto number = parse_ordered(bytes.substr(0, number_size));
  if (parse_ordered(bytes.substr(number_size, number_size)) != (number ^ complement))
    return std::nullopt;
  return number;
}

} // namespace

high_water::high_water(const store_settings& settings) {
  auto& env = env_of(settings);
  const auto path = file_in(settings);
  if (!env.FileExists(path).ok()) {
    std::unique_ptr<rocksdb::WritableFile> made;
    require(env.NewWritableFile(path, &made, rocksdb::EnvOptions{}), keeping);
    require(made->Close(), keeping);
  }
  require(env.NewRandomRWFile(path, &file_, rocksdb::EnvOptions{}), keeping);
}

high_water::~high_water() = default;

void high_water::note(const high_mark& mark) {
  require(file_->Write(0, guarded(mark.changes) + guarded(mark.sequence)), keeping);
}

std::optional<high_mark> noted_high_water(const store_settings& settings) {
  std::unique_ptr<rocksdb::SequentialFile> file;
  std::array<char, 4 * number_size> room{};
  rocksdb::Slice read;
  if (
    !env_of(settings).NewSequentialFile(file_in(settings), &file, rocksdb::EnvOptions{}).ok()
    || !file->Read(room.size(), &read, room.data()).ok())
    return std::nullopt;
  const std::string_view bytes{read.data(), read.size()};
  const auto changes = parse_guarded(bytes);
  if (!changes)
    return std::nullopt;
  // Older versions noted no sequence.
  return high_mark{*changes, parse_guarded(bytes.substr(2 * number_size)).value_or(0)};
}

} // namespace kod::persistence
