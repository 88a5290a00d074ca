#include "http/preconditions.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

auto wanted(const std::string& header) {
  http::request asked;
  asked.headers = {{"If-Match", header}};
  return http::versions_to_match(asked);
}

TEST(Preconditions, WithoutOneAnyVersionWillDo) {
  EXPECT_EQ(http::versions_to_match({}), std::nullopt);
  EXPECT_EQ(wanted(" * "), std::nullopt);
}

TEST(Preconditions, ATagNamesAVersion) {
  EXPECT_THAT(wanted(http::entity_tag(7)), Optional(ElementsAre(7U)));
  EXPECT_THAT(wanted(R"("7" , "12")"), Optional(ElementsAre(7U, 12U)));
}

TEST(Preconditions, WhatIsNoTagOfOursMatchesNothing) {
  for (const auto* tag : {"", "7", R"(W/"7")", R"("seven")", R"("")", R"("-7")", R"("7)", ","})
    EXPECT_THAT(wanted(tag), Optional(IsEmpty())) << tag;
}

class ByOperators : public Resources {
protected:
  ByOperators() {
    model::referral_view view;
    view.now.id = r1;
    view.version = 12;
    engine.answers(view);
  }

  answer act(const http::caller& who) {
    return post("/v1/referrals/r-1/contacted", who, {}, {{"If-Match", "\"7\""}});
  }
};

TEST_F(ByOperators, AReferralShowsItsVersion) {
  EXPECT_EQ(get("/v1/referrals/r-1", as_operator).header("ETag"), "\"12\"");
  EXPECT_EQ(act(as_operator).header("ETag"), "\"12\"");
}

TEST_F(ByOperators, APreconditionReachesTheEngineWithTheOrder) {
  act(as_operator);
  EXPECT_THAT(engine.last<actors::referral_order>().only_at, Optional(ElementsAre(7U)));
}

TEST_F(ByOperators, AnAgentsReportIsTakenWhateverTheVersion) {
  act(as_agent(ann));
  EXPECT_EQ(engine.last<actors::referral_order>().only_at, std::nullopt);
}

TEST_F(ByOperators, WhatHasChangedSinceIsToldSo) {
  engine.refuses<model::referral_view>(model::rejection::precondition_failed);
  expect_refused(act(as_operator), 412, "precondition-failed");
}

} // namespace
