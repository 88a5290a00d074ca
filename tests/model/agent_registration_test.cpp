#include "model/agent_commands.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;
using std::chrono::year;

/// Has saved all sections, and isn't eligible.
const agent_history unlicensed_ann{
  newcomer(ann, unlicensed()), agreed, speaking({english}), working(round_the_clock())};

/// Three misses have de-registered Ann.
agent_history deregistered_ann(agent_history then = {}) {
  auto all = registered_agent(
    ann,
    {entered(r1, 1),
     miss_counted{r1, 1},
     entered(r2, 1),
     miss_counted{r2, 1},
     entered(r3, 1),
     miss_counted{r3, 1},
     deregistered{deregistration_cause::misses, 0}});
  all.insert(all.end(), then.begin(), then.end());
  return all;
}

save_contact contact_section() {
  return {
    .contact = {.phone = "+15025550199", .email = "ann@example.org"},
    .preferences = {preferred_contact::phone, {english}}};
}

// -- registering --------------------------------------------------------------

TEST(Registration, SectionsComeInOrder) {
  given_agent{{newcomer(ann)}}.when(contact_section()).then_rejected(rejection::section_order);
  given_agent{{newcomer(ann), agreed}}
    .when(save_schedule{round_the_clock()})
    .then_rejected(rejection::section_order);
}

TEST(Registration, LeavingEarlyKeepsWhatWasSavedAndStaysIncomplete) {
  given_agent leaving{{newcomer(ann), agreed}};
  leaving.when(contact_section());
  EXPECT_EQ(leaving.after().registration, registration_status::incomplete);
  EXPECT_EQ(leaving.after().agreement, agreed.agreement);
  EXPECT_TRUE(speaks(leaving.after(), english));
}

TEST(Registration, PhoneAndMailAreSealedAndInNoEvent) {
  given_agent saving{{newcomer(ann), agreed}};
  saving.when(contact_section()).then({speaking({english})});
  EXPECT_EQ(saving.change().sealed[0].key, contact_key(ann));
  EXPECT_EQ(std::get<agent_contact>(*saving.change().sealed[0].content), contact_section().contact);
}

TEST(Registration, TheThirdSectionRegistersAnEligibleAgent) {
  given_agent{{newcomer(ann), agreed, speaking({english})}}
    .when(save_schedule{round_the_clock()})
    .then({working(round_the_clock()), registered{}});
}

TEST(Registration, OneWhoIsNotEligibleStaysIncomplete) {
  given_agent saving{{newcomer(ann, unlicensed()), agreed, speaking({english})}};
  saving.when(save_schedule{round_the_clock()}).then({working(round_the_clock())});
  EXPECT_EQ(saving.after().registration, registration_status::incomplete);
}

TEST(Registration, ComesByItselfTheMomentEligibilityDoes) {
  given_agent patching{unlicensed_ann};
  patching.when(patch_credentials{
    .license = license_patch{.number = "L-1", .expires = day{year{2028} / 1 / 1}},
    .certification_expires = {},
    .doi_contact_confirmed_on = {}});
  EXPECT_EQ(patching.after().registration, registration_status::registered);
}

TEST(Registration, ComesByItselfWithTheDayOnWhichDoiConfirmed) {
  auto tomorrow = good_credentials();
  tomorrow.doi_contact_confirmed_on = year{2026} / 11 / 11;
  const agent_history waiting{
    newcomer(ann, tomorrow), agreed, speaking({english}), working(round_the_clock())};
  const auto midnight = noon + 12h;
  given_agent{waiting}.at(midnight - 1ms).when(notice_time{}).then_nothing();
  given_agent{waiting}.at(midnight).when(notice_time{}).then({registered{}});
}

TEST(Registration, ARegisteredAgentEditsAnySectionAtAnyTime) {
  given_agent{registered_agent(ann)}.when(contact_section()).then({speaking({english})});
  given_agent{registered_agent(ann)}
    .when(save_schedule{daily(540, 1020)})
    .then({working(daily(540, 1020))});
}

TEST(Registration, SavingTheSameAgainWritesNothing) {
  given_agent{registered_agent(ann)}.when(agree{agreed.agreement->terms_version}).then_nothing();
  given_agent{registered_agent(ann)}.when(save_schedule{round_the_clock()}).then_nothing();
}

// -- suspension ---------------------------------------------------------------

TEST(Suspension, ALicenceHoldsThroughTheEndOfItsDayAndThenSuspends) {
  given_agent{registered_agent(ann)}.at(expiry - 1ms).when(notice_time{}).then_nothing();
  given_agent{registered_agent(ann)}.at(expiry).when(notice_time{}).then({suspended{}});
}

TEST(Suspension, IsLiftedByItselfWhenRenewed) {
  given_agent renewing{registered_agent(ann, {suspended{}})};
  renewing.at(expiry).when(patch_credentials{
    .license = license_patch{.number = {}, .expires = day{year{2029} / 3 / 31}},
    .certification_expires = std::optional{day{year{2029} / 3 / 31}},
    .doi_contact_confirmed_on = {}});
  EXPECT_EQ(renewing.after().registration, registration_status::registered);
}

TEST(Suspension, TakesTheOpenOfferAndLeavesWhatIsInProgress) {
  given_agent lapsing{registered_agent(ann, {referral_taken{r1, 1}, entered(r2, 1)})};
  const auto now = lapsing.at(expiry).when(notice_time{}).then({suspended{}}).after();
  EXPECT_EQ(entry_of(now, r1)->state, entry_state::in_progress);
  EXPECT_EQ(entry_of(now, r2)->state, entry_state::withdrawn);
  EXPECT_EQ(entry_of(now, r2)->cause, withdrawal_cause::suspended);
}

TEST(Suspension, ComesAtOnceWithTheNewsThatALicenceIsGone) {
  given_agent losing{registered_agent(ann)};
  losing.when(patch_credentials{
    .license = std::optional<license_patch>{},
    .certification_expires = {},
    .doi_contact_confirmed_on = {}});
  EXPECT_EQ(losing.after().registration, registration_status::suspended);
}

TEST(Suspension, KeepsTheMisses) {
  const auto now = folded<agent>(
    registered_agent(ann, {entered(r1, 1), miss_counted{r1, 1}, suspended{}, reinstated{}}));
  EXPECT_EQ(now.misses, 1U);
}

// -- de-registration ----------------------------------------------------------

TEST(Deregistration, ByAnOperatorWithdrawsOffersAndSealsTheReason) {
  given_agent ending{registered_agent(ann, {referral_taken{r1, 1}, entered(r2, 1)})};
  const auto now = ending.when(deregister_agent{"left the agency"})
                     .then({deregistered{deregistration_cause::operator_, 8}})
                     .after();
  EXPECT_EQ(now.registration, registration_status::deregistered);
  EXPECT_EQ(entry_of(now, r1)->state, entry_state::in_progress);
  EXPECT_EQ(entry_of(now, r2)->cause, withdrawal_cause::deregistered);
  ASSERT_EQ(ending.change().sealed.size(), 1U);
  EXPECT_EQ(ending.change().sealed[0].key, text_key(ann, 8));
}

TEST(Deregistration, TheSameAgainIsDoneAlready) {
  given_agent{deregistered_ann()}.when(deregister_agent{"again"}).then_nothing();
}

TEST(Deregistration, NeedsARegistration) {
  given_agent{{newcomer(ann)}}
    .when(deregister_agent{"no"})
    .then_rejected(rejection::agent_not_registered);
}

TEST(Deregistration, ReRegisteringMeansAgreeingAgainAndConfirmingTheOthersInOrder) {
  given_agent{deregistered_ann()}.when(contact_section()).then_rejected(rejection::section_order);
  given_agent{deregistered_ann({agreed})}
    .when(save_schedule{round_the_clock()})
    .then_rejected(rejection::section_order);
  given_agent agreeing{deregistered_ann()};
  agreeing.when(agree{"2026-1"})
    .then({section_saved{.agreement = agreement{noon, "2026-1"}, .contact = {}, .schedule = {}}});
}

TEST(Deregistration, WhatWasSavedStaysVisibleToConfirm) {
  const auto now = folded<agent>(deregistered_ann());
  EXPECT_TRUE(now.agreement && now.contact && now.schedule);
}

TEST(Deregistration, TheCountStaysUntilTheThirdSectionAndIsThenZero) {
  given_agent confirming{deregistered_ann({agreed, speaking({english})})};
  EXPECT_EQ(confirming.after().registration, registration_status::deregistered);
  EXPECT_EQ(confirming.after().misses, 3U);
  const auto now = confirming.when(save_schedule{round_the_clock()})
                     .then({working(round_the_clock()), registered{}})
                     .after();
  EXPECT_EQ(now.misses, 0U);
}

TEST(Deregistration, ReRegisteringWithoutALicenceWaitsForIt) {
  given_agent confirming{deregistered_ann({agreed, speaking({english})})};
  const auto now = confirming.at(expiry)
                     .when(save_schedule{round_the_clock()})
                     .then({working(round_the_clock()), reregistration_completed{}})
                     .after();
  EXPECT_EQ(now.registration, registration_status::incomplete);
  EXPECT_EQ(now.misses, 0U);
}

} // namespace

} // namespace kod::model
