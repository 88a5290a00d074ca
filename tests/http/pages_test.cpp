// The resident's pages, as a browser without JavaScript sees them.

#include "http/credentials.hpp"
#include "http/pages/locale.hpp"
#include "http/pages/spoken_time.hpp"
#include "http/problem.hpp"
#include "model/text_forms.hpp"
#include "tests/http/pages_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

TEST_F(Pages, TheFormIsShownToAnybody) {
  const auto heard = get("/", as_anybody);
  expect_page(heard, 200);
  EXPECT_THAT(heard.body, HasSubstr("<html lang=\"en\">"));
  EXPECT_THAT(heard.body, HasSubstr("within 30 minutes"));
  EXPECT_THAT(heard.body, HasSubstr("name=\"key\" value=\"f-"));
  EXPECT_THAT(heard.body, Not(HasSubstr("aria-invalid")));
}

TEST_F(Pages, TheFormIsSpanishForWhoReadsSpanish) {
  const auto heard = call(http::method::get, "/", as_anybody, {}, {{"Accept-Language", "es-MX"}});
  EXPECT_THAT(heard.body, HasSubstr("<html lang=\"es\">"));
  EXPECT_THAT(heard.body, HasSubstr("en menos de 30 minutos"));
  EXPECT_EQ(heard.header("Content-Language"), "es");
  EXPECT_THAT(heard.body, HasSubstr("<option value=\"es\" selected>"));
}

TEST_F(Pages, AFilledFormBecomesARequestAndLeadsToItsPage) {
  const auto heard = send(filled_form);
  EXPECT_EQ(heard.status, 303U);
  EXPECT_EQ(heard.header("Location"), "/requests/r-1");
  const auto& order = engine.last<actors::request_order>();
  EXPECT_EQ(order.by, (model::party{model::role::resident, {}}));
  EXPECT_EQ(order.request.contact.name, "Rosa Example");
  EXPECT_EQ(order.request.contact.phone, "+15025550123");
  EXPECT_EQ(order.request.contact.note, "after five\nplease");
  EXPECT_EQ(order.request.language.tag, "es");
  EXPECT_FALSE(order.request.claims.empty());
}

TEST_F(Pages, AFormThatIsSentTwiceIsOneRequest) {
  send(filled_form);
  const auto first = engine.last<actors::request_order>().request.key;
  send(filled_form);
  ASSERT_TRUE(first);
  EXPECT_EQ(engine.last<actors::request_order>().request.key->claim_name, first->claim_name);
  EXPECT_EQ(engine.last<actors::request_order>().request.key->body_hash, first->body_hash);
  send(with("key", "another"));
  EXPECT_NE(engine.last<actors::request_order>().request.key->claim_name, first->claim_name);
  send(with("note", "other"));
  EXPECT_EQ(engine.last<actors::request_order>().request.key->claim_name, first->claim_name);
  EXPECT_NE(engine.last<actors::request_order>().request.key->body_hash, first->body_hash);
}

TEST_F(Pages, WhatIsWrongIsToldAtItsFieldAndOnTop) {
  for (const std::string name : {"name", "phone", "zip", "language", "consent"}) {
    const auto heard = send(without(name));
    expect_page(heard, 422);
    EXPECT_THAT(heard.body, HasSubstr("<a class=\"usa-link\" href=\"#" + name + "\">")) << name;
    EXPECT_THAT(heard.body, HasSubstr("id=\"" + name + "-error\"")) << name;
    EXPECT_THAT(heard.body, HasSubstr("<title>Mistake: ")) << name;
  }
  EXPECT_EQ(engine.orders(), 0U);
}

TEST_F(Pages, NothingThatWasTypedIsLost) {
  const auto heard = send(with("zip", "1") + "&name=x");
  for (const auto* kept :
       {"value=\"Rosa Example\"",
        "value=\"502-555-0123\"",
        "value=\"1\"",
        "after five\r\nplease</textarea>",
        "<option value=\"es\" selected>",
        "value=\"typed\"",
        "value=\"yes\" checked"})
    EXPECT_THAT(heard.body, HasSubstr(kept));
}

TEST_F(Pages, WhatWasTypedStaysText) {
  const std::string evil = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
  for (const std::string name : {"name", "phone", "email", "zip", "note", "language", "key"}) {
    const auto heard = send(with("zip", "1") + "&" + name + "=" + evil);
    EXPECT_THAT(heard.body, Not(HasSubstr("<script>"))) << name;
    const auto again = send(with(name, evil));
    EXPECT_THAT(again.body, Not(HasSubstr("<script>"))) << name;
  }
}

TEST_F(Pages, TheOtherLanguageKeepsWhatWasTyped) {
  const auto heard = send(filled_form + "&switch=es");
  expect_page(heard, 200);
  EXPECT_THAT(heard.body, HasSubstr("<html lang=\"es\">"));
  EXPECT_THAT(heard.body, HasSubstr("value=\"Rosa Example\""));
  EXPECT_THAT(heard.body, Not(HasSubstr("aria-invalid")));
  EXPECT_EQ(engine.orders(), 0U);
}

TEST_F(Pages, MistakesAreToldInTheFormsLanguage) {
  EXPECT_THAT(send("lang=es&" + without("name")).body, HasSubstr("<html lang=\"es\">"));
}

TEST_F(Pages, WhoseRequestIsOpenAlreadyIsToldSo) {
  engine.refuses<actors::request_taken>(model::rejection::duplicate_request);
  const auto heard = send(filled_form);
  expect_page(heard, 409);
  EXPECT_THAT(heard.body, HasSubstr("We have your request already"));
  EXPECT_THAT(heard.body, HasSubstr("value=\"Rosa Example\""));
}

TEST_F(Pages, AKeyThatWasUsedForOtherWordsIsReplaced) {
  engine.refuses<actors::request_taken>(model::rejection::key_reused);
  const auto heard = send(filled_form);
  expect_page(heard, 422);
  EXPECT_THAT(heard.body, Not(HasSubstr("value=\"typed\"")));
}

TEST_F(Pages, WithNoRoomToStoreItNothingThatWasTypedIsLost) {
  room.full = true;
  engine.refuses<actors::request_taken>(model::rejection::not_found);
  const auto heard = send(filled_form);
  expect_page(heard, 503);
  EXPECT_THAT(heard.body, HasSubstr("We could not take your request just now"));
  EXPECT_THAT(heard.body, HasSubstr("value=\"Rosa Example\""));
  expect_page(send(without("key")), 503);
  EXPECT_EQ(engine.count<actors::request_order>(), 0);
}

TEST_F(Pages, WithNoRoomARequestThatWasTakenStillHasItsPage) {
  send(filled_form);
  room.full = true;
  EXPECT_EQ(send(filled_form).header("Location"), "/requests/r-1");
  EXPECT_EQ(
    engine.last<actors::find_kept>().key.claim_name,
    engine.last<actors::request_order>().request.key->claim_name);
}

TEST_F(Pages, AnotherSitesFormIsRefused) {
  for (const http::name_value& sign :
       {http::name_value{"Sec-Fetch-Site", "cross-site"}, {"Origin", "https://evil.example"}}) {
    expect_page(send(filled_form, {{"Host", "kod.example"}, sign}), 403);
    expect_page(
      call(http::method::post, "/requests/r-1/cancel", with_link_to({"r-1"}), "x=", {sign}), 403);
  }
  EXPECT_EQ(engine.orders(), 0U);
}

TEST_F(Pages, AClosedProgrammeSaysWhomToCall) {
  engine.answers(switched_off());
  EXPECT_THAT(get("/", as_anybody).body, HasSubstr("We take no requests right now"));
  EXPECT_THAT(get("/", as_anybody).body, HasSubstr("href=\"tel:+18554596328\">855-459-6328<"));
  auto with_a_word = switched_off();
  with_a_word.message = "Back on <Monday>.";
  engine.answers(with_a_word);
  const auto told = get("/", as_anybody).body;
  EXPECT_THAT(told, HasSubstr("Back on &lt;Monday&gt;."));
  EXPECT_THAT(told, HasSubstr("Please come back later"));
}

TEST_F(Pages, AClosedProgrammeOffersNoFormThatItWouldRefuse) {
  engine.answers(switched_off());
  const auto page = get("/", as_anybody).body;
  EXPECT_THAT(page, Not(HasSubstr("name=\"phone\"")));
  EXPECT_THAT(page, HasSubstr("id=\"ask\"")); // The other language is asked for with it.
  const auto spanish = send("switch=es&lang=en").body;
  EXPECT_THAT(spanish, HasSubstr("No tomamos solicitudes"));
  EXPECT_THAT(spanish, Not(HasSubstr("name=\"phone\"")));
}

TEST_F(Pages, OutsideHoursTheFormSaysWhenItOpens) {
  engine.answers(open_from_seven_in_the_evening());
  const auto early = get("/", as_anybody).body;
  EXPECT_THAT(early, HasSubstr("We are closed right now"));
  EXPECT_THAT(early, HasSubstr("7:00 PM"));
  EXPECT_THAT(early, HasSubstr("tel:+18554596328"));
  now += 7h;
  EXPECT_THAT(get("/", as_anybody).body, Not(HasSubstr("We are closed right now")));
}

TEST_F(Pages, AFormThatIsRefusedAsClosedKeepsWhatWasTyped) {
  engine.refuses<actors::request_taken>(model::rejection::programme_closed);
  engine.answers(switched_off());
  const auto heard = send(filled_form);
  expect_page(heard, 409);
  EXPECT_THAT(heard.body, HasSubstr("We take no requests right now"));
  EXPECT_THAT(heard.body, HasSubstr("Rosa Example"));
}

/// Where no route leads; by default as a browser asks for what it shows.
class Nowhere : public Pages {
protected:
  answer ask(std::string path, std::vector<http::name_value> headers = {{"Accept", browser}}) {
    const http::request asked{
      .method = http::method::get, .path = std::move(path), .headers = std::move(headers)};
    return answer{nowhere(asked, http::problem(http::code::not_found))};
  }

  static constexpr auto browser = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
  std::function<http::response(const http::request&, http::response)> nowhere{
    http::nowhere_page(services())};
};

TEST_F(Nowhere, ABrowserIsShownAPageInItsReadersLanguage) {
  const auto english = ask("/nowhere");
  expect_page(english, 404);
  EXPECT_THAT(english.body, HasSubstr("There is nothing here"));
  EXPECT_THAT(english.body, HasSubstr("<html lang=\"en\">"));
  const auto spanish = ask("/nowhere", {{"Accept", browser}, {"Accept-Language", "es-MX"}});
  expect_page(spanish, 404);
  EXPECT_THAT(spanish.body, HasSubstr("<html lang=\"es\">"));
}

TEST_F(Nowhere, TheWayBackLeadsToWhereTheReaderIsAtHome) {
  EXPECT_THAT(ask("/nowhere").body, HasSubstr("class=\"usa-button\" href=\"/\""));
  EXPECT_THAT(ask("/operator/nowhere").body, HasSubstr("class=\"usa-button\" href=\"/operator\""));
  EXPECT_THAT(ask("/agent/nowhere").body, HasSubstr("class=\"usa-button\" href=\"/agent\""));
  EXPECT_THAT(ask("/agents").body, HasSubstr("class=\"usa-button\" href=\"/\""));
}

TEST_F(Nowhere, TheApiAndWhoeverIsNoBrowserGetTheProblem) {
  for (const auto* path : {"/v1", "/v1/nowhere", "/v1/requests/r-1/nowhere", ""})
    expect_refused(ask(path), 404, "not-found");
  expect_refused(ask("/nowhere", {}), 404, "not-found");
  expect_refused(ask("/nowhere", {{"Accept", "*/*"}}), 404, "not-found");
  expect_page(ask("/v1x"), 404);
}

json::object time_told(model::instant at, const char* language) {
  const auto texts = http::texts_in(web_from_source(), language);
  return http::spoken_time(at, noon, texts.at("time").as_object());
}

TEST(SpokenTime, IsKentuckysAndNamesTheDayUnlessItIsToday) {
  const model::instant late{std::chrono::sys_days{std::chrono::year{2026} / 11 / 30} + 5h + 7min};
  const auto english = time_told(late, "en"), spanish = time_told(late, "es");
  EXPECT_EQ(english.at("clock"), "12:07 AM");
  EXPECT_EQ(english.at("central"), "11:07 PM");
  EXPECT_EQ(english.at("day"), "Monday, November 30");
  EXPECT_EQ(spanish.at("clock"), "12:07 a. m.");
  EXPECT_EQ(spanish.at("day"), "lunes 30 de noviembre");
  EXPECT_EQ(time_told(noon, "en").at("day"), "");
}

} // namespace
