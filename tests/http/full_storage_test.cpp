#include "tests/http/resources_fixture.hpp"

// What is refused while there is no room, and what goes on.

namespace {

using namespace kod;
using namespace kod::tests;

const std::string any_request = quoted(R"({
  'name': 'Robin Resident', 'phone': '(502) 555-0123', 'preferred_contact': 'text',
  'language': 'es', 'zip': '40202', 'consent': {'agreed': true, 'text_version': '2026-1'}})");
const std::string new_agent = quoted(R"({
  'npn': '90000001', 'name': 'Ann', 'email': 'ann@example.org', 'phone': '(502) 555-0123',
  'zip': '40202'})");
const std::vector<http::name_value> with_key{{"Idempotency-Key", "k"}};

class FullStorage : public Resources {
protected:
  FullStorage() { room.full = true; }
};

TEST_F(FullStorage, RefusesWhatIsNewBeforeAnythingIsStored) {
  expect_refused(post("/v1/requests", as_anybody, any_request), 503, "storage-full");
  expect_refused(post("/v1/requests", as_intake, any_request, with_key), 503, "storage-full");
  expect_refused(post("/v1/agents", as_operator, new_agent), 503, "storage-full");
  expect_refused(post("/v1/agents/import", as_operator, "id\n"), 503, "storage-full");
  EXPECT_EQ(engine.orders(), 0U);
}

TEST_F(FullStorage, WithRoomAgainTakesTheSame) {
  room.full = false;
  engine.answers(actors::request_taken{r1, noon, noon + 30min});
  EXPECT_EQ(post("/v1/requests", as_anybody, any_request, with_key).status, 201U);
  EXPECT_EQ(engine.orders(), 1U);
}

TEST_F(FullStorage, GivesAStoredRequestItsAnswerAgain) {
  room.full = false;
  engine.answers(actors::request_taken{r1, noon, noon + 30min});
  const auto first = post("/v1/requests", as_intake, any_request, with_key);
  room.full = true;
  const auto again = post("/v1/requests", as_intake, any_request, with_key);
  EXPECT_EQ(again.status, 201U);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("Location"), "/v1/requests/r-1");
  EXPECT_EQ(engine.orders(), 1U);
  EXPECT_EQ(engine.last<actors::find_kept>().key.claim_name, "key/intake/k");
  EXPECT_EQ(
    engine.last<actors::find_kept>().key.body_hash,
    engine.last<actors::request_order>().request.key->body_hash);
}

TEST_F(FullStorage, StillTellsThatAKeyWasUsedForAnother) {
  engine.refuses<actors::request_taken>(model::rejection::key_reused);
  expect_refused(
    post("/v1/requests", as_intake, any_request, with_key), 422, "idempotency-key-reused");
}

TEST_F(FullStorage, TellsFirstWhatIsWrongWithTheFields) {
  expect_invalid(post("/v1/requests", as_anybody, changed(any_request, "/zip", "'1'")), "/zip");
  expect_invalid(post("/v1/agents", as_operator, changed(new_agent, "/npn", "1")), "/npn");
  expect_invalid(post("/v1/agents/import?odd=1", as_operator, "id\n"), "/odd");
}

TEST_F(FullStorage, LetsAllGoOnThatWasTaken) {
  const model::agent_id ann{"ann"};
  engine.answers(model::agent_view{}); // Whom an operator may assign.
  post("/v1/referrals/r-1/accept", as_agent(ann));
  post("/v1/referrals/r-1/reject", as_agent(ann));
  post("/v1/referrals/r-1/contacted", as_agent(ann));
  post("/v1/referrals/r-1/complete", as_agent(ann), quoted("{'disposition':'enrolled'}"));
  post("/v1/referrals/r-1/release", as_agent(ann), quoted("{'reason':'ill'}"));
  post("/v1/referrals/r-1/assign", as_operator, quoted("{'agent_id':'ann'}"));
  post("/v1/referrals/r-1/broadcast", as_operator);
  post("/v1/referrals/r-1/cancel", as_operator, quoted("{'reason':'wrong'}"));
  post("/v1/requests/r-1/cancel", with_link_to(r1));
  put("/v1/agents/me/availability", as_agent(ann), quoted("{'override':'off'}"));
  post("/v1/agents/ann/deregister", as_operator, quoted("{'reason':'gone'}"));
  EXPECT_EQ(engine.orders(), 11U);
}

TEST_F(FullStorage, IsShownInTheFiguresAndMakesNobodyUnready) {
  room = {.free_bytes = 5, .floor_bytes = 10, .full = true};
  engine.answers(actors::stats{});
  const auto heard = get("/v1/stats", as_operator);
  EXPECT_EQ(
    heard.at("/storage"), (json::value{{"free_bytes", 5}, {"floor_bytes", 10}, {"full", true}}));
  EXPECT_EQ(get("/readyz", as_anybody).status, 200U);
}

} // namespace
