#include "model/credentials.hpp"
#include "tests/support/people.hpp"
#include "tests/support/wall_times.hpp"

#include <gmock/gmock.h>

namespace kod::model {

namespace {

using namespace kod::tests;
using testing::ElementsAre;
using testing::IsEmpty;
using enum credential_problem;

constexpr std::string_view eastern = "America/New_York", central = "America/Chicago";

TEST(Credentials, AllThreeMakeAnAgentEligible) {
  EXPECT_THAT(problems_of(good_credentials(), eastern, noon), IsEmpty());
  EXPECT_TRUE(eligible(good_credentials(), eastern, noon));
}

TEST(Credentials, WhoHasNoneIsToldEach) {
  EXPECT_THAT(
    problems_of({}, eastern, noon),
    ElementsAre(license_missing, certification_missing, doi_contact_not_confirmed));
  EXPECT_FALSE(eligible({}, eastern, noon));
}

TEST(Credentials, ALicenceHoldsThroughTheEndOfItsLastDayInTheAgentsZone) {
  const auto held = good_credentials(); // Until 2027-03-31.
  const auto last_moment = at("2027-03-31T23:59:59.999-04:00");
  EXPECT_TRUE(eligible(held, eastern, last_moment));
  EXPECT_THAT(problems_of(held, eastern, last_moment + 1ms), ElementsAre(license_expired));
  EXPECT_TRUE(eligible(held, central, last_moment + 1ms)); // An hour more in the west.
  EXPECT_THAT(problems_of(held, central, last_moment + 1ms + 1h), ElementsAre(license_expired));
}

TEST(Credentials, ACertificationLapsesLikeALicence) {
  auto held = good_credentials();
  held.certification->expires = std::chrono::year{2026} / 10 / 31; // The clock changes that night.
  EXPECT_TRUE(eligible(held, eastern, at("2026-10-31T23:59:59-04:00")));
  EXPECT_THAT(
    problems_of(held, eastern, at("2026-11-01T00:00:00-04:00")),
    ElementsAre(certification_expired));
}

TEST(Credentials, AContactConfirmedOnADayToComeIsNotConfirmedYet) {
  auto held = good_credentials();
  held.doi_contact_confirmed_on = std::chrono::year{2026} / 11 / 11;
  EXPECT_THAT(problems_of(held, eastern, noon), ElementsAre(doi_contact_not_confirmed));
  EXPECT_TRUE(eligible(held, eastern, at("2026-11-11T00:00:00-05:00")));
}

TEST(Credentials, ChangeByThemselvesAtTheirLastMidnights) {
  auto held = good_credentials();
  held.doi_contact_confirmed_on = std::chrono::year{2026} / 11 / 11;
  const auto confirmed = at("2026-11-11T00:00:00-05:00");
  const auto unlicensed = at("2027-04-01T00:00:00-04:00");
  const auto uncertified = at("2027-07-01T00:00:00-04:00");
  EXPECT_EQ(next_credential_change(held, eastern, noon), confirmed);
  EXPECT_EQ(next_credential_change(held, eastern, confirmed), unlicensed);
  EXPECT_EQ(next_credential_change(held, eastern, unlicensed), uncertified);
  EXPECT_EQ(next_credential_change(held, eastern, uncertified), std::nullopt);
  EXPECT_EQ(next_credential_change({}, eastern, noon), std::nullopt);
}

TEST(Credentials, AMidnightThatIsSkippedIsWhereTheClockGoesOn) {
  auto held = good_credentials();
  held.license->expires = std::chrono::year{2027} / 9 / 4; // In Santiago 24:00 became 01:00.
  held.certification->expires = held.license->expires + std::chrono::days{1};
  const auto jump = next_credential_change(held, "America/Santiago", at("2027-09-04T12:00:00Z"));
  ASSERT_EQ(jump, at("2027-09-05T04:00:00Z"));
  EXPECT_TRUE(eligible(held, "America/Santiago", *jump - 1ms));
  EXPECT_FALSE(eligible(held, "America/Santiago", *jump));
}

TEST(Credentials, OnAMachineWithoutTheirZoneTheyHoldByEasternTime) {
  const auto held = good_credentials();
  EXPECT_EQ(
    next_credential_change(held, "Kentucky/Nowhere", noon),
    next_credential_change(held, eastern, noon));
}

} // namespace

} // namespace kod::model
