#include "persistence/backup_seal.hpp"

#include "persistence/chain.hpp"
#include "persistence/codec.hpp"
#include "persistence/descriptor.hpp"
#include "persistence/durable_files.hpp"

#include <algorithm>
#include <charconv>

namespace kod::persistence {

namespace {

namespace fs = std::filesystem;

fs::path seals_in(const fs::path& folder) {
  return folder / "seals";
}

fs::path seal_of(const fs::path& folder, std::uint32_t number) {
  return seals_in(folder) / std::to_string(number);
}

std::string as_bytes(const chain_hash& hash) {
  return {hash.begin(), hash.end()};
}

/// 0: it is none, as of a draft that a crash left.
std::uint32_t number_in(const std::string& name) {
  std::uint32_t result = 0;
  const auto* const end = name.data() + name.size();
  const auto [rest, problem] = std::from_chars(name.data(), end, result);
  return problem == std::errc{} && rest == end ? result : 0;
}

backup_seal open_seal(const std::string& bytes) {
  constexpr auto hash_size = std::tuple_size_v<chain_hash>;
  if (bytes.size() < hash_size)
    throw model::journal_failure{"it is too short"};
  const auto content = std::string_view{bytes}.substr(0, bytes.size() - hash_size);
  if (as_bytes(hash_of(content)) != bytes.substr(content.size()))
    throw model::journal_failure{"it isn't what was written"};
  return decode<backup_seal>(content);
}

[[noreturn]] void damaged(std::uint32_t number, const fs::path& file, const std::string& why) {
  throw model::backup_failure{
    "backup " + std::to_string(number) + " is damaged: " + file.string() + ": " + why};
}

} // namespace

std::string key_name(const std::string& key_id) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (const auto each : key_id) {
    const auto byte = static_cast<unsigned char>(each);
    result += digits[byte >> 4];
    result += digits[byte & 0x0f];
  }
  return result;
}

std::vector<std::uint32_t> sealed_numbers(const fs::path& folder) {
  std::vector<std::uint32_t> result;
  if (fs::exists(seals_in(folder)))
    for (const auto& each : fs::directory_iterator{seals_in(folder)})
      if (const auto number = number_in(each.path().filename().string()))
        result.push_back(number);
  std::ranges::sort(result);
  return result;
}

backup_seal read_seal(const fs::path& folder, std::uint32_t number) {
  const auto file = seal_of(folder, number);
  if (!fs::exists(file))
    throw model::backup_failure{folder.string() + " has no backup " + std::to_string(number)};
  backup_seal result;
  try {
    result = open_seal(read_whole(file));
  } catch (const std::exception& failure) {
    damaged(number, file, failure.what());
  }
  if (result.number != number)
    damaged(number, file, "it is another's");
  if (inventory_of(folder, number) != result.inventory)
    damaged(number, folder / "meta" / std::to_string(number), "it isn't what was written");
  return result;
}

void write_seal(const fs::path& folder, const backup_seal& seal) {
  make_private_folder(seals_in(folder));
  auto bytes = encode(seal);
  bytes += as_bytes(hash_of(bytes));
  write_durably(seal_of(folder, seal.number), bytes);
}

void break_seal(const fs::path& folder, std::uint32_t number) {
  fs::remove(seal_of(folder, number));
  sync_folder(seals_in(folder));
}

chain_hash inventory_of(const fs::path& folder, std::uint32_t number) {
  const auto file = folder / "meta" / std::to_string(number);
  try {
    return hash_of(read_whole(file));
  } catch (const std::exception& failure) {
    damaged(number, file, failure.what());
  }
}

} // namespace kod::persistence
