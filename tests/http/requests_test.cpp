#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string robins_request = quoted(R"({
  'name': 'Robin Resident', 'phone': '(502) 555-0123', 'email': 'Robin@Example.org',
  'preferred_contact': 'text', 'language': 'es-MX', 'zip': '40202', 'note': 'After five.\nThanks.',
  'consent': {'agreed': true, 'text_version': '2026-1'}})");

struct wrong_field {
  std::string pointer;
  std::string value; // In single quotes; empty: the field is left out.
  std::string told_at = pointer;
};

class Requests : public Resources {
protected:
  Requests() { engine.answers(actors::request_taken{r1, noon, noon + 30min}); }

  const model::take_request& taken() { return engine.last<actors::request_order>().request; }
};

TEST_F(Requests, ARequestIsTakenAsItWasMeant) {
  const auto heard = post("/v1/requests", as_intake, robins_request);
  EXPECT_EQ(heard.status, 201U);
  EXPECT_EQ(taken().contact.name, "Robin Resident");
  EXPECT_EQ(taken().contact.phone, "+15025550123");
  EXPECT_EQ(taken().contact.email, "Robin@Example.org");
  EXPECT_EQ(taken().contact.preferred_contact, model::preferred_contact::text);
  EXPECT_EQ(taken().contact.note, "After five.\nThanks.");
  EXPECT_EQ(taken().contact.consent_text_version, "2026-1");
  EXPECT_EQ(taken().language, spanish);
  EXPECT_EQ(taken().place.county, "Jefferson County");
  EXPECT_EQ(engine.last<actors::request_order>().by, as_intake.who);
}

TEST_F(Requests, TheAnswerHoldsThePromiseAndTheResidentsToken) {
  const auto heard = post("/v1/requests", as_anybody, robins_request);
  EXPECT_EQ(heard.header("Location"), "/v1/requests/r-1");
  EXPECT_EQ(heard.text("/id"), "r-1");
  EXPECT_EQ(heard.text("/status"), "Pending");
  EXPECT_EQ(heard.text("/callback_by"), "2026-11-10T17:30:00Z");
  const auto whose = tokens.verify(heard.text("/access_token"));
  EXPECT_EQ(whose, (model::party{model::role::resident, "r-1"}));
}

TEST_F(Requests, ARepeatedRequestIsAnsweredWordForWord) {
  const auto first = post("/v1/requests", as_anybody, robins_request);
  now += 1h;
  EXPECT_EQ(post("/v1/requests", as_anybody, robins_request).body, first.body);
}

TEST_F(Requests, WhoeverHasNoTokenIsAResidentYetToCome) {
  post("/v1/requests", as_anybody, robins_request);
  EXPECT_EQ(engine.last<actors::request_order>().by, (model::party{model::role::resident, ""}));
}

TEST_F(Requests, TheSamePersonIsKnownByNameAndPhoneAndByNameAndMail) {
  post("/v1/requests", as_anybody, robins_request);
  EXPECT_THAT(
    taken().claims,
    ElementsAre(
      "phone/<robin resident\n+15025550123>", "e-mail/<robin resident\nrobin@example.org>"));
}

TEST_F(Requests, CaseAndOuterSpacesMakeNoOtherPerson) {
  post("/v1/requests", as_anybody, changed(robins_request, "/name", "'  ÉVA Ørsted× '"));
  EXPECT_EQ(taken().claims.front(), "phone/<éva ørsted×\n+15025550123>");
}

TEST_F(Requests, WithoutMailThereIsOneClaim) {
  post("/v1/requests", as_anybody, changed(robins_request, "/email", "null"));
  EXPECT_EQ(taken().claims.size(), 1U);
}

TEST_F(Requests, AKeyIsCountedForItsRole) {
  post("/v1/requests", as_intake, robins_request, {{"Idempotency-Key", "k-1"}});
  EXPECT_EQ(taken().key->claim_name, "key/intake/k-1");
  post("/v1/requests", as_anybody, robins_request, {{"Idempotency-Key", "k-1"}});
  EXPECT_EQ(taken().key->claim_name, "key/resident/k-1");
}

TEST_F(Requests, AKeyHoldsTheMeaningOfTheBodyAndNotItsSpelling) {
  const auto hash_of = [&](const std::string& sent) {
    post("/v1/requests", as_anybody, sent, {{"Idempotency-Key", "k-1"}});
    return taken().key->body_hash;
  };
  const auto shuffled = changed(changed(robins_request, "/zip", ""), "/zip", "'40202'");
  EXPECT_NE(shuffled, robins_request);
  EXPECT_EQ(hash_of(shuffled), hash_of(robins_request));
  EXPECT_EQ(
    hash_of(changed(robins_request, "/note", "null")),
    hash_of(changed(robins_request, "/note", "")));
  EXPECT_NE(hash_of(changed(robins_request, "/note", "'Other.'")), hash_of(robins_request));
}

TEST_F(Requests, ABadKeyIsRefused) {
  for (const std::string key : {"", "two words", "caf\xc3\xa9", "\x7f"})
    expect_invalid(
      post("/v1/requests", as_anybody, robins_request, {{"Idempotency-Key", key}}),
      "/Idempotency-Key");
  const std::string long_key(201, 'k');
  expect_invalid(
    post("/v1/requests", as_anybody, robins_request, {{"Idempotency-Key", long_key}}),
    "/Idempotency-Key");
}

TEST_F(Requests, WhatTheEngineRefusesIsAProblem) {
  engine.refuses<actors::request_taken>(model::rejection::duplicate_request);
  expect_refused(post("/v1/requests", as_anybody, robins_request), 409, "duplicate-request");
  engine.refuses<actors::request_taken>(model::rejection::key_reused);
  expect_refused(post("/v1/requests", as_anybody, robins_request), 422, "idempotency-key-reused");
}

class WrongRequests : public Requests, public testing::WithParamInterface<wrong_field> {};

TEST_P(WrongRequests, AreNamedAndNotStored) {
  const auto& [pointer, value, told_at] = GetParam();
  expect_invalid(
    post("/v1/requests", as_anybody, changed(robins_request, pointer, value)), told_at);
}

INSTANTIATE_TEST_SUITE_P(
  Fields,
  WrongRequests,
  testing::Values(
    wrong_field{"/name", ""},
    wrong_field{"/name", "null"},
    wrong_field{"/name", "7"},
    wrong_field{"/name", "'   '"},
    wrong_field{"/name", "'two\\nlines'"},
    wrong_field{"/name", "'" + std::string(101, 'n') + "'"},
    wrong_field{"/phone", ""},
    wrong_field{"/phone", "'123'"},
    wrong_field{"/phone", "'502-555-0123 x5'"},
    wrong_field{"/phone", "5025550123"},
    wrong_field{"/email", "'nobody'"},
    wrong_field{"/email", "'" + std::string(195, 'e') + "@x.example'"},
    wrong_field{"/email", "['a@b.example']"},
    wrong_field{"/preferred_contact", ""},
    wrong_field{"/preferred_contact", "'fax'"},
    wrong_field{"/language", ""},
    wrong_field{"/language", "'klingon'"},
    wrong_field{"/language", "{'tag': 'en'}"},
    wrong_field{"/zip", ""},
    wrong_field{"/zip", "40202"},
    wrong_field{"/zip", "'4020'"},
    wrong_field{"/zip", "'00000'"},
    wrong_field{"/note", "true"},
    wrong_field{"/note", "'bell\\u0007'"},
    wrong_field{"/note", "'" + std::string(501, 'n') + "'"},
    wrong_field{"/consent", ""},
    wrong_field{"/consent", "true"},
    wrong_field{"/consent/agreed", ""},
    wrong_field{"/consent/agreed", "false"},
    wrong_field{"/consent/agreed", "'yes'"},
    wrong_field{"/consent/text_version", ""},
    wrong_field{"/consent/text_version", "'" + std::string(201, 'v') + "'"},
    wrong_field{"/consent/extra", "1"},
    wrong_field{"/favourite_colour", "'red'"},
    wrong_field{"/Jane Secretname", "1", ""}));

TEST_F(Requests, MailIsNeededWhereItIsPreferred) {
  const auto by_mail = changed(robins_request, "/preferred_contact", "'email'");
  expect_invalid(post("/v1/requests", as_anybody, changed(by_mail, "/email", "null")), "/email");
  EXPECT_EQ(post("/v1/requests", as_anybody, by_mail).status, 201U);
}

TEST_F(Requests, AllThatIsWrongIsToldAtOnceAndNothingIsEchoed) {
  auto wrong = changed(robins_request, "/zip", "'Xylophone'");
  wrong = changed(changed(wrong, "/phone", "'Zanzibar'"), "/Jane Secretname", "1");
  const auto heard = post("/v1/requests", as_anybody, wrong);
  EXPECT_THAT(heard.pointers(), testing::UnorderedElementsAre("/phone", "/zip", ""));
  for (const auto* typed : {"Xylophone", "Zanzibar", "Secretname"})
    EXPECT_THAT(heard.body, Not(HasSubstr(typed)));
}

TEST_F(Requests, WhatIsNoObjectIsInvalid) {
  for (const auto* other : {"[]", "7", "\"text\"", "true", "null"})
    expect_invalid(post("/v1/requests", as_anybody, other), "");
}

// -- looking and cancelling -------------------------------------------------------

model::referral_view in_progress() {
  model::referral_view view;
  view.now.id = r1;
  view.now.status = model::referral_status::in_progress;
  view.now.requested_at = noon;
  view.now.callback_by = noon + 30min;
  view.contact = a_contact();
  view.agent = model::agent_identity{"Alex Agent", "alex@example.org", "+15025550100"};
  return view;
}

TEST_F(Requests, TheResidentSeesWhoCallsAndNothingElse) {
  engine.answers(in_progress());
  const auto heard = get("/v1/requests/r-1", with_link_to(r1));
  EXPECT_EQ(
    heard.body,
    quoted("{'id':'r-1','status':'In Progress','requested_at':'2026-11-10T17:00:00Z',"
           "'callback_by':'2026-11-10T17:30:00Z','overdue':false,'opens_at':null,"
           "'agent':{'name':'Alex Agent','phone':'+15025550100'}}"));
}

TEST_F(Requests, AnotherResidentsLinkSeesNothing) {
  engine.answers(in_progress());
  expect_refused(get("/v1/requests/r-1", with_link_to(r2)), 404, "not-found");
  expect_refused(post("/v1/requests/r-1/cancel", with_link_to(r2)), 404, "not-found");
  EXPECT_TRUE(engine.asked.empty());
}

TEST_F(Requests, AResidentCancelsWithAndWithoutAReason) {
  engine.answers(in_progress());
  EXPECT_EQ(post("/v1/requests/r-1/cancel", with_link_to(r1)).status, 200U);
  EXPECT_EQ(engine.last_command<model::cancel>().reason, "");
  post("/v1/requests/r-1/cancel", with_link_to(r1), quoted("{'reason': 'Found help.'}"));
  EXPECT_EQ(engine.last_command<model::cancel>().reason, "Found help.");
  EXPECT_EQ(engine.last<actors::referral_order>().by, with_link_to(r1).who);
}

TEST_F(Requests, ThatTheRequestExistsIsAskedBeforeTheReasonIsJudged) {
  const auto wrong = quoted("{'reason': 5}");
  expect_refused(post("/v1/requests/r-1/cancel", as_operator, wrong), 404, "not-found");
  engine.answers(in_progress());
  expect_invalid(post("/v1/requests/r-1/cancel", as_operator, wrong), "/reason");
}

} // namespace
