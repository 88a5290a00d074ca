#include "persistence/log_survey.hpp"

#include <rocksdb/file_checksum.h>

#include <algorithm>
#include <optional>
#include <string>

namespace kod::persistence {

namespace {

constexpr std::size_t block_bytes = 32768;
constexpr std::size_t header_bytes = 7;
constexpr std::size_t unchecked_bytes = 6; // The checksum and the length.
constexpr std::size_t type_bytes = header_bytes - unchecked_bytes;

enum fragment_type : std::uint8_t { full = 1, first, middle, last };

constexpr bool begins_record(std::uint8_t type) {
  return type == full || type == first;
}

constexpr bool ends_record(std::uint8_t type) {
  return type == full || type == last;
}

struct header {
  std::uint32_t checksum = 0;
  std::size_t length = 0;
  std::uint8_t type = 0;
};

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

header parse_header(std::string_view bytes) {
  header result;
  for (std::size_t at = 4; at-- > 0;)
    result.checksum = result.checksum << 8 | byte_at(bytes, at);
  result.length = byte_at(bytes, 4) | byte_at(bytes, 5) << 8;
  result.type = static_cast<std::uint8_t>(bytes[6]);
  return result;
}

/// CRC-32C, turned and shifted as RocksDB does, since logs may lie in what is checked again.
std::uint32_t checksum_of(std::string_view bytes) {
  const auto of = rocksdb::GetFileChecksumGenCrc32cFactory()->CreateFileChecksumGenerator({});
  of->Update(bytes.data(), bytes.size());
  of->Finalize();
  std::uint32_t crc = 0;
  for (const char byte : of->GetChecksum()) // The highest first.
    crc = crc << 8 | static_cast<std::uint8_t>(byte);
  return (crc >> 15 | crc << 17) + 0xa282ead8U;
}

std::size_t left_in_block(std::size_t at) {
  return block_bytes - at % block_bytes;
}

/// Where the next fragment lies.
std::size_t behind_unused(std::size_t at) {
  return left_in_block(at) < header_bytes ? at + left_in_block(at) : at;
}

/// Whether a writer makes such a fragment there.
bool plausible(const header& head, std::size_t at) {
  const auto bytes = header_bytes + head.length;
  const bool goes_on = head.type == first || head.type == middle;
  return head.type >= full && head.type <= last
         && (goes_on ? bytes == left_in_block(at) : bytes <= left_in_block(at));
}

struct fragment {
  std::uint8_t type = 0;
  std::string_view payload;
};

std::optional<fragment> fragment_at(std::string_view file, std::size_t at) {
  if (at + header_bytes > file.size() || left_in_block(at) < header_bytes)
    return std::nullopt;
  const auto head = parse_header(file.substr(at, header_bytes));
  if (!plausible(head, at) || at + header_bytes + head.length > file.size())
    return std::nullopt;
  const auto checked = file.substr(at + unchecked_bytes, type_bytes + head.length);
  if (checksum_of(checked) != head.checksum)
    return std::nullopt;
  return fragment{head.type, checked.substr(type_bytes)};
}

/// Whether a fragment that seems to go on behind the file's end is all there, or others follow it:
/// a write that was cut short leaves neither.
bool length_is_wrong(std::string_view file, std::size_t at) {
  const auto rest = file.substr(at);
  if (checksum_of(rest.substr(unchecked_bytes)) == parse_header(rest).checksum)
    return true;
  for (auto behind = at + 1; behind < file.size(); ++behind)
    if (fragment_at(file, behind))
      return true;
  return false;
}

/// Whether what lies from there to the file's end is what a write leaves that was cut short.
bool cut_short(std::string_view file, std::size_t at, bool within_record) {
  const auto rest = file.substr(at);
  if (rest.size() < header_bytes || std::ranges::all_of(rest, [](char each) { return each == 0; }))
    return true;
  const auto head = parse_header(rest);
  return plausible(head, at) && begins_record(head.type) != within_record
         && header_bytes + head.length > rest.size() && !length_is_wrong(file, at);
}

} // namespace

log_survey survey_log(std::string_view file, const log_visitor& visit) {
  using ending = log_survey::ending;
  log_survey result;
  std::string record;
  bool within_record = false;
  for (auto at = behind_unused(0); at < file.size(); at = behind_unused(at)) {
    const auto found = fragment_at(file, at);
    if (!found || begins_record(found->type) == within_record) {
      result.ends = !found && cut_short(file, at, within_record) ? ending::cut : ending::damaged;
      return result;
    }
    record = within_record ? record.append(found->payload) : std::string{found->payload};
    within_record = !ends_record(found->type);
    at += header_bytes + found->payload.size();
    if (!within_record && !visit(record)) {
      result.ends = ending::damaged;
      return result;
    }
    if (!within_record)
      result.whole_bytes = at;
  }
  if (within_record)
    result.ends = ending::cut;
  return result;
}

void survey_behind(std::string_view file, std::size_t damage, const log_visitor& visit) {
  std::string record;
  bool within_record = false;
  for (auto at = damage; at < file.size();) {
    const auto found = fragment_at(file, at);
    if (!found) {
      within_record = false;
      ++at;
      continue;
    }
    at = behind_unused(at + header_bytes + found->payload.size());
    if (begins_record(found->type))
      record.clear();
    else if (!within_record)
      continue;
    record.append(found->payload);
    within_record = !ends_record(found->type);
    if (!within_record && !visit(record))
      return;
  }
}

} // namespace kod::persistence
