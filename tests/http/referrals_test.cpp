#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;

model::referral_view seen_by(const model::party& who) {
  model::referral_view view;
  view.now.id = r1;
  view.for_whom = who;
  return view;
}

class Referrals : public Resources {
protected:
  answer act(const std::string& action, const http::caller& who, const std::string& body = {}) {
    return post("/v1/referrals/r-1/" + action, who, quoted(body));
  }
};

class ThereIsAReferral : public Referrals {
protected:
  ThereIsAReferral() {
    engine.answers(seen_by(as(ann)));
    engine.answers(model::agent_view{});
  }
};

TEST_F(ThereIsAReferral, AnAgentAcceptsInItsOwnName) {
  EXPECT_EQ(act("accept", as_agent(ann)).status, 200U);
  EXPECT_EQ(engine.last_command<model::accept>().agent, ann);
  EXPECT_EQ(engine.last<actors::referral_order>().referral, r1);
  EXPECT_EQ(engine.last<actors::referral_order>().by, as(ann));
  EXPECT_EQ(act("accept", as_agent(ann), "{}").status, 200U);
}

TEST_F(ThereIsAReferral, ReasonsAndNotesReachTheEngine) {
  act("reject", as_agent(ann), "{'reason': 'On the road.'}");
  EXPECT_EQ(engine.last_command<model::reject>().reason, "On the road.");
  act("release", as_agent(ann), "{'reason': 'Ill.'}");
  EXPECT_EQ(engine.last_command<model::release>().reason, "Ill.");
  act("complete", as_agent(ann), "{'disposition': 'will-enrol-later', 'note': 'Call\\nagain.'}");
  const auto& completed = engine.last_command<model::complete>();
  EXPECT_EQ(completed.disposition, model::disposition::will_enrol_later);
  EXPECT_EQ(completed.note, "Call\nagain.");
  act("broadcast", as_operator);
  EXPECT_EQ(engine.last_command<model::broadcast>().reason, "");
  act("cancel", as_operator, "{'reason': 'A test.'}");
  EXPECT_EQ(engine.last_command<model::cancel>().reason, "A test.");
  act("assign", as_operator, "{'agent_id': 'bob', 'reason': 'Asked for.'}");
  EXPECT_EQ(engine.last_command<model::assign>().agent, bob);
  EXPECT_EQ(engine.last_command<model::assign>().reason, "Asked for.");
}

TEST_F(ThereIsAReferral, AgentsAndTheContactCentreReportInTheirOwnNames) {
  for (const auto& who : {as_agent(ann), as_operator}) {
    act("contacted", who);
    EXPECT_EQ(engine.last<actors::referral_order>().by, who.who);
    act("complete", who, "{'disposition': 'enrolled'}");
    EXPECT_EQ(engine.last<actors::referral_order>().by, who.who);
  }
}

TEST_F(ThereIsAReferral, WrongFieldsAreNamed) {
  const std::vector<std::array<std::string, 3>> rows{
    {"accept", "{'please': true}", "/please"},
    {"accept", "[]", ""},
    {"reject", "{'reason': 5}", "/reason"},
    {"contacted", "{'at': 'noon'}", "/at"},
    {"release", "{}", "/reason"},
    {"release", "{'reason': '  '}", "/reason"},
    {"release", "{'reason': 'a\\nb'}", "/reason"},
    {"release", "{'reason': '" + std::string(201, 'r') + "'}", "/reason"},
    {"complete", "{}", "/disposition"},
    {"complete", "{'disposition': 'lost'}", "/disposition"},
    {"complete", "{'disposition': 'enrolled', 'extra': 1}", "/extra"},
    {"complete", "{'disposition': 'enrolled', 'note': '" + std::string(501, 'n') + "'}", "/note"}};
  for (const auto& [action, body, pointer] : rows)
    expect_invalid(act(action, as_agent(ann), body), pointer);
  const std::vector<std::array<std::string, 3>> by_operators{
    {"assign", "{}", "/agent_id"},
    {"assign", "{'agent_id': 7}", "/agent_id"},
    {"assign", "{'agent_id': 'a', 'reason': '" + std::string(201, 'r') + "'}", "/reason"},
    {"cancel", "{}", "/reason"},
    {"broadcast", "{'reason': 1}", "/reason"}};
  for (const auto& [action, body, pointer] : by_operators)
    expect_invalid(act(action, as_operator, body), pointer);
}

TEST_F(Referrals, ExistenceIsToldBeforeFields) {
  expect_refused(act("complete", as_agent(ann), "{}"), 404, "not-found");
  EXPECT_EQ(engine.last<actors::see_referral>().by, as(ann));
  expect_refused(act("cancel", as_operator, "{}"), 404, "not-found");
  EXPECT_EQ(engine.orders(), 0U);
}

TEST_F(Referrals, ToAcceptAndRejectEveryReferralThatExistsIsThere) {
  act("reject", as_agent(ann), "{'reason': 5}");
  // Asked in nobody's name, so that what the agent may see doesn't matter.
  EXPECT_EQ(engine.last<actors::see_referral>().by, model::party{});
}

TEST_F(Referrals, FieldsAreJudgedBeforeState) {
  engine.answers(seen_by(an_operator));
  expect_invalid(act("assign", as_operator, "{'agent_id': 'nobody'}"), "/agent_id");
}

TEST_F(Referrals, AnUnknownReferralIsToldBeforeAnUnknownAgent) {
  expect_refused(act("assign", as_operator, "{'agent_id': 'nobody'}"), 404, "not-found");
}

TEST_F(Referrals, WhatTheEngineRefusesIsAConflict) {
  using model::rejection;
  const std::vector<std::pair<rejection, std::string>> rows{
    {rejection::already_taken, "already-taken"},
    {rejection::already_ended, "already-ended"},
    {rejection::offer_expired, "offer-expired"},
    {rejection::not_offered, "not-offered"},
    {rejection::limit_reached, "limit-reached"},
    {rejection::agent_not_eligible, "agent-not-eligible"},
    {rejection::agent_not_registered, "agent-not-registered"}};
  for (const auto& [why, code] : rows) {
    engine.refuses<model::referral_view>(why);
    expect_refused(act("accept", as_agent(ann)), 409, code);
  }
}

TEST_F(ThereIsAReferral, ALookAtTheContactNeedsAReasonAndIsAnOrder) {
  const std::string path = "/v1/referrals/r-1";
  expect_invalid(get(path + "?reveal=contact", as_operator), "/reason");
  expect_invalid(get(path + "?reveal=contact&reason=", as_operator), "/reason");
  expect_invalid(get(path + "?reveal=everything&reason=Why", as_operator), "/reveal");
  expect_invalid(get(path + "?reason=Why", as_operator), "/reveal");
  expect_invalid(get(path + "?reveal=contact&reason=Why", as_agent(ann)), "/reveal");
  get(path + "?reveal=contact&reason=A complaint", as_operator);
  EXPECT_EQ(engine.last_command<model::reveal>().reason, "A complaint");
}

TEST_F(ThereIsAReferral, AHeadRevealsNothingAndIsNoOrder) {
  const std::string path = "/v1/referrals/r-1?reveal=contact&reason=Why";
  EXPECT_EQ(call(http::method::head, path, as_operator).status, 200U);
  EXPECT_EQ(engine.orders(), 0U);
  EXPECT_EQ(engine.count<actors::see_referral>(), 1);
}

TEST_F(ThereIsAReferral, LookingIsDoneInTheCallersName) {
  EXPECT_EQ(get("/v1/referrals/r-1", as_agent(ann)).status, 200U);
  EXPECT_EQ(engine.last<actors::see_referral>().by, as(ann));
  EXPECT_EQ(engine.orders(), 0U);
}

} // namespace
