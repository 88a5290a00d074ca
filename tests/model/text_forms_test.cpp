#include "model/text_forms.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kod::model {

namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;

// -- phone numbers ------------------------------------------------------------

TEST(Phone, TakesTheUsualNorthAmericanSpellings) {
  for (const auto* spelling :
       {"5025550123",
        "502-555-0123",
        "502.555.0123",
        "502 555 0123",
        "502 555-0123",
        "502 - 555 - 0123",
        "(502) 555-0123",
        "(502)555-0123",
        "(502)-555-0123",
        "1-502-555-0123",
        "1.502.555.0123",
        "1 (502) 555-0123",
        "15025550123",
        "+15025550123",
        "+1 502 555 0123",
        "+1-502-555-0123",
        "+1 (502) 555-0123"})
    EXPECT_EQ(parse_phone(spelling), "+15025550123") << spelling;
}

TEST(Phone, RefusesWhatCanBeNoNumberThere) {
  for (const auto* text :
       {"",
        "555-0123",           // No area,
        "102-555-0123",       // or one that can't be,
        "911-555-0123",       // or a service;
        "502-155-0123",       // no exchange begins with 0 or 1.
        "502-555-012",        // Too short,
        "502-555-01234",      // or too long.
        "502-555-0123 x12",   // No extensions,
        "502-555-0123;ext=1", // in any spelling.
        "+44 20 7946 0958",   // Elsewhere.
        "+5025550123",
        "++15025550123",
        "(502 555-0123",
        "502) 555-0123",
        "502--555-0123",
        " 502-555-0123",
        "502-555-0123 ",
        "502-555-O123"})
    EXPECT_EQ(parse_phone(text), std::nullopt) << text;
}

// -- e-mail -------------------------------------------------------------------

TEST(Email, TakesWhatMailCouldBeSentTo) {
  for (const auto* text :
       {"ann@example.org",
        "ann.b+kod@mail.example.co",
        "o'neil_1@xn--bcher-kva.example",
        "josé@ex.org"})
    EXPECT_TRUE(plausible_email(text)) << text;
  EXPECT_TRUE(plausible_email(std::string(64, 'a') + "@" + std::string(185, 'b') + ".org"));
}

TEST(Email, RefusesWhatMailCouldNotBeSentTo) {
  for (const auto& text :
       {""s,
        "ann"s,
        "@example.org"s,
        "ann@"s,
        "ann@example"s,
        "ann@.org"s,
        "ann@example."s,
        "ann@example..org"s,
        "ann@b@example.org"s,
        "ann b@example.org"s,
        "ann@exam ple.org"s,
        "Ann <ann@example.org>"s,
        "ann@example.org,bob@example.org"s,
        "ann@example.org\r\nBcc: bob@example.org"s,
        "ann\0@example.org"s,
        "ann\xC3@example.org"s,
        std::string(65, 'a') + "@example.org",
        std::string(64, 'a') + "@" + std::string(186, 'b') + ".org"})
    EXPECT_FALSE(plausible_email(text)) << text;
}

// -- text ---------------------------------------------------------------------

TEST(Text, IsCountedInCodePoints) {
  EXPECT_EQ(count_code_points(""), 0U);
  EXPECT_EQ(count_code_points("José"), 4U);
  EXPECT_EQ(count_code_points("日本語 👋"), 5U);
}

TEST(Text, MalformedUtf8IsNone) {
  for (const auto& text :
       {"\x80"s,             // A continuation of nothing.
        "\xC3"s,             // Cut off.
        "\xE6\x97"s,         //
        "\xC3x"s,            //
        "\xC0\xAF"s,         // Longer than need be.
        "\xE0\x80\xAF"s,     //
        "\xF0\x80\x80\xAF"s, //
        "\xED\xA0\x80"s,     // Half a surrogate pair.
        "\xF4\x90\x80\x80"s, // Beyond the last code point.
        "\xF8\x88\x80\x80\x80"s,
        "\xFF"s})
    EXPECT_EQ(count_code_points(text), std::nullopt);
}

TEST(Text, HasAnUpperLengthAndNoControlCharacters) {
  EXPECT_TRUE(plain_text("Zoë O'Neil", longest_name));
  EXPECT_TRUE(plain_text(std::string(100, 'x'), longest_name));
  EXPECT_FALSE(plain_text(std::string(101, 'x'), longest_name));
  for (const auto& text : {"a\tb"s, "a\0b"s, "a\x7F"s, "a\xC2\x85"s, "a\r\n"s, "a\nb"s, "\x1B[2J"s})
    EXPECT_FALSE(plain_text(text, longest_name));
}

TEST(Text, LineFeedsAreForNotes) {
  EXPECT_TRUE(plain_text("after five\nor on Saturday", longest_note, line_feeds::allowed));
  EXPECT_FALSE(plain_text("after five\r\n", longest_note, line_feeds::allowed));
}

TEST(Ids, AreShortAndHarmlessInAPath) {
  for (const auto* text : {"a-1001", "A", "0", "agent_7.b"})
    EXPECT_TRUE(plausible_id(text)) << text;
  EXPECT_TRUE(plausible_id(std::string(64, 'a')));
  for (const auto& text :
       {""s, "-"s, ".."s, ".a"s, "a/b"s, "a b"s, "a%20"s, "ä"s, "a\0"s, std::string(65, 'a')})
    EXPECT_FALSE(plausible_id(text)) << text;
}

TEST(Npn, IsANumberOfUpToTenDigits) {
  for (const auto* text : {"1", "90000001", "9000000001"})
    EXPECT_TRUE(plausible_npn(text)) << text;
  for (const auto* text : {"", "0123", "90000000011", "9000 001", "9000x"})
    EXPECT_FALSE(plausible_npn(text)) << text;
}

TEST(Zip, HasFiveDigits) {
  EXPECT_TRUE(five_digits("40202"));
  for (const auto* text : {"", "4020", "402022", "40202-1234", "4020x", " 40202"})
    EXPECT_FALSE(five_digits(text)) << text;
}

// -- instants and days --------------------------------------------------------

TEST(Instant, IsReadInAnyOffsetAndWrittenInUtc) {
  const auto written = [](std::string_view text) {
    const auto at = parse_instant(text);
    return at ? format_instant(*at) : "none";
  };
  EXPECT_EQ(written("2026-11-25T14:00:00Z"), "2026-11-25T14:00:00Z");
  EXPECT_EQ(written("2026-11-25t14:00:00z"), "2026-11-25T14:00:00Z");
  EXPECT_EQ(written("2026-11-25T09:00:00-05:00"), "2026-11-25T14:00:00Z");
  EXPECT_EQ(written("2026-12-31T23:30:00-05:30"), "2027-01-01T05:00:00Z");
  EXPECT_EQ(written("2026-11-25T19:30:00+05:30"), "2026-11-25T14:00:00Z");
  EXPECT_EQ(written("2028-02-29T00:00:00Z"), "2028-02-29T00:00:00Z");
  EXPECT_EQ(written("2026-11-25T14:00:00.5Z"), "2026-11-25T14:00:00.500Z");
  EXPECT_EQ(written("2026-11-25T14:00:00.007Z"), "2026-11-25T14:00:00.007Z");
  EXPECT_EQ(written("2026-11-25T14:00:00.9999999Z"), "2026-11-25T14:00:00.999Z");
  EXPECT_EQ(written("1970-01-01T00:00:00Z"), "1970-01-01T00:00:00Z");
  EXPECT_EQ(written("9999-12-31T23:59:59.999Z"), "9999-12-31T23:59:59.999Z");
}

TEST(Instant, RefusesEverythingElse) {
  for (const auto* text :
       {"",
        "2026-11-25",
        "2026-11-25T14:00:00", // Whose?
        "2026-11-25T14:00Z",
        "2026-11-25 14:00:00Z",
        "2026-11-25T24:00:00Z",
        "2026-11-25T14:60:00Z",
        "2026-11-25T23:59:60Z",
        "2026-02-29T14:00:00Z",
        "2026-13-01T14:00:00Z",
        "2026-11-25T14:00:00.Z",
        "2026-11-25T14:00:00,5Z",
        "2026-11-25T14:00:00-0500",
        "2026-11-25T14:00:00-24:00",
        "2026-11-25T14:00:00Z ",
        "1969-12-31T23:59:59Z",
        "1970-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "+2026-11-25T14:00:00Z",
        "2026-1-25T14:00:00Z",
        "2026-11-25T-1:00:00Z",
        "tomorrow"})
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
}

TEST(Day, IsReadAndWritten) {
  const auto last = parse_day("2027-03-31");
  ASSERT_TRUE(last);
  EXPECT_EQ(*last, std::chrono::sys_days{std::chrono::year{2027} / 3 / 31});
  EXPECT_EQ(format_day(*last), "2027-03-31");
  for (const auto* text :
       {"",
        "2027-3-31",
        "2027-02-29",
        "2027-00-10",
        "2027-04-31",
        "27-03-31",
        "2027/03/31",
        "2027-03-31T",
        "1969-12-31",
        "03-31-2027"})
    EXPECT_EQ(parse_day(text), std::nullopt) << text;
}

TEST(MinuteOfDay, ReachesToTheEndOfTheDay) {
  EXPECT_EQ(parse_minute_of_day("00:00"), 0);
  EXPECT_EQ(parse_minute_of_day("09:05"), 545);
  EXPECT_EQ(parse_minute_of_day("24:00"), 1440);
  EXPECT_EQ(format_minute_of_day(545), "09:05");
  EXPECT_EQ(format_minute_of_day(1440), "24:00");
  for (const auto* text :
       {"", "9:00", "24:01", "23:60", "25:00", "09:00:00", "0900", "9am", "-1:00"})
    EXPECT_EQ(parse_minute_of_day(text), std::nullopt) << text;
}

// -- durations ----------------------------------------------------------------

TEST(Duration, IsReadInFourUnits) {
  EXPECT_EQ(parse_duration("500ms"), 500ms);
  EXPECT_EQ(parse_duration("2s"), 2s);
  EXPECT_EQ(parse_duration("15m"), 15min);
  EXPECT_EQ(parse_duration("12h"), 12h);
  EXPECT_EQ(parse_duration("0s"), 0s);
  for (const auto* text :
       {"",
        "15",
        "m",
        "1.5h",
        "-1s",
        "+1s",
        "1 s",
        "1h30m",
        "1d",
        "1S",
        "99999999999999999999h",
        "876601h"})
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

TEST(Duration, IsWrittenInTheLargestUnitInWhichItIsWhole) {
  EXPECT_EQ(format_duration(15min), "15m");
  EXPECT_EQ(format_duration(90s), "90s");
  EXPECT_EQ(format_duration(1500ms), "1500ms");
  EXPECT_EQ(format_duration(48h), "48h");
  EXPECT_EQ(format_duration(0ms), "0s");
}

} // namespace

} // namespace kod::model
