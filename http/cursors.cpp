#include "http/cursors.hpp"

#include <boost/crc.hpp>

#include <array>
#include <cstdint>

namespace kod::http {

namespace {

// A cursor's bytes are: a checksum over the rest, the sequence, and where it goes on; numbers with
// their highest byte first. As text each six bits are one letter.

constexpr std::string_view cursor_letters =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t checksum_bytes = 4;
constexpr std::size_t sequence_bytes = 8;
constexpr std::size_t longest_cursor = 1024;

std::string number_bytes(std::uint64_t number, std::size_t bytes) {
  std::string written(bytes, '\0');
  for (auto at = written.rbegin(); at != written.rend(); ++at, number >>= 8)
    *at = static_cast<char>(number & 0xFF);
  return written;
}

std::uint64_t number_in(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char each : bytes)
    number = number << 8 | static_cast<unsigned char>(each);
  return number;
}

std::string checksum_of(std::string_view bytes) {
  boost::crc_32_type sum;
  sum.process_bytes(bytes.data(), bytes.size());
  return number_bytes(sum.checksum(), checksum_bytes);
}

/// Regroups bits; what is left over in the end is kept in a last unit, if `keep_rest`.
template <class Units, class Sink>
void regroup(const Units& units, unsigned from, unsigned to, bool keep_rest, Sink sink) {
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const std::uint32_t unit : units) {
    bits = (bits << from | unit) & 0xFFFF;
    for (held += from; held >= to; held -= to)
      sink(bits >> (held - to) & ((1u << to) - 1));
  }
  if (keep_rest && held > 0)
    sink(bits << (to - held) & ((1u << to) - 1));
}

std::string text_of(std::string_view bytes) {
  const std::basic_string_view<unsigned char> units{
    reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()};
  std::string text;
  regroup(units, 8, 6, true, [&](std::uint32_t unit) { text += cursor_letters[unit]; });
  return text;
}

std::optional<std::string> bytes_of(std::string_view text) {
  std::string units;
  for (const char each : text) {
    const auto value = cursor_letters.find(each);
    if (value == cursor_letters.npos)
      return std::nullopt;
    units += static_cast<char>(value);
  }
  std::string bytes;
  regroup(units, 6, 8, false, [&](std::uint32_t unit) { bytes += static_cast<char>(unit); });
  return bytes;
}

} // namespace

std::string to_text(const actors::list_cursor& cursor) {
  const auto rest = number_bytes(cursor.as_of, sequence_bytes) + cursor.after;
  return text_of(checksum_of(rest) + rest);
}

std::optional<actors::list_cursor> read_cursor(std::string_view text) {
  if (text.size() > longest_cursor)
    return std::nullopt;
  const auto bytes = bytes_of(text);
  if (!bytes || bytes->size() < checksum_bytes + sequence_bytes || text_of(*bytes) != text)
    return std::nullopt;
  const auto rest = std::string_view{*bytes}.substr(checksum_bytes);
  if (bytes->substr(0, checksum_bytes) != checksum_of(rest))
    return std::nullopt;
  return actors::list_cursor{
    .after = std::string{rest.substr(sequence_bytes)},
    .as_of = number_in(rest.substr(0, sequence_bytes))};
}

} // namespace kod::http
