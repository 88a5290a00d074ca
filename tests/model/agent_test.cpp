#include "model/agent_commands.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;
using std::chrono::year;

const instant expiry = std::chrono::sys_days{year{2027} / 4 / 1} + 4h; // Midnight in New York.

credentials unlicensed() {
  auto result = good_credentials();
  result.license.reset();
  return result;
}

agent_facts facts(const agent_id& id, const credentials& what = good_credentials()) {
  return facts_of(newcomer(id, what));
}

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

// -- what the exchange knows --------------------------------------------------

TEST(Agent, IsCreatedNotStartedAndHoldsItsNpn) {
  given_agent creating{{}};
  creating.when(create_agent{ann, facts(ann)}).then({newcomer(ann)});
  EXPECT_EQ(creating.after().registration, registration_status::not_started);
  ASSERT_EQ(creating.change().take.size(), 1U);
  EXPECT_EQ(creating.change().take[0].name, "npn/9000ann");
  EXPECT_EQ(creating.change().take[0].owner, "ann");
  EXPECT_EQ(creating.change().sealed[0].key, identity_key(ann));
}

TEST(Agent, AnIdIsTakenOnce) {
  given_agent{{newcomer(ann)}}
    .when(create_agent{ann, facts(ann)})
    .then_rejected(rejection::id_taken);
}

TEST(Agent, OneThatIsNotThereIsNotFound) {
  given_agent{{}}.when(agree{"1"}).then_rejected(rejection::not_found);
  given_agent{{}}.when(notice_time{}).then_rejected(rejection::not_found);
}

TEST(Agent, AnImportAddsUpdatesAndIsHarmlessAgain) {
  given_agent{{}}.when(supply_agent{ann, facts(ann)}).then({newcomer(ann)});
  given_agent{{newcomer(ann)}}
    .when(supply_agent{.id = ann, .facts = facts(ann), .identity_differs = false})
    .then_nothing();
  auto renamed = facts(ann);
  renamed.npn = "90009999";
  given_agent updating{{newcomer(ann)}};
  updating.when(supply_agent{ann, renamed});
  EXPECT_EQ(updating.after().npn, "90009999");
  EXPECT_EQ(updating.change().take[0].name, "npn/90009999");
  EXPECT_EQ(updating.change().free, (std::vector<std::string>{"npn/9000ann"}));
}

TEST(Agent, APatchLeavesWhatItDoesNotName) {
  given_agent patching{{newcomer(ann)}};
  patching.when(patch_credentials{
    .license = license_patch{.number = {}, .expires = day{year{2030} / 1 / 1}},
    .certification_expires = {},
    .doi_contact_confirmed_on = {}});
  auto expected = good_credentials();
  expected.license->expires = year{2030} / 1 / 1;
  EXPECT_EQ(patching.after().credentials, expected);
}

TEST(Agent, APatchRemovesWhatItNamesEmpty) {
  given_agent patching{{newcomer(ann)}};
  patching.when(patch_credentials{
    .license = std::optional<license_patch>{},
    .certification_expires = std::optional<day>{},
    .doi_contact_confirmed_on = std::optional<day>{}});
  EXPECT_EQ(patching.after().credentials, credentials{});
}

TEST(Agent, ALicenceNeedsNumberAndExpiry) {
  given_agent{{newcomer(ann, unlicensed())}}
    .when(patch_credentials{
      .license = license_patch{.number = "L-9", .expires = {}},
      .certification_expires = {},
      .doi_contact_confirmed_on = {}})
    .then_rejected(rejection::incomplete_license);
}

TEST(Agent, APatchOfWhatIsSoAlreadyWritesNothing) {
  given_agent{{newcomer(ann)}}
    .when(patch_credentials{
      .license = {},
      .certification_expires = std::optional{good_credentials().certification->expires},
      .doi_contact_confirmed_on = {}})
    .then_nothing();
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

// -- availability by hand -----------------------------------------------------

set_override to(override_mode mode, std::optional<instant> until = {}) {
  return {.mode = mode, .until = until};
}

TEST(Override, HoldsUntilTheGivenTimeElseUntilTheScheduleNextChanges) {
  auto hours = registered_agent(ann, {working(daily(540, 1020))}); // 9:00 to 17:00
  given_agent{hours}
    .when(to(override_mode::off, noon + 1h))
    .then({availability_changed{{override_mode::off, noon + 1h}}});
  given_agent{hours}
    .when(to(override_mode::off))
    .then({availability_changed{{override_mode::off, noon + 5h}}});
  given_agent{hours}
    .at(noon + 6h)
    .when(to(override_mode::on))
    .then({availability_changed{{override_mode::on, noon + 21h}}});
}

TEST(Override, WhereTheScheduleNeverChangesItHoldsUntilItIsMoved) {
  auto never = registered_agent(
    ann, {working({.time_zone = "America/Chicago", .weekly = {}, .out_of_office = {}})});
  given_agent{never}
    .when(to(override_mode::on))
    .then({availability_changed{{override_mode::on, std::nullopt}}});
}

TEST(Override, ATimeInThePastIsRefused) {
  given_agent{registered_agent(ann)}
    .when(to(override_mode::off, noon))
    .then_rejected(rejection::until_passed);
}

TEST(Override, NeedsASchedule) {
  given_agent{{newcomer(ann), agreed}}
    .when(to(override_mode::on))
    .then_rejected(rejection::agent_not_registered);
}

TEST(Override, BackToTheScheduleHasNoEnd) {
  given_agent{registered_agent(ann, {availability_changed{{override_mode::off, noon + 9h}}})}
    .when(to(override_mode::schedule))
    .then({availability_changed{{override_mode::schedule, std::nullopt}}});
}

TEST(Override, SwitchingOffDuringAnOfferWithdrawsAndCountsIt) {
  given_agent leaving{registered_agent(ann, {entered(r1, 1)})};
  const auto now = leaving.when(to(override_mode::off, noon + 1h))
                     .then(
                       {availability_changed{{override_mode::off, noon + 1h}},
                        offers_withdrawn{withdrawal_cause::switched_off}})
                     .after();
  EXPECT_EQ(now.hand_withdrawals, 1U);
  EXPECT_EQ(now.misses, 0U);
  EXPECT_EQ(entry_of(now, r1)->cause, withdrawal_cause::switched_off);
}

TEST(Override, SwitchingOffWithoutAnOfferCountsNothing) {
  given_agent leaving{registered_agent(ann, {referral_taken{r1, 1}})};
  EXPECT_EQ(leaving.when(to(override_mode::off, noon + 1h)).after().hand_withdrawals, 0U);
}

// -- out of office ------------------------------------------------------------

schedule away_from(instant from) {
  auto result = round_the_clock();
  result.out_of_office.push_back({.from = from, .until = {}});
  return result;
}

TEST(OutOfOffice, TakesTheOpenOfferWhenItBegins) {
  const auto during = registered_agent(ann, {working(away_from(noon + 5min)), entered(r1, 1)});
  given_agent{during}.at(noon + 4min).when(notice_time{}).then_nothing();
  given_agent{during}
    .at(noon + 5min)
    .when(notice_time{})
    .then({offers_withdrawn{withdrawal_cause::out_of_office}});
}

TEST(OutOfOffice, GoingNowByAnEditTakesTheOpenOfferAtOnce) {
  given_agent leaving{registered_agent(ann, {entered(r1, 1)})};
  const auto now =
    leaving.at(noon + 1min)
      .when(save_schedule{away_from(noon - 1h)})
      .then({working(away_from(noon - 1h)), offers_withdrawn{withdrawal_cause::out_of_office}})
      .after();
  EXPECT_EQ(now.hand_withdrawals, 0U);
}

TEST(OutOfOffice, AnOfferThatAnOperatorAssignedDuringItStays) {
  given_agent{registered_agent(ann, {working(away_from(noon - 1h)), entered_by_hand(r1, 1)})}
    .at(noon + 1min)
    .when(notice_time{})
    .then_nothing();
}

TEST(OutOfOffice, AScheduleEditOtherwiseLeavesTheOffer) {
  given_agent{registered_agent(ann, {entered(r1, 1)})}
    .when(save_schedule{daily(60, 120)})
    .then({working(daily(60, 120))});
}

TEST(OutOfOffice, BreaksAndTheEndOfTheDayLeaveTheOffer) {
  given_agent{registered_agent(ann, {working(daily(540, 725)), entered(r1, 1)})}
    .at(noon + 6min)
    .when(notice_time{})
    .then_nothing();
}

TEST(Agent, ItsWordsAreTheApis) {
  EXPECT_EQ(to_string(registration_status::not_started), "Not started");
  EXPECT_EQ(parse_registration_status("De-registered"), registration_status::deregistered);
  EXPECT_EQ(parse_registration_status("deregistered"), std::nullopt);
}

} // namespace

} // namespace kod::model
