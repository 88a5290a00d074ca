#include "model/agent_events.hpp"
#include "model/availability.hpp"
#include "tests/support/people.hpp"
#include "tests/support/wall_times.hpp"

#include <gtest/gtest.h>

namespace kod::model {

namespace {

using namespace kod::tests;
using enum availability_reason;

/// From nine to five in New York, with a break at twelve.
schedule office_hours() {
  auto hours = daily(9 * 60, 17 * 60);
  for (auto& each : hours.weekly)
    each->breaks = {{12 * 60, 13 * 60}};
  return hours;
}

agent an_agent(const schedule& hours = office_hours()) {
  agent result;
  for (const auto& event : registered_agent(ann, {working(hours)}))
    result = evolve(std::move(result), event);
  return result;
}

agent with_override(override_mode mode, std::optional<instant> until = {}) {
  auto result = an_agent();
  result.override_ = {mode, until};
  return result;
}

agent away_from(instant from, std::optional<instant> until = {}) {
  auto result = an_agent();
  result.schedule->out_of_office = {{from, until}};
  return result;
}

agent with_entries(std::uint32_t open, std::uint32_t in_progress) {
  auto result = an_agent();
  for (std::uint32_t i = 0; i < open + in_progress; ++i)
    result.ledger.push_back(
      {.referral = {"r-" + std::to_string(i)},
       .number = 1,
       .state = i < open ? entry_state::open : entry_state::in_progress});
  return result;
}

const auto in_hours = at("2026-11-10T10:00:00-05:00"); // A Tuesday.
const auto in_break = at("2026-11-10T12:30:00-05:00");
const auto evening = at("2026-11-10T20:00:00-05:00");
const auto next_morning = at("2026-11-11T09:00:00-05:00");

availability of(const agent& now, instant when = in_hours) {
  return availability_of(now, dispatch_settings{}, when);
}

const availability in_schedule_until_noon{true, in_schedule, at("2026-11-10T12:00:00-05:00")};

// -- who is available, and why ------------------------------------------------

TEST(Availability, FollowsTheSchedule) {
  EXPECT_EQ(of(an_agent()), in_schedule_until_noon);
  EXPECT_EQ(
    of(an_agent(), in_break), (availability{false, on_break, at("2026-11-10T13:00:00-05:00")}));
  EXPECT_EQ(of(an_agent(), evening), (availability{false, outside_schedule, next_morning}));
}

TEST(Availability, IsForTheRegisteredAlone) {
  using enum registration_status;
  for (const auto status : {not_started, incomplete, deregistered}) {
    auto now = an_agent();
    now.registration = status;
    now.confirmed = 0;
    EXPECT_EQ(of(now), (availability{false, not_registered, {}})) << to_string(status);
    EXPECT_FALSE(available_but_for_limit(now, in_hours));
  }
}

TEST(Availability, EndsWithEligibility) {
  auto now = an_agent(round_the_clock());
  const auto lapse = at("2027-04-01T00:00:00-04:00");
  EXPECT_EQ(of(now, lapse - 1ms), (availability{true, in_schedule, lapse}));
  EXPECT_EQ(of(now, lapse), (availability{false, not_eligible, {}}));
  now.registration = registration_status::suspended;
  EXPECT_EQ(of(now, lapse), (availability{false, not_eligible, {}}));
}

TEST(Availability, OnOverridesHoursAndBreaksButNotOutOfOffice) {
  const auto on = with_override(override_mode::on);
  EXPECT_EQ(of(on, evening).reason, switched_on);
  EXPECT_EQ(of(on, in_break).reason, switched_on);
  auto away = on;
  away.schedule->out_of_office = {{in_hours, {}}};
  EXPECT_EQ(of(away, evening), (availability{false, out_of_office, {}}));
}

TEST(Availability, OffOverridesHours) {
  EXPECT_EQ(of(with_override(override_mode::off)), (availability{false, switched_off, {}}));
}

TEST(Availability, OutOfOfficeIsToldBeforeTheSwitch) {
  auto now = with_override(override_mode::off);
  now.schedule->out_of_office = {{in_hours - 1h, in_hours + 1h}};
  EXPECT_EQ(of(now).reason, out_of_office);
}

TEST(Availability, ASwitchWhoseTimeHasPassedIsBackAtTheSchedule) {
  const auto off = with_override(override_mode::off, in_hours);
  EXPECT_EQ(of(off, in_hours - 1ms).reason, switched_off);
  EXPECT_EQ(of(off), in_schedule_until_noon);
  EXPECT_EQ(override_at(off, in_hours), availability_override{});
  EXPECT_EQ(override_at(off, in_hours - 1ms).mode, override_mode::off);
}

TEST(Availability, TheLimitIsTheReasonOnlyWhereItAloneIsInTheWay) {
  EXPECT_EQ(of(with_entries(1, 1)), in_schedule_until_noon);
  EXPECT_EQ(of(with_entries(1, 2)), (availability{false, limit_reached, {}}));
  EXPECT_EQ(of(with_entries(0, 3), evening).reason, outside_schedule);
  EXPECT_TRUE(available_but_for_limit(with_entries(0, 3), in_hours));
}

TEST(Availability, WithdrawnEntriesLeaveRoom) {
  auto now = with_entries(3, 0);
  now.ledger.front().state = entry_state::withdrawn;
  EXPECT_TRUE(below_limit(now, {}));
  EXPECT_TRUE(of(now).now);
}

TEST(Availability, OfferableIsAvailableWithoutAnOpenOffer) {
  EXPECT_TRUE(offerable(an_agent(), {}, in_hours));
  EXPECT_TRUE(offerable(with_entries(0, 2), {}, in_hours));
  EXPECT_FALSE(offerable(with_entries(1, 0), {}, in_hours));
  EXPECT_FALSE(offerable(with_entries(0, 3), {}, in_hours));
  EXPECT_FALSE(offerable(an_agent(), {}, evening));
}

TEST(Availability, MissesChangeNothingBeforeTheyDeregister) {
  auto now = an_agent();
  now.misses = 2;
  EXPECT_EQ(of(now), of(an_agent()));
}

// -- until when ---------------------------------------------------------------

TEST(Availability, IsToldUntilTheSwitchGoesBack) {
  const auto on = with_override(override_mode::on, evening + 1h);
  EXPECT_EQ(of(on, evening), (availability{true, switched_on, evening + 1h}));
  const auto off = with_override(override_mode::off, in_hours + 1h);
  EXPECT_EQ(of(off), (availability{false, switched_off, in_hours + 1h}));
}

TEST(Availability, ASwitchThatGoesBackWithinTheHoursChangesNothingThen) {
  const auto on = with_override(override_mode::on, in_hours + 1h);
  EXPECT_EQ(of(on), (availability{true, switched_on, at("2026-11-10T12:00:00-05:00")}));
  const auto off_into_the_evening = with_override(override_mode::off, evening);
  EXPECT_EQ(of(off_into_the_evening).until, next_morning);
}

TEST(Availability, AnAbsenceThatEndsAtNightIsFollowedByTheMorning) {
  EXPECT_EQ(of(away_from(in_hours, evening)), (availability{false, out_of_office, next_morning}));
}

TEST(Availability, AnAbsenceToComeEndsIt) {
  EXPECT_EQ(of(away_from(in_hours + 1h)), (availability{true, in_schedule, in_hours + 1h}));
}

TEST(Availability, AnAbsenceOfYearsIsPassedAtOnce) {
  const auto back = at("2027-03-01T10:00:00-05:00");
  EXPECT_EQ(of(away_from(in_hours - std::chrono::years{20}, back)).until, back);
  EXPECT_EQ(of(away_from(in_hours)).until, std::nullopt);
}

TEST(Availability, ComesWithTheEligibilityOfTheSuspended) {
  auto now = an_agent();
  now.registration = registration_status::suspended;
  now.credentials.doi_contact_confirmed_on = std::chrono::year{2026} / 11 / 11;
  EXPECT_EQ(of(now), (availability{false, not_eligible, next_morning}));
}

// -- when an agent has something to do by itself ------------------------------

TEST(NextInstant, IsWhereAvailabilityChanges) {
  EXPECT_EQ(next_instant(an_agent(), in_hours), of(an_agent()).until);
  EXPECT_EQ(next_instant(an_agent(), evening), next_morning);
}

TEST(NextInstant, IsWhereAnAbsenceBeginsThoughTheAgentIsNotAvailable) {
  const auto leaves = evening + 1h; // An offer made before would be withdrawn then.
  EXPECT_EQ(next_instant(away_from(leaves), evening), leaves);
  EXPECT_EQ(next_instant(away_from(leaves, leaves + 1h), leaves), next_morning);
}

TEST(NextInstant, IsWhereEligibilityComesForWhoIsNotRegisteredYet) {
  auto now = an_agent();
  now.registration = registration_status::incomplete;
  now.credentials.doi_contact_confirmed_on = std::chrono::year{2026} / 11 / 11;
  EXPECT_EQ(next_instant(now, in_hours), at("2026-11-11T00:00:00-05:00"));
}

TEST(NextInstant, PassesOverCredentialsThatDecideNothing) {
  auto now = an_agent({.time_zone = "America/New_York", .weekly = {}, .out_of_office = {}});
  now.credentials.license.reset();
  EXPECT_EQ(next_instant(now, in_hours), std::nullopt); // The certification lapses, unnoticed.
}

} // namespace

} // namespace kod::model
