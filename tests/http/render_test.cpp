#include "http/render_agent.hpp"
#include "http/render_event.hpp"
#include "http/render_figures.hpp"
#include "http/render_referral.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using testing::HasSubstr;
using testing::Not;

model::referral an_open_referral() {
  model::referral now;
  for (const auto& event : referral_history{a_request(), an_offer(ann, 1)})
    now = evolve(std::move(now), event);
  return now;
}

json::object rendered(const model::referral_view& view, model::instant at = noon) {
  http::json_writer out;
  http::write_referral(out, view, at);
  return http::read_json(out.take()).value().as_object();
}

model::referral_view a_view_for(const model::party& who) {
  model::referral_view view;
  view.now = an_open_referral();
  view.for_whom = who;
  view.miles_tenths = 32;
  return view;
}

TEST(RenderReferral, AnAgentSeesItsOfferAsTheContractSays) {
  http::json_writer out;
  http::write_referral(out, a_view_for(as(ann)), noon);
  EXPECT_EQ(
    out.take(),
    quoted("{'id':'r-1','type':'General','status':'Pending','language':'en','zip':'40202',"
           "'county':'Jefferson County','requested_at':'2026-11-10T17:00:00Z',"
           "'callback_by':'2026-11-10T17:30:00Z','overdue':false,'interpreter_needed':false,"
           "'miles':3.2,'contacted_at':null,'disposition':null,"
           "'reply_by':'2026-11-10T17:15:00Z'}"));
}

TEST(RenderReferral, AnotherAgentsOfferIsNotToldOf) {
  const auto seen = rendered(a_view_for(as(bob)));
  EXPECT_FALSE(seen.contains("reply_by"));
  EXPECT_THAT(json::serialize(seen), Not(HasSubstr("ann")));
}

TEST(RenderReferral, AnOperatorSeesWhoHasItAndTheOffer) {
  const auto seen = rendered(a_view_for(an_operator));
  EXPECT_EQ(seen.at("agent_id"), nullptr);
  EXPECT_EQ(
    json::serialize(seen.at("offer")),
    quoted("{'agent_id':'ann','number':1,'offered_at':'2026-11-10T17:00:00Z',"
           "'reply_by':'2026-11-10T17:15:00Z','assigned':false}"));
  for (const auto* name : {"contact_centre", "waits_for_opening", "agent_suspended"})
    EXPECT_EQ(seen.at(name), false) << name;
  EXPECT_FALSE(seen.contains("contact"));
  EXPECT_FALSE(seen.contains("notes"));
}

TEST(RenderReferral, ContactIsThereOnlyWhereTheViewHasIt) {
  auto view = a_view_for(as(ann));
  view.contact = a_contact();
  EXPECT_EQ(
    json::serialize(rendered(view).at("contact")),
    quoted("{'name':'Robin Resident','phone':'+15025550123','email':null,"
           "'preferred_contact':'phone','note':'after five'}"));
  view.for_whom = an_operator;
  view.notes = {"called twice"};
  EXPECT_EQ(json::serialize(rendered(view).at("notes")), R"(["called twice"])");
}

TEST(RenderReferral, OnTheBoardItSaysWhetherAnInterpreterIsNeeded) {
  auto view = a_view_for(as(ann));
  view.now = evolve(
    evolve(view.now, model::withdrawn{ann, 1, model::withdrawal_cause::broadcast}),
    model::made_mass{model::mass_cause::operator_, noon});
  EXPECT_EQ(rendered(view).at("interpreter_needed"), false);
  view.seen_by = model::audience::everybody;
  EXPECT_EQ(rendered(view).at("interpreter_needed"), true);
  view.for_whom = an_operator;
  view.seen_by = model::audience::nobody;
  EXPECT_EQ(rendered(view).at("contact_centre"), true);
}

TEST(RenderReferral, ItWaitsForAnOpeningStillToCome) {
  auto request = a_request();
  request.opens_at = noon + 1h;
  auto view = a_view_for(an_operator);
  view.now = evolve(model::referral{}, request);
  EXPECT_EQ(rendered(view).at("waits_for_opening"), true);
  EXPECT_EQ(rendered(view, noon + 1h).at("waits_for_opening"), false);
}

// -- agents -------------------------------------------------------------------------

json::value rendered(const model::agent_view& view) {
  http::json_writer out;
  http::write_agent(out, view, noon);
  return http::read_json(out.take()).value();
}

TEST(RenderAgent, WhatIsNotThereYetIsNull) {
  model::agent_view view;
  view.now.id = ann;
  const auto seen = rendered(view);
  const auto& credentials = seen.at("credentials");
  for (const auto* name : {"license", "certification", "doi_contact_confirmed_on"})
    EXPECT_EQ(credentials.at(name), nullptr) << name;
  for (const auto* name : {"agreement", "contact", "schedule"})
    EXPECT_EQ(seen.at("registration").at(name), nullptr) << name;
  EXPECT_EQ(seen.at("registration").at("status"), "Not started");
  EXPECT_EQ(
    json::serialize(seen.at("availability")),
    quoted("{'now':false,'reason':'not-registered','until':null,'override':'schedule',"
           "'override_until':null}"));
  EXPECT_EQ(json::serialize(seen.at("open")), R"({"offers":0,"in_progress":0})");
}

TEST(RenderAgent, ARegisteredOneShowsItsSectionsAndReasons) {
  model::agent_view view;
  for (const auto& event : registered_agent(ann))
    view.now = evolve(std::move(view.now), event);
  view.identity = {"Ann Agent", "ann@agents.example", "+15025550100"};
  view.contact = {"+15025550101", "desk@agents.example"};
  view.problems = {model::credential_problem::doi_contact_not_confirmed};
  const auto seen = rendered(view);
  EXPECT_EQ(seen.at("registration").at("status"), "Registered");
  EXPECT_EQ(
    json::serialize(seen.at("registration").at("contact")),
    quoted("{'phone':'+15025550101','email':'desk@agents.example','preferred_contact':'phone',"
           "'languages':['en']}"));
  EXPECT_EQ(
    json::serialize(seen.at("registration").at("schedule").at("weekly").at("sunday")),
    quoted("{'start':'00:00','end':'24:00','breaks':[]}"));
  EXPECT_EQ(seen.at("credentials").at("eligible"), false);
  EXPECT_EQ(
    json::serialize(seen.at("credentials").at("reasons")), R"(["doi-contact-not-confirmed"])");
  EXPECT_EQ(seen.at("credentials").at("license").at("expires"), "2027-03-31");
}

// -- events -------------------------------------------------------------------------

std::string history_of(const model::referral_event& event, const model::party& by = {}) {
  http::json_writer out;
  http::write_event(out, {7, 2, noon, by, r1, event});
  return out.take();
}

TEST(RenderEvent, AnOfferSaysWhyThisAgent) {
  auto offer = an_offer(ann, 1);
  offer.why = model::choice_reasons{
    .cost_tenths = 282,
    .miles_tenths = 32,
    .misses = 1,
    .open = 0,
    .considered = 2,
    .runner_up = model::runner_up{bob, 305}};
  EXPECT_EQ(
    history_of(offer),
    quoted("{'sequence':7,'at':'2026-11-10T17:00:00Z','type':'offered',"
           "'by':{'role':'engine','id':null},'data':{'agent_id':'ann','number':1,"
           "'why':{'cost':28.2,'terms':{'miles':3.2,'misses':1,'open':0},'considered':2,"
           "'runner_up':{'agent_id':'bob','cost':30.5}},'offered_at':'2026-11-10T17:00:00Z',"
           "'reply_by':'2026-11-10T17:15:00Z','assigned':false}}"));
}

TEST(RenderEvent, CausesAndNamesAreTheContracts) {
  using cause = model::withdrawal_cause;
  EXPECT_THAT(
    history_of(model::withdrawn{ann, 1, cause::switched_off}),
    HasSubstr(quoted("'cause':'switched-off'")));
  EXPECT_THAT(
    history_of(model::made_mass{model::mass_cause::operator_, noon}),
    HasSubstr(quoted("'type':'made-mass','by':{'role':'engine','id':null},"
                     "'data':{'cause':'operator'}")));
  EXPECT_THAT(
    history_of(model::completed{model::disposition::no_answer, noon, 0}, an_operator),
    HasSubstr(quoted("'by':{'role':'operator','id':'op-1'},'data':{'disposition':'no-answer'}")));
  EXPECT_THAT(
    history_of(shared_with(ann, "accepted")),
    HasSubstr(quoted("{'to':{'role':'agent','id':'ann'},'purpose':'accepted'}")));
}

TEST(RenderEvent, AnAgentsOwnFeedExplainsNoChoice) {
  auto offer = an_offer(ann, 1);
  offer.why = model::choice_reasons{.runner_up = model::runner_up{bob, 305}};
  const auto told = http::event_for_agent({7, 2, noon, {}, r1, offer}, ann);
  EXPECT_THAT(told, HasSubstr(quoted("'referral_id':'r-1','agent_id':'ann','at':")));
  EXPECT_THAT(told, Not(HasSubstr("bob")));
  EXPECT_THAT(told, Not(HasSubstr("why")));
}

TEST(RenderEvent, AnAgentsOwnFeedNumbersItsOwnOffersAndNobodyElses) {
  const auto told = [](const model::referral_event& event, const model::agent_id& whose) {
    return http::event_for_agent({7, 2, noon, {}, r1, event}, whose);
  };
  EXPECT_THAT(told(an_offer(ann, 3), ann), HasSubstr(quoted("'number':3")));
  EXPECT_THAT(told(model::missed{ann, 3}, ann), HasSubstr(quoted("'number':3")));
  EXPECT_THAT(told(model::accepted{ann, 4, noon}, ann), HasSubstr(quoted("'number':4")));
  EXPECT_THAT(told(model::accepted{bob, 4, noon}, ann), Not(HasSubstr("number")));
  EXPECT_THAT(told(model::overdue{noon}, ann), Not(HasSubstr("number")));
}

TEST(RenderEvent, AnAgentsEventsSayWhatChanged) {
  using model::agent_event;
  const auto told = [](const agent_event& event) {
    return http::event_for_agent({7, 2, noon, {}, ann, event}, ann);
  };
  EXPECT_THAT(told(speaking({english})), HasSubstr(quoted("'section':'contact'")));
  EXPECT_THAT(
    told(model::deregistered{model::deregistration_cause::misses, 0}),
    HasSubstr(quoted("'cause':'misses'")));
  EXPECT_THAT(
    told(model::availability_changed{{model::override_mode::off, noon + 1h}}),
    HasSubstr(quoted("'override':'off','until':'2026-11-10T18:00:00Z'")));
}

// -- figures ------------------------------------------------------------------------

TEST(RenderFigures, StatsHaveTheContractsShape) {
  actors::stats counted;
  counted.at = noon;
  counted.census.by_status = {3, 1, 9, 0};
  counted.census.by_type = {10, 3};
  counted.census.oldest_waiting_since = noon - 41s;
  counted.census.agents[static_cast<std::size_t>(model::registration_status::registered)] = 740;
  counted.available = 312;
  http::json_writer out;
  http::write_stats(
    out,
    counted,
    {.steps = 1, .wall_ahead = -90500ms},
    {.free_bytes = 9'000'000'000, .floor_bytes = 1'000, .full = false});
  EXPECT_EQ(
    out.take(),
    quoted("{'at':'2026-11-10T17:00:00Z','referrals':{"
           "'by_status':{'Pending':3,'In Progress':1,'Complete':9,'Cancelled':0},"
           "'by_type':{'General':10,'Mass':3},'open_offers':0,'oldest_waiting_seconds':41,"
           "'overdue':0,'contact_centre':0,'waits_for_opening':0},"
           "'agents':{'registered':740,'available':312,'offerable':0,'deregistered':0,"
           "'suspended':0},'time_to_accept_seconds':{'p50':null,'p95':null},"
           "'inside_promise':null,'clock':{'steps':1,'wall_ahead_seconds':-90.5},"
           "'storage':{'free_bytes':9000000000,'floor_bytes':1000,'full':false}}"));
}

TEST(RenderFigures, AnActorShowsItsLastError) {
  actors::actor_row row{.kind = "agent", .id = "ann", .figures = {}, .last_error = "odd"};
  row.figures.waiting = 2;
  row.figures.oldest = 1500ms;
  http::json_writer out;
  http::write_actor(out, row);
  EXPECT_EQ(
    out.take(),
    quoted("{'kind':'agent','id':'ann','mailbox':2,'handled':0,"
           "'handling_seconds':{'p50':0,'p99':0},'oldest_message_seconds':1.5,'timers':0,"
           "'restarts':0,'last_error':'odd','put_aside':false}"));
}

} // namespace
