#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using std::chrono::year;

model::agent_view view_of(const model::agent_id& id) {
  model::agent_view view;
  view.now.id = id;
  return view;
}

const std::string ann_as_new = quoted(R"({
  'id': 'ann', 'npn': '90000001', 'name': 'Ann Agent', 'email': 'ann@agents.example',
  'phone': '502-555-0188', 'zip': '40202', 'credentials': {
    'license': {'number': 'L-1', 'expires': '2027-03-31'},
    'certification': {'expires': '2026-12-31'}, 'doi_contact_confirmed_on': '2026-10-01'}})");

class Agents : public Resources {
protected:
  Agents() { engine.answers(view_of(ann)); }

  answer patch(const std::string& body) {
    return call(http::method::patch, "/v1/agents/ann/credentials", as_operator, body);
  }
};

TEST_F(Agents, AnOperatorAddsOne) {
  const auto heard = post("/v1/agents", as_operator, ann_as_new);
  EXPECT_EQ(heard.status, 201U) << heard.body;
  EXPECT_EQ(heard.header("Location"), "/v1/agents/ann");
  EXPECT_EQ(engine.last<actors::agent_order>().from, "192.0.2.9");
  const auto& [id, facts] = engine.last_command<model::create_agent>();
  EXPECT_EQ(id, ann);
  EXPECT_EQ(facts.npn, "90000001");
  EXPECT_EQ(
    facts.identity, (model::agent_identity{"Ann Agent", "ann@agents.example", "+15025550188"}));
  EXPECT_EQ(facts.place.county, "Jefferson County");
  EXPECT_EQ(facts.credentials.license, (model::license{"L-1", year{2027} / 3 / 31}));
  EXPECT_EQ(facts.credentials.doi_contact_confirmed_on, model::day{year{2026} / 10 / 1});
}

TEST_F(Agents, WithoutAnIdOneIsDrawn) {
  post("/v1/agents", as_operator, changed(ann_as_new, "/id", ""));
  EXPECT_EQ(engine.last<actors::agent_order>().agent.text, "a-drawn");
}

TEST_F(Agents, WrongFieldsAreNamed) {
  const std::vector<std::pair<std::string, std::string>> rows{
    {"/id", "'no spaces please'"},
    {"/id", "'me'"},
    {"/npn", ""},
    {"/npn", "'abc'"},
    {"/name", ""},
    {"/email", "'n'"},
    {"/phone", "'1'"},
    {"/zip", "'00000'"},
    {"/surprise", "1"},
    {"/credentials", "7"},
    {"/credentials/license/number", ""},
    {"/credentials/certification/expires", "'2026-02-30'"},
    {"/credentials/doi_contact_confirmed_on", "'2026-11-12'"},
    {"/credentials/luck", "true"}};
  for (const auto& [pointer, value] : rows)
    expect_invalid(post("/v1/agents", as_operator, changed(ann_as_new, pointer, value)), pointer);
}

TEST_F(Agents, TakenIdsAndNumbersAreConflicts) {
  engine.refuses<model::agent_view>(model::rejection::npn_taken);
  expect_refused(post("/v1/agents", as_operator, ann_as_new), 409, "npn-taken");
}

TEST_F(Agents, APatchLeavesWhatItDoesNotName) {
  patch("{}");
  const auto& untouched = engine.last_command<model::patch_credentials>();
  EXPECT_FALSE(untouched.license || untouched.certification_expires);
  EXPECT_FALSE(untouched.doi_contact_confirmed_on);
}

TEST_F(Agents, APatchChangesOneMemberAndTakesAwayWhatIsNull) {
  patch(quoted("{'license': {'expires': '2028-01-31'}, 'certification': null}"));
  const auto& patched = engine.last_command<model::patch_credentials>();
  ASSERT_TRUE(patched.license && *patched.license);
  EXPECT_EQ((*patched.license)->expires, model::day{year{2028} / 1 / 31});
  EXPECT_FALSE((*patched.license)->number);
  ASSERT_TRUE(patched.certification_expires);
  EXPECT_FALSE(*patched.certification_expires);
}

TEST_F(Agents, AWrongPatchIsNamed) {
  expect_invalid(patch(quoted("{'luck': 1}")), "/luck");
  expect_invalid(patch(quoted("{'license': {'expires': 'soon'}}")), "/license/expires");
  expect_invalid(patch(quoted("{'license': {'number': null}}")), "/license/number");
  expect_invalid(
    patch(quoted("{'doi_contact_confirmed_on': '2026-11-15'}")), "/doi_contact_confirmed_on");
  engine.refuses<model::agent_view>(model::rejection::not_found);
  expect_refused(patch(quoted("{'luck': 1}")), 404, "not-found");
}

TEST_F(Agents, DeregisteringNeedsAReason) {
  expect_invalid(post("/v1/agents/ann/deregister", as_operator, "{}"), "/reason");
  post("/v1/agents/ann/deregister", as_operator, quoted("{'reason': 'Asked.'}"));
  EXPECT_EQ(engine.last_command<model::deregister_agent>().reason, "Asked.");
}

TEST_F(Agents, AnAgentIsItselfAndNobodyElse) {
  EXPECT_EQ(get("/v1/agents/me", as_agent(ann)).status, 200U);
  EXPECT_EQ(engine.last<actors::see_agent>().agent, ann);
  EXPECT_EQ(get("/v1/agents/ann", as_agent(ann)).status, 200U);
  EXPECT_EQ(get("/v1/agents/ann", as_operator).status, 200U);
  for (const auto* path : {"/v1/agents/bob", "/v1/agents/bob/referrals", "/v1/agents/bob/events"})
    expect_refused(get(path, as_agent(ann)), 404, "not-found");
  expect_refused(put("/v1/agents/bob/availability", as_agent(ann), "{}"), 404, "not-found");
}

// -- what agents say themselves ---------------------------------------------------

const std::string chicago_hours = quoted(R"({'time_zone': 'America/Chicago', 'weekly': {
  'monday': {'start': '09:00', 'end': '24:00', 'breaks': [
    {'start': '15:00', 'end': '15:15'}, {'start': '12:00', 'end': '13:00'}]},
  'tuesday': null, 'wednesday': null, 'thursday': null, 'friday': null, 'saturday': null,
  'sunday': null}, 'out_of_office': [{'from': '2026-12-24T00:00:00-06:00'}]})");

const std::string ways = quoted(R"({'phone': '502 555 0188', 'email': 'ann@agents.example',
  'preferred_contact': 'text', 'languages': ['en', 'es-MX', 'en']})");

class Sections : public Agents {
protected:
  answer save(const std::string& section, const std::string& body) {
    return put("/v1/agents/me/registration/" + section, as_agent(ann), body);
  }
  void expect_each_invalid(
    const std::string& section,
    const std::string& good,
    const std::vector<std::array<std::string, 3>>& rows) {
    for (const auto& [told_at, pointer, value] : rows)
      expect_invalid(save(section, changed(good, pointer, value)), told_at);
  }
};

TEST_F(Sections, TheAgreementNeedsAYes) {
  const auto good = quoted("{'agreed': true, 'terms_version': '2026-1'}");
  save("agreement", good);
  EXPECT_EQ(engine.last_command<model::agree>().terms_version, "2026-1");
  engine.asked.clear();
  expect_each_invalid(
    "agreement",
    good,
    {{"/agreed", "/agreed", "false"},
     {"/agreed", "/agreed", "1"},
     {"/agreed", "/agreed", ""},
     {"/terms_version", "/terms_version", ""},
     {"/extra", "/extra", "1"}});
}

TEST_F(Sections, ContactIsReadWithoutRegionsAndRepeats) {
  save("contact", ways);
  const auto& saved = engine.last_command<model::save_contact>();
  EXPECT_EQ(saved.contact, (model::agent_contact{"+15025550188", "ann@agents.example"}));
  EXPECT_EQ(saved.preferences.languages, (std::vector{english, spanish}));
}

TEST_F(Sections, WrongContactIsNamed) {
  expect_each_invalid(
    "contact",
    ways,
    {{"/phone", "/phone", "'911'"},
     {"/email", "/email", ""},
     {"/preferred_contact", "/preferred_contact", "'pigeon'"},
     {"/languages", "/languages", ""},
     {"/languages", "/languages", "[]"},
     {"/languages", "/languages", "'en'"},
     {"/languages/1", "/languages", "['en', 'qq']"},
     {"/languages/0", "/languages", "[7]"}});
}

TEST_F(Sections, AScheduleIsReadWithItsBreaksInOrder) {
  save("schedule", chicago_hours);
  const auto& schedule = engine.last_command<model::save_schedule>().schedule;
  EXPECT_EQ(schedule.time_zone, "America/Chicago");
  ASSERT_TRUE(schedule.weekly[0]);
  EXPECT_EQ(schedule.weekly[0]->hours, (model::day_span{540, 1440}));
  EXPECT_EQ(schedule.weekly[0]->breaks, (std::vector<model::day_span>{{720, 780}, {900, 915}}));
  EXPECT_FALSE(schedule.weekly[6]);
  EXPECT_EQ(
    schedule.out_of_office.at(0),
    (model::absence{std::chrono::sys_days{year{2026} / 12 / 24} + 6h, std::nullopt}));
}

TEST_F(Sections, WrongSchedulesAreNamed) {
  const auto monday = [](const std::string& pauses) {
    return "{'start': '09:00', 'end': '17:00', 'breaks': [" + pauses + "]}";
  };
  expect_each_invalid(
    "schedule",
    chicago_hours,
    {{"/time_zone", "/time_zone", "'America/Nowhere'"},
     {"/weekly", "/weekly", ""},
     {"/weekly/sunday", "/weekly/sunday", ""},
     {"/weekly/holiday", "/weekly/holiday", "null"},
     {"/weekly/monday", "/weekly/monday", "[]"},
     {"/weekly/monday/start", "/weekly/monday", "{'start': '24:00', 'end': '24:00'}"},
     {"/weekly/monday/end", "/weekly/monday", "{'start': '09:00', 'end': '25:00'}"},
     {"/weekly/monday/end", "/weekly/monday", "{'start': '17:00', 'end': '09:00'}"},
     {"/weekly/monday/end", "/weekly/monday", "{'start': '09:00'}"},
     {"/weekly/monday/breaks/0", "/weekly/monday", monday("{'start': '08:00', 'end': '10:00'}")},
     {"/weekly/monday/breaks/1",
      "/weekly/monday",
      monday("{'start': '12:00', 'end': '13:00'}, {'start': '12:30', 'end': '14:00'}")},
     {"/weekly/monday/breaks/0/end",
      "/weekly/monday",
      monday("{'start': '12:00', 'end': '12:00'}")},
     {"/out_of_office/0/from", "/out_of_office", "[{'from': 'today'}]"},
     {"/out_of_office/0/until",
      "/out_of_office",
      "[{'from': '2026-12-02T00:00:00Z', 'until': '2026-12-01T00:00:00Z'}]"}});
}

TEST_F(Sections, TheOrderOfSectionsIsTheEnginesToJudge) {
  engine.refuses<model::agent_view>(model::rejection::section_order);
  expect_refused(save("schedule", chicago_hours), 409, "section-order");
}

TEST_F(Sections, TheSwitchIsMovedUntilAGivenTime) {
  const auto path = "/v1/agents/ann/availability";
  put(path, as_agent(ann), quoted("{'override': 'off', 'until': '2026-11-10T18:00:00Z'}"));
  const auto& moved = engine.last_command<model::set_override>();
  EXPECT_EQ(moved.mode, model::override_mode::off);
  EXPECT_EQ(moved.until, noon + 1h);
  engine.asked.clear();
  for (const auto* wrong : {"'2026-11-10T17:00:00Z'", "'2026-11-10T16:59:59Z'", "'soon'", "5"})
    expect_invalid(
      put(path, as_agent(ann), quoted(std::string{"{'override': 'on', 'until': "} + wrong + "}")),
      "/until");
  expect_invalid(put(path, as_agent(ann), quoted("{'override': 'maybe'}")), "/override");
}

TEST_F(Sections, AnAgentWhoIsNotThereIsToldSoFirst) {
  engine.refuses<model::agent_view>(model::rejection::not_found);
  expect_refused(save("agreement", "{}"), 404, "not-found");
}

TEST_F(Agents, AnOperatorPausesTheOffersOfOneAndResumesThem) {
  post("/v1/agents/ann/pause", as_operator, quoted("{'reason': 'A complaint.'}"));
  EXPECT_EQ(engine.last_command<model::pause_offers>().reason, "A complaint.");
  EXPECT_EQ(engine.last_command<model::pause_offers>().until, std::nullopt);
  post(
    "/v1/agents/ann/pause",
    as_operator,
    quoted("{'reason': 'r', 'until': '2026-11-10T18:00:00Z'}"));
  EXPECT_EQ(engine.last_command<model::pause_offers>().until, noon + 1h);
  post("/v1/agents/ann/resume", as_operator);
  EXPECT_EQ(engine.last_command<model::resume_offers>().reason, "");
  EXPECT_EQ(engine.last<actors::agent_order>().by, an_operator);
}

TEST_F(Agents, APauseNeedsAReasonAndEndsInTheFuture) {
  const auto pause = [&](const char* body) {
    return post("/v1/agents/ann/pause", as_operator, quoted(body));
  };
  expect_invalid(pause("{}"), "/reason");
  expect_invalid(pause("{'reason': ' '}"), "/reason");
  expect_invalid(pause("{'reason': 'r', 'until': '2026-11-10T17:00:00Z'}"), "/until");
  expect_invalid(pause("{'reason': 'r', 'for': '1h'}"), "/for");
}

TEST_F(Agents, APauseIsShownAsLongAsItHolds) {
  auto view = view_of(ann);
  view.now.paused = model::offers_pause{noon, noon + 1h};
  engine.answers(view);
  EXPECT_EQ(get("/v1/agents/ann", as_agent(ann)).text("/paused/until"), "2026-11-10T18:00:00Z");
  now = noon + 1h;
  EXPECT_TRUE(get("/v1/agents/ann", as_agent(ann)).at("/paused").is_null());
}

} // namespace
