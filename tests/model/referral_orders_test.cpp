#include "model/referral_commands.hpp"
#include "tests/support/given.hpp"

namespace kod::model {

namespace {

using namespace kod::tests;

given ordered_on(const referral_history& history) {
  return given{history}.by(an_operator);
}

const referral_history pending{a_request()};
const referral_history offered_to_bob{a_request(), an_offer(bob, 1)};
const referral_history taken_by_bob{a_request(), an_offer(bob, 1), accepted{bob, 1, noon}};
const referral_history on_the_boards{a_request(), made_mass{mass_cause::no_window_left, noon}};
const referral_history done{a_request(), completed{disposition::enrolled, noon, 0}};
const referral_history called_off{a_request(), cancelled{noon, 0}};

// -- cancel -------------------------------------------------------------------

TEST(Cancelling, WithdrawsTheOpenOfferInTheSameCommit) {
  const auto now = given{offered_to_bob}
                     .by(a_resident)
                     .when(cancel{})
                     .then({withdrawn{bob, 1, withdrawal_cause::cancelled}, cancelled{noon, 0}})
                     .asking({{bob, ask_kind::leave}})
                     .after();
  EXPECT_EQ(now.status, referral_status::cancelled);
  EXPECT_EQ(now.tenure, std::nullopt);
}

TEST(Cancelling, AnyOpenOneCanBe) {
  given{pending}.when(cancel{}).then({cancelled{noon, 0}}).asking({});
  given{on_the_boards}.when(cancel{}).then({cancelled{noon, 0}}).asking({});
  given{taken_by_bob}.when(cancel{}).then({cancelled{noon, 0}}).asking({{bob, ask_kind::leave}});
}

TEST(Cancelling, FreesThePhoneForTheNextRequest) {
  const auto cancelling = given{pending}.when(cancel{});
  EXPECT_EQ(cancelling.change().free, (std::vector<std::string>{"phone/r-1"}));
  EXPECT_TRUE(cancelling.after().claims.empty());
}

TEST(Cancelling, TheSameAgainIsDoneAlready) {
  given{called_off}.when(cancel{}).then_nothing();
  given{done}.when(cancel{}).then_rejected(rejection::already_ended);
}

TEST(Cancelling, AReasonIsSealedAndInNoEvent) {
  const auto change =
    given{pending}.when(cancel{"changed my mind"}).then({cancelled{noon, 1}}).change();
  ASSERT_EQ(change.sealed.size(), 1U);
  EXPECT_EQ(std::get<free_text>(*change.sealed[0].content).text, "changed my mind");
}

// -- assign -------------------------------------------------------------------

TEST(Assigning, APendingOneIsAWholeNewOffer) {
  ordered_on(pending)
    .at(noon + 29min) // The promise doesn't matter.
    .when(assign{ann, {}})
    .then({assigned{ann, std::nullopt, noon + 29min, 0}, an_assigned_offer(ann, 1, noon + 29min)})
    .asking({{ann, ask_kind::assign}});
}

TEST(Assigning, ARunningOfferIsWithdrawnInTheSameCommit) {
  ordered_on(offered_to_bob)
    .when(assign{ann, {}})
    .then(
      {withdrawn{bob, 1, withdrawal_cause::assigned},
       assigned{ann, std::nullopt, noon, 0},
       an_assigned_offer(ann, 2)})
    .asking({{ann, ask_kind::assign}, {bob, ask_kind::leave}});
}

TEST(Assigning, TwoAgentsAreAskedInTheOrderOfTheirIds) {
  ordered_on(offered_to_bob)
    .when(assign{cid, {}})
    .asking({{bob, ask_kind::leave}, {cid, ask_kind::assign}});
  ordered_on(taken_by_bob)
    .when(assign{ann, {}})
    .asking({{ann, ask_kind::give}, {bob, ask_kind::leave}});
}

TEST(Assigning, AMassReferralMakesItGeneral) {
  const auto now = ordered_on(on_the_boards).when(assign{ann, {}}).after();
  EXPECT_EQ(now.type, referral_type::general);
  EXPECT_EQ(now.mass_since, std::nullopt);
  EXPECT_TRUE(now.tenure->assigned);
}

TEST(Assigning, OneInProgressChangesHandsAtOnce) {
  const auto now = ordered_on(taken_by_bob)
                     .when(assign{ann, {}})
                     .then({assigned{ann, 2, noon, 0}, shared_with(ann, "assigned")})
                     .after();
  EXPECT_EQ(now.status, referral_status::in_progress);
  EXPECT_EQ(assigned_agent(now), ann);
  EXPECT_EQ(now.last_number, 2U);
}

TEST(Assigning, EarlierAnswersDoNotMatter) {
  const auto now =
    ordered_on({a_request(), an_offer(ann, 1), rejected{ann, 1}}).when(assign{ann, {}}).after();
  EXPECT_EQ(now.tenure->agent, ann);
}

TEST(Assigning, ToWhoeverHasItIsDoneAlready) {
  ordered_on(offered_to_bob).when(assign{bob, {}}).then_nothing();
  ordered_on(taken_by_bob).when(assign{bob, {}}).then_nothing();
}

TEST(Assigning, AnEndedOneIsRefused) {
  for (const auto& history : {done, called_off})
    ordered_on(history).when(assign{ann, {}}).then_rejected(rejection::already_ended);
}

// -- broadcast ----------------------------------------------------------------

TEST(Broadcasting, MakesItMassAndWithdrawsTheOffer) {
  ordered_on(offered_to_bob)
    .when(broadcast{})
    .then({withdrawn{bob, 1, withdrawal_cause::broadcast}, made_mass{mass_cause::operator_, noon}})
    .asking({{bob, ask_kind::leave}});
  ordered_on(pending).when(broadcast{}).then({made_mass{mass_cause::operator_, noon}}).asking({});
}

TEST(Broadcasting, IsRefusedOnceSomebodyHasIt) {
  ordered_on(taken_by_bob).when(broadcast{}).then_rejected(rejection::already_taken);
  ordered_on(done).when(broadcast{}).then_rejected(rejection::already_ended);
}

TEST(Broadcasting, TheSameAgainIsDoneAlready) {
  ordered_on(on_the_boards).when(broadcast{}).then_nothing();
}

TEST(Broadcasting, AReasonIsSealedAndInNoEvent) {
  ordered_on(pending)
    .when(broadcast{"storm"})
    .then({made_mass{mass_cause::operator_, noon}, text_added{1}});
}

// -- reveal -------------------------------------------------------------------

TEST(Revealing, IsRecordedWithWhoWhatWhenAndWhy) {
  for (const auto& history : {pending, taken_by_bob, done, called_off}) {
    const auto change = ordered_on(history)
                          .when(reveal{"complaint"})
                          .then({contact_shared{an_operator, "revealed", 1}})
                          .asking({})
                          .change();
    ASSERT_EQ(change.sealed.size(), 1U);
    EXPECT_EQ(std::get<free_text>(*change.sealed[0].content).text, "complaint");
  }
}

} // namespace

} // namespace kod::model
