#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using testing::HasSubstr;

const std::string ordinary_hours = quoted(R"({
  'open': true, 'message': 'Welcome.', 'contact_centre': {'phone': '(502) 555-0100'},
  'hours': {'time_zone': 'America/New_York', 'holidays': ['2026-12-25', '2026-11-26', '2026-12-25'],
            'weekly': {'monday': {'start': '09:00', 'end': '17:00'}, 'tuesday': null,
                       'wednesday': null, 'thursday': null, 'friday': null, 'saturday': null,
                       'sunday': {'start': '12:00', 'end': '24:00'}}}})");

class Programme : public Resources {
protected:
  Programme() { engine.answers(model::programme{}); }

  answer set(const std::string& to) { return put("/v1/programme", as_operator, to); }
  const model::programme_setting& meant() {
    return std::get<model::set_programme>(engine.last<actors::programme_order>().command).to;
  }
};

TEST_F(Programme, IsSetAsItWasMeant) {
  EXPECT_EQ(set(ordinary_hours).status, 200U);
  EXPECT_TRUE(meant().open);
  EXPECT_EQ(meant().message, "Welcome.");
  EXPECT_EQ(meant().contact_centre_phone, "+15025550100");
  ASSERT_TRUE(meant().hours);
  EXPECT_EQ(meant().hours->time_zone, "America/New_York");
  EXPECT_EQ(meant().hours->weekly[0]->hours, (model::day_span{540, 1020}));
  EXPECT_FALSE(meant().hours->weekly[1]);
  using std::chrono::year;
  EXPECT_EQ(
    meant().hours->holidays, (std::vector<model::day>{year{2026} / 11 / 26, year{2026} / 12 / 25}));
  EXPECT_EQ(engine.last<actors::programme_order>().by, an_operator);
}

TEST_F(Programme, MayBeOpenAlways) {
  set(changed(changed(ordinary_hours, "/hours", "'always'"), "/reason", "'Rush.'"));
  EXPECT_FALSE(meant().hours);
  const auto& command = engine.last<actors::programme_order>().command;
  EXPECT_EQ(std::get<model::set_programme>(command).reason, "Rush.");
}

TEST_F(Programme, WrongFieldsAreNamed) {
  const auto only_breaks = quoted("{'start': '09:00', 'end': '10:00', "
                                  "'breaks': [{'start': '09:00', 'end': '10:00'}]}");
  const std::vector<std::array<std::string, 3>> rows{
    {"/open", "", "/open"},
    {"/open", "'yes'", "/open"},
    {"/message", "'a\\nb'", "/message"},
    {"/hours", "", "/hours"},
    {"/hours", "null", "/hours"},
    {"/hours", "'never'", "/hours"},
    {"/hours", "7", "/hours"},
    {"/hours/time_zone", "'Kentucky'", "/hours/time_zone"},
    {"/hours/weekly/friday", "", "/hours/weekly/friday"},
    {"/hours/holidays", "'2026-12-25'", "/hours/holidays"},
    {"/hours/holidays", "['2026-02-30']", "/hours/holidays/0"},
    {"/hours/out_of_office", "[]", "/hours/out_of_office"},
    {"/contact_centre", "", "/contact_centre"},
    {"/contact_centre/phone", "'1'", "/contact_centre/phone"},
    {"/surprise", "1", "/surprise"}};
  for (const auto& [pointer, value, told_at] : rows)
    expect_invalid(set(changed(ordinary_hours, pointer, value)), told_at);
  const auto without_sunday = changed(ordinary_hours, "/hours/weekly/sunday", "null");
  expect_invalid(set(changed(without_sunday, "/hours/weekly/monday", "null")), "/hours/weekly");
  expect_invalid(
    set(changed(without_sunday, "/hours/weekly/monday", only_breaks)), "/hours/weekly");
}

TEST_F(Programme, WhatIsShownMayBePutBack) {
  set(ordinary_hours);
  engine.answers(evolve(model::programme{}, model::programme_changed{meant(), 0}));
  const auto before = meant();
  const auto shown = get("/v1/programme", as_anybody);
  EXPECT_EQ(shown.text("/hours/holidays/1"), "2026-12-25");
  EXPECT_EQ(set(shown.body).status, 200U);
  EXPECT_EQ(meant(), before);
}

TEST_F(Programme, WithoutHoursTheWordIsAlways) {
  const auto shown = get("/v1/programme", as_anybody);
  EXPECT_EQ(shown.text("/hours"), "always");
  EXPECT_EQ(shown.text("/open"), "true");
  EXPECT_EQ(shown.text("/message"), "");
  EXPECT_EQ(shown.text("/contact_centre/phone"), model::default_contact_centre_phone);
}

TEST_F(Programme, SwitchedOffARequestIsToldWhyAndWhomToCall) {
  model::programme off;
  off.open = false;
  off.message = "Back on Monday.";
  off.contact_centre_phone = "+15025550100";
  engine.answers(off);
  engine.refuses<actors::request_taken>(model::rejection::programme_closed);
  const auto request = quoted(R"({
    'name': 'Robin Resident', 'phone': '(502) 555-0123', 'preferred_contact': 'phone',
    'language': 'en', 'zip': '40202', 'consent': {'agreed': true, 'text_version': '1'}})");
  const auto heard = post("/v1/requests", as_anybody, request);
  expect_refused(heard, 409, "programme-closed");
  EXPECT_THAT(heard.text("/detail"), HasSubstr("Back on Monday."));
  EXPECT_THAT(heard.text("/detail"), HasSubstr("+15025550100"));
}

} // namespace
