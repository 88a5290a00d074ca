#include "model/schedule.hpp"
#include "tests/support/people.hpp"
#include "tests/support/wall_times.hpp"

#include <gtest/gtest.h>

namespace kod::model {

namespace {

using namespace kod::tests;

constexpr std::uint16_t clock(int hour, int minute = 0) {
  return static_cast<std::uint16_t>(hour * 60 + minute);
}

working_day from_to(std::uint16_t start, std::uint16_t end, std::vector<day_span> breaks = {}) {
  return {.hours = {start, end}, .breaks = std::move(breaks)};
}

schedule in(std::string zone, weekly_hours weekly) {
  return {.time_zone = std::move(zone), .weekly = std::move(weekly), .out_of_office = {}};
}

weekly_hours every_day(const working_day& hours) {
  weekly_hours week;
  week.fill(hours);
  return week;
}

weekly_hours on_sundays(const working_day& hours) {
  weekly_hours week;
  week[6] = hours;
  return week;
}

weekly_hours on_weekdays(const working_day& hours) {
  auto week = every_day(hours);
  week[5] = week[6] = std::nullopt;
  return week;
}

const auto office =
  in("America/New_York", on_weekdays(from_to(clock(9), clock(17), {{clock(12), clock(13)}})));

// -- what the wall clock shows ------------------------------------------------

TEST(Schedule, HoursHoldFromTheirStartUntilBeforeTheirEnd) {
  EXPECT_EQ(hours_at(office, at("2026-11-10T08:59:59.999-05:00")), hours_state::outside);
  EXPECT_EQ(hours_at(office, at("2026-11-10T09:00:00-05:00")), hours_state::inside);
  EXPECT_EQ(hours_at(office, at("2026-11-10T16:59:59.999-05:00")), hours_state::inside);
  EXPECT_EQ(hours_at(office, at("2026-11-10T17:00:00-05:00")), hours_state::outside);
}

TEST(Schedule, ABreakInterruptsTheHours) {
  EXPECT_EQ(hours_at(office, at("2026-11-10T11:59:59-05:00")), hours_state::inside);
  EXPECT_EQ(hours_at(office, at("2026-11-10T12:00:00-05:00")), hours_state::on_break);
  EXPECT_EQ(hours_at(office, at("2026-11-10T12:59:59-05:00")), hours_state::on_break);
  EXPECT_EQ(hours_at(office, at("2026-11-10T13:00:00-05:00")), hours_state::inside);
}

TEST(Schedule, ADayThatIsNotAvailableHasNoHours) {
  EXPECT_EQ(hours_at(office, at("2026-11-14T10:00:00-05:00")), hours_state::outside); // Saturday
}

TEST(Schedule, TheSameHoursAreAnotherTimeInWesternKentucky) {
  auto western = office;
  western.time_zone = "America/Chicago";
  EXPECT_EQ(hours_at(western, at("2026-11-10T09:30:00-05:00")), hours_state::outside);
  EXPECT_EQ(hours_at(western, at("2026-11-10T09:30:00-06:00")), hours_state::inside);
}

TEST(Schedule, AnHourThatTheClockSkipsIsNobodys) {
  const auto night = in("America/New_York", on_sundays(from_to(clock(2), clock(3))));
  EXPECT_EQ(hours_at(night, at("2027-03-14T06:59:59Z")), hours_state::outside); // 01:59:59
  EXPECT_EQ(hours_at(night, at("2027-03-14T07:00:00Z")), hours_state::outside); // 03:00
  // So the next one is a week later.
  EXPECT_EQ(next_hours_change(night, at("2027-03-13T12:00:00Z")), at("2027-03-21T06:00:00Z"));
}

TEST(Schedule, AnHourThatTheClockDoublesCountsBothTimes) {
  const auto night = in("America/New_York", on_sundays(from_to(clock(1), clock(1, 30))));
  EXPECT_EQ(hours_at(night, at("2026-11-01T01:15:00-04:00")), hours_state::inside);
  EXPECT_EQ(hours_at(night, at("2026-11-01T01:45:00-04:00")), hours_state::outside);
  EXPECT_EQ(hours_at(night, at("2026-11-01T01:15:00-05:00")), hours_state::inside);
  EXPECT_EQ(hours_at(night, at("2026-11-01T01:45:00-05:00")), hours_state::outside);
}

TEST(Schedule, OnAMachineWithoutItsZoneNobodyIsAvailable) {
  const auto lost = in("Kentucky/Nowhere", every_day(from_to(0, clock(24))));
  EXPECT_EQ(hours_at(lost, noon), hours_state::outside);
  EXPECT_EQ(next_hours_change(lost, noon), std::nullopt);
}

// -- when it changes ----------------------------------------------------------

TEST(Schedule, ChangesAtItsEdgesAndAtBreaks) {
  auto now = at("2026-11-10T00:00:00-05:00");
  for (const auto* edge :
       {"2026-11-10T09:00:00-05:00",
        "2026-11-10T12:00:00-05:00",
        "2026-11-10T13:00:00-05:00",
        "2026-11-10T17:00:00-05:00",
        "2026-11-11T09:00:00-05:00"}) {
    ASSERT_EQ(next_hours_change(office, now), at(edge));
    now = at(edge); // An edge is no change after itself.
  }
}

TEST(Schedule, TheWeekendIsPassedOver) {
  const auto friday_evening = at("2026-11-13T17:00:00-05:00");
  EXPECT_EQ(next_hours_change(office, friday_evening), at("2026-11-16T09:00:00-05:00"));
}

TEST(Schedule, MidnightChangesNothingWhereOneDayJoinsTheNext) {
  auto week = every_day(from_to(0, clock(24)));
  week[2] = from_to(0, clock(20)); // Wednesday
  const auto hours = in("America/New_York", week);
  EXPECT_EQ(
    next_hours_change(hours, at("2026-11-05T10:00:00-05:00")), at("2026-11-11T20:00:00-05:00"));
}

TEST(Schedule, NeverChangesRoundTheClockOrWithoutHours) {
  EXPECT_EQ(next_hours_change(round_the_clock(), noon), std::nullopt);
  EXPECT_EQ(next_hours_change(in("America/New_York", {}), noon), std::nullopt);
  const auto all_break = from_to(clock(9), clock(17), {{clock(9), clock(17)}});
  EXPECT_EQ(next_hours_change(in("America/New_York", every_day(all_break)), noon), std::nullopt);
}

TEST(Schedule, AClockChangeItselfBeginsAndEndsHours) {
  const auto from_half_past = in("America/New_York", on_sundays(from_to(clock(2, 30), clock(4))));
  const auto until_half_past = in("America/New_York", on_sundays(from_to(clock(1), clock(2, 30))));
  const auto jump = at("2027-03-14T07:00:00Z"); // From 02:00 to 03:00.
  EXPECT_EQ(next_hours_change(from_half_past, jump - 6h), jump);
  EXPECT_EQ(next_hours_change(until_half_past, jump - 30min), jump);

  const auto last_hour = in("America/New_York", on_sundays(from_to(clock(1, 30), clock(2))));
  const auto back = at("2026-11-01T06:00:00Z"); // From 02:00 to 01:00.
  EXPECT_EQ(next_hours_change(last_hour, back - 15min), back);
  EXPECT_EQ(next_hours_change(last_hour, back), back + 30min);
  EXPECT_EQ(next_hours_change(last_hour, back + 30min), back + 1h);
}

/// Minute by minute from the given instant on, against what is said of each minute.
void expect_exact(const schedule& hours, instant from) {
  constexpr auto length = std::chrono::days{16};
  constexpr auto looked_at = std::chrono::days{8}; // The rest shows their next change.
  std::optional<instant> next;
  for (auto minute = from + length; minute > from; minute -= 1min) {
    const auto before = minute - 1min;
    const auto inside = [&](instant when) { return hours_at(hours, when) == hours_state::inside; };
    if (inside(before) != inside(minute))
      next = minute;
    if (before < from + looked_at) {
      ASSERT_EQ(next_hours_change(hours, before), next)
        << hours.time_zone << " after " << format_instant(before);
    }
  }
}

TEST(Schedule, NextChangesAreExactAcrossClockChangesInAllZonesOfKentucky) {
  const std::vector<weekly_hours> weeks{
    on_weekdays(from_to(clock(9), clock(17), {{clock(12), clock(12, 45)}})),
    on_sundays(from_to(clock(1, 15), clock(2, 45), {{clock(1, 30), clock(2)}})),
    every_day(from_to(0, clock(24), {{clock(2), clock(3)}})),
  };
  for (const auto* zone :
       {"America/New_York",
        "America/Chicago",
        "America/Kentucky/Louisville",
        "America/Kentucky/Monticello"})
    for (const auto& week : weeks) {
      expect_exact(in(zone, week), at("2026-10-30T00:00:00Z"));
      expect_exact(in(zone, week), at("2027-03-12T00:00:00Z"));
    }
}

// -- out of office ------------------------------------------------------------

TEST(Schedule, AnAbsenceHoldsFromItsStartUntilItsEnd) {
  auto plan = office;
  plan.out_of_office = {{noon, noon + 48h}};
  EXPECT_FALSE(out_of_office_at(plan, noon - 1ms));
  EXPECT_TRUE(out_of_office_at(plan, noon));
  EXPECT_FALSE(out_of_office_at(plan, noon + 48h));
  EXPECT_EQ(next_absence_change(plan, noon - 1h), noon);
  EXPECT_EQ(next_absence_change(plan, noon), noon + 48h);
  EXPECT_EQ(next_absence_change(plan, noon + 48h), std::nullopt);
}

TEST(Schedule, AnAbsenceWithoutAnEndLastsUntilItIsTakenBack) {
  auto plan = office;
  plan.out_of_office = {{noon, std::nullopt}};
  EXPECT_TRUE(out_of_office_at(plan, noon + std::chrono::years{50}));
  EXPECT_EQ(next_absence_change(plan, noon), std::nullopt);
}

TEST(Schedule, AbsencesThatOverlapOrTouchAreOne) {
  auto plan = office;
  plan.out_of_office = {{noon + 2h, noon + 4h}, {noon, noon + 3h}, {noon + 4h, noon + 5h}};
  EXPECT_EQ(next_absence_change(plan, noon), noon + 5h);
}

// -- zones --------------------------------------------------------------------

TEST(TimeZones, AreTheIanaOnes) {
  for (const auto* name :
       {"America/New_York", "America/Kentucky/Monticello", "US/Central", "Etc/UTC"})
    EXPECT_TRUE(known_time_zone(name)) << name;
  for (const auto* name :
       {"", "Kentucky", "america/new_york", "EST+5", "localtime", "../etc/passwd", "zone.tab"})
    EXPECT_FALSE(known_time_zone(name)) << name;
}

} // namespace

} // namespace kod::model
