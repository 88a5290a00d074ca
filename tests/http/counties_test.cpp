#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;

class Counties : public Resources {
protected:
  Counties() { engine.answers(model::programme{}); }

  answer pause(const char* body, const std::string& county = "Jefferson County") {
    return post("/v1/counties/" + county + "/pause", as_operator, quoted(body));
  }
  template <class Command>
  const Command& meant() {
    return std::get<Command>(engine.last<actors::programme_order>().command);
  }
};

TEST_F(Counties, AnOperatorPausesTheOffersOfOneAndResumesThem) {
  EXPECT_EQ(pause("{'reason': 'A flood.', 'until': '2026-11-10T18:00:00Z'}").status, 200U);
  EXPECT_EQ(meant<model::pause_county>().county, "Jefferson County");
  EXPECT_EQ(meant<model::pause_county>().reason, "A flood.");
  EXPECT_EQ(meant<model::pause_county>().until, noon + 1h);
  EXPECT_EQ(post("/v1/counties/Jefferson County/resume", as_operator).status, 200U);
  EXPECT_EQ(meant<model::resume_county>().county, "Jefferson County");
  EXPECT_EQ(engine.last<actors::programme_order>().by, an_operator);
}

TEST_F(Counties, APauseNeedsAReasonAndEndsInTheFuture) {
  expect_invalid(pause("{}"), "/reason");
  expect_invalid(pause("{'reason': 'r', 'until': '2026-11-10T17:00:00Z'}"), "/until");
  expect_invalid(pause("{'reason': 'r', 'for': '1h'}"), "/for");
}

TEST_F(Counties, OneThatDoesNotExistIsToldSoFirst) {
  expect_refused(pause("{}", "Atlantis"), 404, "not-found");
}

TEST_F(Counties, WhatIsPausedIsListedAsLongAsItHolds) {
  engine.answers(
    evolve(model::programme{}, model::county_paused{"Jefferson County", {noon, noon + 1h}, 0}));
  const auto heard = get("/v1/counties/paused", as_operator);
  EXPECT_EQ(heard.text("/items/0/county"), "Jefferson County");
  EXPECT_EQ(heard.text("/items/0/paused/until"), "2026-11-10T18:00:00Z");
  now = noon + 1h;
  EXPECT_EQ(get("/v1/counties/paused", as_operator).text("/items"), "[]");
}

} // namespace
