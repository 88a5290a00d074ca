#pragma once

#include "model/credentials.hpp"
#include "model/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// How facts are written in requests, files and flags, and read back. None: the text isn't one.
// Nothing here trims spaces or throws.

namespace kod::model {

/// Text that people typed, in code points.
inline constexpr std::size_t longest_name = 100;
inline constexpr std::size_t longest_note = 500;
inline constexpr std::size_t longest_text = 200; // Of any other kind.

/// A North American number in a usual spelling, without an extension, as `+15025550123`.
std::optional<std::string> parse_phone(std::string_view);

/// Whether mail could be delivered there: one `@`, a dot in the domain, at most 254 bytes.
bool plausible_email(std::string_view);

/// An RFC 3339 instant of the years 1970 to 9999, with any offset: `2026-11-25T09:00:00-05:00`.
/// What is finer than a millisecond is dropped, a leap second is none.
std::optional<instant> parse_instant(std::string_view);
/// In UTC: `2026-11-25T14:00:00Z`, with milliseconds where there are some.
std::string format_instant(instant);

/// `2026-11-25`, of the years 1970 to 9999.
std::optional<day> parse_day(std::string_view);
std::string format_day(day);

/// Minutes since midnight of `09:00`; `24:00` is 1440, the end of the day.
std::optional<std::uint16_t> parse_minute_of_day(std::string_view);
std::string format_minute_of_day(std::uint16_t);

/// `500ms`, `20s`, `15m`, `12h`; at most a hundred years.
std::optional<duration> parse_duration(std::string_view);
/// In the largest unit in which it is whole.
std::string format_duration(duration);

/// The number of code points of well-formed UTF-8; half surrogates are malformed.
std::optional<std::size_t> count_code_points(std::string_view);

enum class line_feeds : std::uint8_t { refused, allowed };

/// Well-formed UTF-8 of at most `longest` code points without control characters.
bool plain_text(std::string_view, std::size_t longest, line_feeds = line_feeds::refused);

/// What may be an id: 1 to 64 of `A-Z a-z 0-9 . _ -`, the first a letter or digit.
bool plausible_id(std::string_view);

/// A National Producer Number: 1 to 10 digits, the first not 0.
bool plausible_npn(std::string_view);

/// Five digits. Whether such a ZIP exists, the atlas knows.
bool five_digits(std::string_view);

} // namespace kod::model
