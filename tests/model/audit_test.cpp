#include "model/audit.hpp"
#include "tests/support/people.hpp"

#include <gtest/gtest.h>

using namespace kod::model;
using namespace kod::tests;

namespace {

recorded_event recorded(const referral_event& event, const party& by, std::uint64_t version = 2) {
  return {7, version, noon, by, r1, event};
}

const std::string somewhere = "192.0.2.1";

TEST(Audit, TellsEachDisclosureWhoeverGotIt) {
  EXPECT_TRUE(is_audited(recorded(contact_shared{as(ann), "accepted", 0}, as(ann))));
  EXPECT_TRUE(is_audited(recorded(contact_shared{an_operator, "revealed", 1}, an_operator)));
}

TEST(Audit, TellsWhatOperatorsDoWithTheirOwnHands) {
  for (const auto& event : std::vector<referral_event>{
         assigned{ann, std::nullopt, noon, 0},
         made_mass{mass_cause::operator_, noon},
         cancelled{noon, 0},
         contacted{noon},
         completed{disposition::enrolled, noon, 0}})
    EXPECT_TRUE(is_audited(recorded(event, an_operator))) << event.index();
  EXPECT_TRUE(is_audited(
    agent_event{deregistered{deregistration_cause::operator_, 0}}, {an_operator, somewhere}));
}

TEST(Audit, TellsWhatOperatorsPauseAndSet) {
  EXPECT_TRUE(is_audited(agent_event{offers_paused{{noon, {}}, 3}}, {an_operator, somewhere}));
  EXPECT_TRUE(is_audited(agent_event{offers_resumed{4}}, {an_operator, somewhere}));
  EXPECT_TRUE(is_audited(programme_event{programme_changed{{}, 1}}, {an_operator, somewhere}));
  EXPECT_TRUE(is_audited(
    programme_event{county_paused{"Pike County", {noon, {}}, 2}}, {an_operator, somewhere}));
  EXPECT_FALSE(
    is_audited(agent_event{county_pause_changed{offers_pause{noon, {}}}}, {engine, somewhere}))
    << "its county's record tells it";
}

TEST(Audit, TellsWhatOperatorsChangeOfTheRosterByHandAndNoLineOfAnImport) {
  const std::string nowhere;
  for (const auto& event : std::vector<agent_event>{created{}, credentials_changed{}}) {
    EXPECT_TRUE(is_audited(event, {an_operator, somewhere})) << event.index();
    EXPECT_FALSE(is_audited(event, {an_operator, nowhere})) << event.index();
    EXPECT_FALSE(is_audited(event, {engine, somewhere})) << event.index();
  }
  EXPECT_FALSE(is_audited(agent_event{suspended{}}, {an_operator, somewhere}))
    << "it follows from the other";
}

TEST(Audit, ACountysPauseIsAboutTheCounty) {
  const recorded_event paused{
    8, 5, noon, an_operator, the_programme, county_paused{"Pike County", {noon, {}}, 2}};
  EXPECT_EQ(subject_of(paused), "Pike County");
  EXPECT_EQ(reason_key(paused, nullptr), text_key(the_programme, 2));
  const recorded_event set{9, 6, noon, an_operator, the_programme, programme_changed{{}, 0}};
  EXPECT_EQ(subject_of(set), "programme");
  EXPECT_EQ(reason_key(set, nullptr), std::nullopt);
}

TEST(Audit, LeavesOutWhatHappensAnyway) {
  EXPECT_FALSE(is_audited(recorded(made_mass{mass_cause::nobody_offerable, noon}, engine)));
  EXPECT_FALSE(is_audited(recorded(cancelled{noon, 0}, a_resident)));
  EXPECT_FALSE(is_audited(recorded(contacted{noon}, as(ann))));
  EXPECT_FALSE(is_audited(recorded(completed{disposition::enrolled, noon, 0}, as(ann))));
  EXPECT_FALSE(is_audited(recorded(an_offer(ann, 1), engine)));
  EXPECT_FALSE(
    is_audited(agent_event{deregistered{deregistration_cause::misses, 0}}, {engine, somewhere}));
}

TEST(Audit, FindsAReasonWhereItLies) {
  const auto cancel = recorded(cancelled{noon, 3}, an_operator);
  EXPECT_EQ(reason_key(cancel, nullptr), text_key(r1, 3));
  EXPECT_EQ(reason_key(recorded(cancelled{noon, 0}, an_operator), nullptr), std::nullopt);
  const recorded_event paused{8, 5, noon, an_operator, ann, offers_paused{{noon, {}}, 4}};
  EXPECT_EQ(reason_key(paused, nullptr), text_key(ann, 4U));
  const recorded_event gone{
    8, 5, noon, an_operator, ann, deregistered{deregistration_cause::operator_, 5}};
  EXPECT_EQ(reason_key(gone, nullptr), text_key(ann, 5U));
}

TEST(Audit, FindsTheReasonOfABroadcastInTheNextEventOfItsCommitAlone) {
  const auto sent = recorded(made_mass{mass_cause::operator_, noon}, an_operator);
  const auto reason = recorded(text_added{4}, an_operator);
  const auto anothers = recorded(text_added{4}, an_operator, 3);
  EXPECT_EQ(reason_key(sent, &reason), text_key(r1, 4));
  EXPECT_EQ(reason_key(sent, &anothers), std::nullopt);
  EXPECT_EQ(reason_key(sent, nullptr), std::nullopt);
}

TEST(Audit, ANoteOnACallIsNoReason) {
  EXPECT_EQ(
    reason_key(recorded(completed{disposition::enrolled, noon, 2}, an_operator), nullptr),
    std::nullopt);
}

TEST(Audit, KeepsAnAddressOnlyOfWhatItTells) {
  const auto origin_of = [](const referral_event& event, const party& by) {
    batch whole{.at = noon, .by = by, .writes = {referral_write{2, {event}, {}}}};
    note_origin(whole, "192.0.2.1");
    return whole.from;
  };
  EXPECT_EQ(origin_of(contact_shared{an_operator, "revealed", 1}, an_operator), "192.0.2.1");
  EXPECT_EQ(origin_of(cancelled{noon, 0}, a_resident), "");
  batch supplied{.at = noon, .by = an_operator, .writes = {agent_write{1, {created{}}, {}}}};
  note_origin(supplied, "");
  EXPECT_FALSE(is_audited(recorded_event{1, 1, noon, an_operator, ann, created{}, supplied.from}));
  note_origin(supplied, "192.0.2.1");
  EXPECT_TRUE(is_audited(recorded_event{1, 1, noon, an_operator, ann, created{}, supplied.from}));
  batch sign_in{.at = noon, .by = as(ann), .notices = {{{"ann"}, signed_in{"token"}}}};
  note_origin(sign_in, "192.0.2.1");
  EXPECT_EQ(sign_in.from, "192.0.2.1");
}

} // namespace
