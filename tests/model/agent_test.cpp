#include "model/agent_commands.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;
using std::chrono::year;

agent_facts facts(const agent_id& id, const credentials& what = good_credentials()) {
  return facts_of(newcomer(id, what));
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

TEST(Agent, AnImportOfAnotherNameAloneIsAnEventToo) {
  given_agent renaming{{newcomer(ann)}};
  renaming.when(supply_agent{.id = ann, .facts = facts(ann), .identity_differs = true});
  ASSERT_EQ(renaming.change().events.size(), 1U); // Or nothing would take a version.
  EXPECT_EQ(renaming.after(), folded<agent>(agent_history{newcomer(ann)}));
  EXPECT_EQ(renaming.change().sealed[0].key, identity_key(ann));
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

// -- an actor that was started again --------------------------------------------

TEST(Restart, AfterAnAbsenceTakesTheOpenOfferAndBlamesNobody) {
  given_agent back{registered_agent(ann, {entered(r1, 1)})};
  const auto now = back.when(restart_agent{.absent_until = noon + 5min})
                     .then({restarted{}, offers_withdrawn{withdrawal_cause::outage}})
                     .after();
  EXPECT_EQ(now.hand_withdrawals, 0U);
  EXPECT_EQ(entry_of(now, r1)->cause, withdrawal_cause::outage);
}

TEST(Restart, AfterAnAbsenceWithoutAnOfferTakesNothing) {
  given_agent back{registered_agent(ann, {referral_taken{r1, 1}})};
  back.when(restart_agent{.absent_until = noon + 5min}).then({restarted{}});
}

TEST(Restart, LongAfterAnAbsenceLeavesANewOffer) {
  given_agent back{registered_agent(ann, {entered(r1, 1)})};
  back.when(restart_agent{.absent_until = noon - 5min}).then({restarted{}});
}

TEST(Restart, AfterAMishapTakesNothing) {
  given_agent back{registered_agent(ann, {entered(r1, 1)})};
  back.when(restart_agent{}).then({restarted{}});
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
