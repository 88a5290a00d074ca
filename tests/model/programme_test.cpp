#include "model/programme_decide.hpp"
#include "tests/support/people.hpp"
#include "tests/support/wall_times.hpp"

#include <gtest/gtest.h>

namespace kod::model {

namespace {

using namespace kod::tests;

constexpr std::uint16_t clock(int hour, int minute = 0) {
  return static_cast<std::uint16_t>(hour * 60 + minute);
}

day on(int year, unsigned month, unsigned date) {
  return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(date);
}

programme open(const weekly_hours& weekly, std::vector<day> holidays = {}) {
  programme result;
  result.hours = opening_hours{"America/New_York", weekly, std::move(holidays)};
  return result;
}

/// Monday to Friday, nine to five.
programme in_the_week(std::vector<day> holidays = {}) {
  auto weekly = daily(clock(9), clock(17)).weekly;
  weekly[5] = weekly[6] = std::nullopt;
  return open(weekly, std::move(holidays));
}

programme on_sundays(std::uint16_t start, std::uint16_t end) {
  weekly_hours weekly;
  weekly[6] = working_day{.hours = {start, end}, .breaks = {}};
  return open(weekly);
}

constexpr auto at_once = std::nullopt;

TEST(Programme, WithoutHoursItIsAlwaysOpen) {
  EXPECT_EQ(awaited_opening(programme{}, noon), at_once);
}

TEST(Programme, WithinItsHoursNothingIsWaitedFor) {
  EXPECT_EQ(awaited_opening(in_the_week(), at("2026-11-10T09:00:00-05:00")), at_once);
  EXPECT_EQ(awaited_opening(in_the_week(), at("2026-11-10T16:59:59.999-05:00")), at_once);
}

TEST(Programme, OutsideItTheNextOpeningIsWaitedFor) {
  const auto now = in_the_week();
  const auto tuesday = at("2026-11-10T09:00:00-05:00");
  EXPECT_EQ(awaited_opening(now, at("2026-11-10T08:59:59.999-05:00")), tuesday);
  EXPECT_EQ(awaited_opening(now, at("2026-11-09T17:00:00-05:00")), tuesday);
  EXPECT_EQ(awaited_opening(now, at("2026-11-13T17:00:00-05:00")), at("2026-11-16T09:00:00-05:00"));
}

TEST(Programme, ABreakClosesIt) {
  auto weekly = daily(clock(9), clock(17)).weekly;
  weekly[1]->breaks = {{clock(12), clock(13)}};
  EXPECT_EQ(
    awaited_opening(open(weekly), at("2026-11-10T12:30:00-05:00")),
    at("2026-11-10T13:00:00-05:00"));
}

TEST(Programme, HoursThatMeetAtMidnightDontClose) {
  auto weekly = daily(clock(0), clock(24)).weekly;
  weekly[6] = std::nullopt;
  const auto now = open(weekly);
  EXPECT_EQ(awaited_opening(now, at("2026-11-10T00:00:00-05:00")), at_once);
  EXPECT_EQ(awaited_opening(now, at("2026-11-15T00:00:00-05:00")), at("2026-11-16T00:00:00-05:00"));
}

TEST(Programme, AnOpeningThatTheClockSkipsComesWhereItGoesOn) {
  const auto now = on_sundays(clock(2, 30), clock(4)); // On March 8 there is no half past two.
  EXPECT_EQ(awaited_opening(now, at("2026-03-08T01:00:00-05:00")), at("2026-03-08T03:00:00-04:00"));
}

TEST(Programme, HoursThatTheClockSkipsWhollyComeAWeekLater) {
  const auto now = on_sundays(clock(2), clock(3));
  EXPECT_EQ(awaited_opening(now, at("2026-03-08T01:00:00-05:00")), at("2026-03-15T02:00:00-04:00"));
}

TEST(Programme, HoursThatTheClockDoublesOpenTwice) {
  const auto now = on_sundays(clock(1), clock(1, 30)); // On November 1 one o'clock comes twice.
  EXPECT_EQ(awaited_opening(now, at("2026-11-01T00:00:00-04:00")), at("2026-11-01T01:00:00-04:00"));
  EXPECT_EQ(awaited_opening(now, at("2026-11-01T01:30:00-04:00")), at("2026-11-01T01:00:00-05:00"));
  EXPECT_EQ(awaited_opening(now, at("2026-11-01T01:10:00-05:00")), at_once);
}

TEST(Programme, AcrossAChangeOfClocksItOpensByTheWallClock) {
  const auto now = in_the_week();
  EXPECT_EQ(awaited_opening(now, at("2026-10-30T17:00:00-04:00")), at("2026-11-02T09:00:00-05:00"));
}

TEST(Programme, OnAHolidayItIsClosedAllDay) {
  const auto now = in_the_week({on(2026, 11, 10)});
  EXPECT_EQ(awaited_opening(now, at("2026-11-09T17:00:00-05:00")), at("2026-11-11T09:00:00-05:00"));
  EXPECT_EQ(awaited_opening(now, at("2026-11-10T12:00:00-05:00")), at("2026-11-11T09:00:00-05:00"));
  EXPECT_EQ(awaited_opening(now, at("2026-11-09T16:00:00-05:00")), at_once);
}

TEST(Programme, AHolidayIsADayOfItsZone) {
  const auto now = open(daily(clock(0), clock(24)).weekly, {on(2026, 12, 25)});
  EXPECT_EQ(awaited_opening(now, at("2026-12-24T23:59:59.999-05:00")), at_once);
  const auto after = at("2026-12-26T00:00:00-05:00");
  EXPECT_EQ(awaited_opening(now, at("2026-12-25T00:00:00-05:00")), after);
  EXPECT_EQ(awaited_opening(now, at("2026-12-25T23:59:59.999-05:00")), after);
  EXPECT_EQ(awaited_opening(now, after), at_once);
}

TEST(Programme, HolidaysAndWeekendsInARowAreWaitedOut) {
  const auto now = in_the_week({on(2026, 12, 24), on(2026, 12, 25), on(2026, 12, 28)});
  EXPECT_EQ(awaited_opening(now, at("2026-12-23T17:00:00-05:00")), at("2026-12-29T09:00:00-05:00"));
}

TEST(Programme, TheSwitchChangesNoOpening) {
  auto off = in_the_week();
  off.open = false;
  EXPECT_EQ(awaited_opening(off, at("2026-11-10T08:00:00-05:00")), at("2026-11-10T09:00:00-05:00"));
}

TEST(Programme, HoursOfBreaksAloneNeverOpen) {
  EXPECT_TRUE(never_open({}));
  weekly_hours weekly;
  weekly[2] = working_day{{clock(9), clock(17)}, {{clock(9), clock(12)}, {clock(12), clock(17)}}};
  EXPECT_TRUE(never_open(weekly));
  weekly[2]->breaks.pop_back();
  EXPECT_FALSE(never_open(weekly));
}

TEST(Programme, AZoneThatThisSystemLacksIsNewYorks) {
  auto now = in_the_week();
  now.hours->time_zone = "Elsewhere/Nowhere";
  EXPECT_EQ(awaited_opening(now, at("2026-11-10T08:00:00-05:00")), at("2026-11-10T09:00:00-05:00"));
}

// -- what an operator sets ------------------------------------------------------

const programme_setting closed{
  .open = false,
  .message = "Back on Monday.",
  .hours = in_the_week().hours,
  .contact_centre_phone = "+15025550000"};

programme_change decided(const programme& now, const programme_command& command) {
  return *decide(now, command, noon);
}

programme after(const programme_change& change) {
  programme now;
  for (const auto& event : change.events)
    now = evolve(std::move(now), event);
  return now;
}

TEST(Programme, IsWhatWasSet) {
  const auto now = after(decided({}, set_programme{closed, {}}));
  EXPECT_EQ(now.id, the_programme);
  EXPECT_FALSE(now.open);
  EXPECT_EQ(now.message, "Back on Monday.");
  EXPECT_EQ(now.hours, closed.hours);
  EXPECT_EQ(now.contact_centre_phone, "+15025550000");
}

TEST(Programme, SettingItAgainChangesNothing) {
  const auto now = after(decided({}, set_programme{closed, {}}));
  EXPECT_TRUE(decided(now, set_programme{closed, "again"}).events.empty());
}

TEST(Programme, WhatTheSettingsSayIsStoredOnceAnOperatorSaysIt) {
  const programme_setting as_ever{true, "", {}, std::string{default_contact_centre_phone}};
  EXPECT_EQ(decided({}, set_programme{as_ever, {}}).events.size(), 1U);
}

const std::vector<programme_part> every_part{
  programme_part::open,
  programme_part::message,
  programme_part::hours,
  programme_part::contact_centre};

TEST(Programme, TheEventSaysWhichPartsDiffer) {
  using enum programme_part;
  const auto parts_of = [](const programme& before, const programme_setting& to) {
    return std::get<programme_changed>(decided(before, set_programme{to, {}}).events.at(0)).parts;
  };
  EXPECT_EQ(parts_of({}, closed), every_part) << "the first one sets all";
  const auto now = after(decided({}, set_programme{closed, {}}));
  auto other = closed;
  other.hours.reset();
  EXPECT_EQ(parts_of(now, other), std::vector{hours});
  other = closed;
  other.open = true;
  other.message = "";
  EXPECT_EQ(parts_of(now, other), (std::vector{open, message}));
  other = closed;
  other.contact_centre_phone = "+15025550001";
  EXPECT_EQ(parts_of(now, other), std::vector{contact_centre});
}

TEST(Programme, AReasonIsSealedAndInNoEvent) {
  const auto first = decided({}, set_programme{closed, "snow"});
  ASSERT_EQ(first.sealed.size(), 1U);
  EXPECT_EQ(first.sealed[0].key, text_key(the_programme, 1));
  EXPECT_EQ(first.sealed[0].content, sealed_content{free_text{"snow"}});
  EXPECT_EQ(first.events.at(0), programme_event(programme_changed{closed, 1, every_part}));
  auto open = closed;
  open.open = true;
  EXPECT_EQ(
    decided(after(first), set_programme{open, "thaw"}).sealed.at(0).key,
    text_key(the_programme, 2));
}

TEST(Programme, TheSettingsOfAStartHoldUntilAnOperatorSetsIt) {
  const auto settings = in_the_week();
  const auto paused = after(decided({}, pause_county{"Pike County", "flood", {}}));
  EXPECT_EQ(in_force(paused, settings).hours, settings.hours) << "a pause sets no hours";
  EXPECT_EQ(in_force(paused, settings).counties, paused.counties);
  const programme_setting always{true, "", {}, std::string{default_contact_centre_phone}};
  const auto set = evolve(paused, programme_changed{always, 0});
  EXPECT_EQ(in_force(set, settings).hours, std::nullopt);
  EXPECT_EQ(set.counties, paused.counties) << "nor does setting it end a pause";
}

// -- the pause of a county ------------------------------------------------------

const offers_pause for_an_hour{.since = noon, .until = noon + 1h};

programme with_pike_paused() {
  return evolve(programme{}, county_paused{"Pike County", for_an_hour, 0});
}

TEST(PausedCounty, IsPausedForAReasonThatIsSealed) {
  const auto change = decided({}, pause_county{"Pike County", "flood", noon + 1h});
  EXPECT_EQ(change.events.at(0), programme_event(county_paused{"Pike County", for_an_hour, 1}));
  EXPECT_EQ(change.sealed.at(0).content, sealed_content{free_text{"flood"}});
  EXPECT_EQ(pause_of(after(change), "Pike County", noon), for_an_hour);
  EXPECT_EQ(pause_of(after(change), "Perry County", noon), std::nullopt);
}

TEST(PausedCounty, EndsByItselfAtItsTime) {
  EXPECT_EQ(pause_of(with_pike_paused(), "Pike County", noon + 1h - 1ms), for_an_hour);
  EXPECT_EQ(pause_of(with_pike_paused(), "Pike County", noon + 1h), std::nullopt);
}

TEST(PausedCounty, PausingAgainChangesNothingAndAnotherEndKeepsTheBeginning) {
  const auto now = with_pike_paused();
  EXPECT_TRUE(decided(now, pause_county{"Pike County", "again", noon + 1h}).events.empty());
  const auto longer = *decide(now, pause_county{"Pike County", "", {}}, noon + 10min);
  EXPECT_EQ(
    longer.events.at(0), programme_event(county_paused{"Pike County", {noon, std::nullopt}, 0}));
  EXPECT_EQ(evolve(now, longer.events.at(0)).counties.size(), 1U);
}

TEST(PausedCounty, AnEndInThePastIsRefused) {
  EXPECT_EQ(
    decide({}, pause_county{"Pike County", "r", noon}, noon).error(), rejection::until_passed);
}

TEST(PausedCounty, ResumingEndsItOnce) {
  const auto now = with_pike_paused();
  const auto change = decided(now, resume_county{"Pike County", ""});
  EXPECT_EQ(change.events.at(0), programme_event(county_resumed{"Pike County", 0}));
  EXPECT_TRUE(evolve(now, change.events.at(0)).counties.empty());
  EXPECT_TRUE(decided({}, resume_county{"Pike County", "r"}).events.empty());
}

TEST(PausedCounty, ThoseThatArePausedStandInOrder) {
  auto now = with_pike_paused();
  now = evolve(now, county_paused{"Boyd County", for_an_hour, 0});
  now = evolve(now, county_paused{"Todd County", for_an_hour, 0});
  std::vector<std::string> names;
  for (const auto& each : now.counties)
    names.push_back(each.county);
  EXPECT_EQ(names, (std::vector<std::string>{"Boyd County", "Pike County", "Todd County"}));
}

} // namespace

} // namespace kod::model
