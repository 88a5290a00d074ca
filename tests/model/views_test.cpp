#include "model/views.hpp"
#include "tests/support/small_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kod::model {

namespace {

using namespace kod::tests;
using testing::ElementsAre;

/// One request, offered to Ann; Bob speaks English too, Cid only Spanish.
class Views : public testing::Test {
protected:
  Views() {
    engine.hire(ann);
    engine.take(a_take());
    engine.settle();
    engine.hire(bob);
    engine.hire(cid, {spanish});
  }

  void order(const party& by, const referral_command& command) {
    ASSERT_EQ(engine.order(r1, by, command), std::nullopt);
  }
  referral_view seen_by(const party& who) const {
    return look_at(engine.stored, engine.look(r1), who, audience::speakers, nullptr);
  }
  bool sees(const agent_id& who, audience audience = audience::speakers) const {
    return may_see(engine.look(r1), engine.look(who), audience, engine.settings, engine.now);
  }
  bool has_on_board(const agent_id& who, audience audience = audience::speakers) const {
    return on_board(engine.look(r1), engine.look(who), audience, engine.settings, engine.now);
  }

  small_engine engine;
};

// -- contact information ------------------------------------------------------

TEST_F(Views, BeforeAcceptingAnAgentSeesNoContactInformation) {
  EXPECT_EQ(seen_by(as(ann)).contact, std::nullopt);
}

TEST_F(Views, TheAssignedAgentAloneSeesIt) {
  order(as(ann), accept{.agent = ann});
  EXPECT_EQ(seen_by(as(ann)).contact, a_contact());
  for (const auto& who : {as(bob), an_operator, a_resident, kod::tests::engine})
    EXPECT_EQ(seen_by(who).contact, std::nullopt);
}

TEST_F(Views, TheAgentWhoCompletedItStillDoes) {
  order(as(ann), accept{.agent = ann});
  order(as(ann), complete{.disposition = disposition::enrolled, .note = {}});
  EXPECT_EQ(seen_by(as(ann)).contact, a_contact());
}

TEST_F(Views, ReleaseReassignmentAndCancellingHideItAtOnce) {
  order(as(ann), accept{.agent = ann});
  order(an_operator, assign{bob, {}});
  EXPECT_EQ(seen_by(as(ann)).contact, std::nullopt);
  EXPECT_EQ(seen_by(as(bob)).contact, a_contact());
  order(as(bob), release{.agent = bob, .reason = {}});
  EXPECT_EQ(seen_by(as(bob)).contact, std::nullopt);
  order(an_operator, assign{ann, {}});
  order(as(ann), accept{.agent = ann});
  order(a_resident, cancel{});
  EXPECT_EQ(seen_by(as(ann)).contact, std::nullopt);
}

TEST_F(Views, ARecordedLookShowsContactAndNotesButNoOperatorsReason) {
  order(an_operator, reveal{"complaint of the resident"});
  order(as(ann), reject{.agent = ann, .reason = "too far"});
  order(an_operator, assign{bob, "speaks slowly"});
  order(as(bob), accept{.agent = bob});
  order(as(bob), complete{.disposition = disposition::enrolled, .note = "all done"});
  auto view = seen_by(an_operator);
  EXPECT_TRUE(view.notes.empty());
  reveal_all(engine.stored, view);
  EXPECT_EQ(view.contact, a_contact());
  EXPECT_THAT(view.notes, ElementsAre("too far", "all done"));
}

// -- who calls ----------------------------------------------------------------

TEST_F(Views, TheResidentLearnsWhoCallsOnceItIsInProgress) {
  EXPECT_EQ(seen_by(a_resident).agent, std::nullopt);
  order(as(ann), accept{.agent = ann});
  const auto agent = seen_by(a_resident).agent;
  ASSERT_TRUE(agent);
  EXPECT_EQ(agent->name, "Alex Agent");
  EXPECT_EQ(agent->phone, "+15025550199"); // The registered one, not the exchange's.
  EXPECT_EQ(agent->email, "");
}

TEST_F(Views, AnAgentLearnsOfNoOther) {
  order(as(ann), accept{.agent = ann});
  EXPECT_EQ(seen_by(as(bob)).agent, std::nullopt);
}

TEST_F(Views, OperatorsSeeThatTheAgentIsSuspended) {
  order(as(ann), accept{.agent = ann});
  EXPECT_FALSE(seen_by(an_operator).agent_suspended);
  engine.order(
    ann,
    an_operator,
    patch_credentials{
      .license = std::optional<license_patch>{},
      .certification_expires = {},
      .doi_contact_confirmed_on = {}});
  EXPECT_TRUE(seen_by(an_operator).agent_suspended);
}

TEST_F(Views, MilesAreFromTheAgentWhoLooks) {
  const auto looking = engine.look(ann);
  const auto view = look_at(engine.stored, engine.look(r1), as(ann), audience::speakers, &looking);
  EXPECT_EQ(view.miles_tenths, 0);
  EXPECT_EQ(seen_by(an_operator).miles_tenths, std::nullopt);
}

// -- who sees that it is there ------------------------------------------------

TEST_F(Views, AnOfferIsSeenByItsAgentAlone) {
  EXPECT_TRUE(sees(ann));
  EXPECT_FALSE(sees(bob));
}

TEST_F(Views, ABoardShowsItToAvailableSpeakers) {
  order(an_operator, broadcast{});
  EXPECT_TRUE(has_on_board(bob));
  EXPECT_FALSE(has_on_board(cid));
  engine.order(bob, as(bob), set_override{override_mode::off, engine.now + 1h});
  EXPECT_FALSE(has_on_board(bob));
  EXPECT_FALSE(sees(bob));
}

TEST_F(Views, ABoardShowsItToEverybodyWhileNoSpeakerIsAvailable) {
  order(an_operator, broadcast{});
  EXPECT_TRUE(has_on_board(cid, audience::everybody));
  EXPECT_TRUE(has_on_board(cid, audience::nobody));
}

TEST_F(Views, ABoardHidesWhatItsAgentRejectedOrReleased) {
  order(as(ann), accept{.agent = ann});
  order(as(ann), release{.agent = ann, .reason = {}});
  order(an_operator, broadcast{});
  order(as(bob), reject{.agent = bob, .reason = {}});
  EXPECT_FALSE(has_on_board(ann));
  EXPECT_FALSE(has_on_board(bob));
}

TEST_F(Views, ABoardIsEmptyAtTheLimit) {
  order(an_operator, broadcast{});
  engine.settings.max_open_per_agent = 0;
  EXPECT_FALSE(has_on_board(bob));
}

TEST_F(Views, WhoeverHadItAtTheEndStillSeesIt) {
  order(as(ann), accept{.agent = ann});
  order(a_resident, cancel{});
  EXPECT_TRUE(sees(ann));
  EXPECT_FALSE(sees(bob));
}

TEST_F(Views, TheContactCentreListHoldsWhatNobodySeesOrIsPastItsPromise) {
  EXPECT_FALSE(on_contact_centre_list(engine.look(r1), audience::nobody)); // It is offered.
  order(an_operator, broadcast{});
  EXPECT_TRUE(on_contact_centre_list(engine.look(r1), audience::nobody));
  EXPECT_FALSE(on_contact_centre_list(engine.look(r1), audience::speakers));
  engine.now += 30min;
  engine.settle();
  EXPECT_TRUE(on_contact_centre_list(engine.look(r1), audience::speakers));
  order(as(bob), accept{.agent = bob});
  EXPECT_FALSE(on_contact_centre_list(engine.look(r1), audience::speakers));
}

// -- an agent -----------------------------------------------------------------

TEST_F(Views, AnAgentsProfileHoldsIdentityContactAndWhatKeepsItFromWorking) {
  const auto view = look_at(engine.stored, engine.look(ann), engine.settings, engine.now);
  EXPECT_EQ(view.identity.name, "Alex Agent");
  EXPECT_EQ(view.contact->email, "agent@example.org");
  EXPECT_TRUE(view.availability.now);
  EXPECT_TRUE(view.problems.empty());
}

} // namespace

} // namespace kod::model
