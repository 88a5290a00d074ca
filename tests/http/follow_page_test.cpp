// A request's own page: what its resident is told of it.

#include "model/text_forms.hpp"
#include "tests/http/pages_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class FollowPage : public Pages {};

TEST_F(FollowPage, ThePromisedTimeIsToldByBothOfKentuckysClocks) {
  const auto page = page_of(request());
  EXPECT_THAT(page, HasSubstr("We are finding an agent for you"));
  EXPECT_THAT(
    page, HasSubstr("12:30 PM <span class=\"fact__zone\">Eastern time (11:30 AM Central)</span>"));
  EXPECT_THAT(page, HasSubstr("datetime=\"" + model::format_instant(noon + 30min) + "\""));
}

TEST_F(FollowPage, EachStateIsToldHonestly) {
  auto view = request();
  view.now.overdue = true;
  EXPECT_THAT(page_of(view), HasSubstr("We are late"));
  view.now.opens_at = now + 1h;
  EXPECT_THAT(page_of(view), HasSubstr("We are closed right now"));
  view.now.status = model::referral_status::in_progress;
  view.agent = model::agent_identity{.name = "Ada <b>", .email = {}, .phone = "+15025550100"};
  EXPECT_THAT(page_of(view), HasSubstr("Your agent is late"));
  view.now.overdue = false;
  const auto found = page_of(view);
  EXPECT_THAT(found, HasSubstr("An agent has your request"));
  EXPECT_THAT(found, HasSubstr("Ada &lt;b&gt;"));
  EXPECT_THAT(found, HasSubstr("<a class=\"usa-link\" href=\"tel:+15025550100\">502-555-0100</a>"));
  view.now.contacted_at = now;
  EXPECT_THAT(page_of(view), HasSubstr("Your agent has contacted you"));
  view.now.status = model::referral_status::complete;
  EXPECT_THAT(page_of(view), HasSubstr("Your request is closed"));
  view.now.status = model::referral_status::cancelled;
  const auto cancelled = page_of(view);
  EXPECT_THAT(cancelled, HasSubstr("Your request is cancelled"));
  EXPECT_THAT(cancelled, Not(HasSubstr("Ada")));
}

TEST_F(FollowPage, WhoseAgentGaveItBackHasNone) {
  auto view = request();
  view.now.first_accepted_at = now;
  const auto page = page_of(view);
  EXPECT_THAT(page, HasSubstr("We are finding an agent for you"));
  EXPECT_THAT(page, HasSubstr("steps__step--current\" aria-current=\"step\">An agent takes it"));
}

TEST_F(FollowPage, WhomWeCalledWithoutAnAgentIsToldSo) {
  engine.answers(switched_off());
  auto view = request();
  view.now.contacted_at = now;
  const auto page = page_of(view);
  EXPECT_THAT(page, HasSubstr("We have contacted you"));
  EXPECT_THAT(page, HasSubstr("tel:+18554596328"));
  EXPECT_THAT(page, Not(HasSubstr("steps__step")));
}

TEST_F(FollowPage, WhoWasNotReachedIsToldSoAndWhomToCall) {
  engine.answers(switched_off());
  auto view = request();
  view.now.status = model::referral_status::complete;
  view.now.disposition = model::disposition::enrolled;
  EXPECT_THAT(page_of(view), Not(HasSubstr("tel:+18554596328")));
  for (const auto why : {model::disposition::no_answer, model::disposition::wrong_number}) {
    view.now.disposition = why;
    const auto page = page_of(view);
    EXPECT_THAT(page, HasSubstr("We could not reach you"));
    EXPECT_THAT(page, HasSubstr("tel:+18554596328"));
    EXPECT_THAT(page, HasSubstr("Your reference there: r-1"));
  }
}

TEST_F(FollowPage, WhoWaitsTooLongIsToldWhomToCall) {
  engine.answers(switched_off());
  auto view = request();
  EXPECT_THAT(page_of(view), Not(HasSubstr("tel:+18554596328")));
  view.now.overdue = true;
  EXPECT_THAT(page_of(view), HasSubstr("tel:+18554596328"));
}

TEST_F(FollowPage, WhoWaitsForTheOpeningIsToldWhomToCall) {
  engine.answers(open_from_seven_in_the_evening());
  auto view = request();
  EXPECT_THAT(page_of(view), Not(HasSubstr("tel:+18554596328")));
  view.now.opens_at = noon + 7h;
  EXPECT_THAT(page_of(view), HasSubstr("tel:+18554596328"));
}

TEST_F(FollowPage, CancellingAsksFirst) {
  engine.answers(request());
  const auto asked = get("/requests/r-1/cancel", with_link_to({"r-1"}));
  expect_page(asked, 200);
  EXPECT_THAT(asked.body, HasSubstr("method=\"post\" action=\"/requests/r-1/cancel\""));
  EXPECT_EQ(engine.orders(), 0U);
  const auto done = post("/requests/r-1/cancel", with_link_to({"r-1"}), "x=");
  EXPECT_EQ(done.status, 303U);
  EXPECT_EQ(done.header("Location"), "/requests/r-1");
  EXPECT_EQ(engine.last<actors::referral_order>().referral.text, "r-1");
  EXPECT_EQ(post("/requests/r-1/cancel", as_anybody, "x=").status, 404U);
}

TEST_F(FollowPage, TheCookieOfARequestOpensItsPageAndNoOther) {
  const auto cookie = send(filled_form).header("Set-Cookie");
  EXPECT_THAT(cookie, HasSubstr("; Path=/requests/r-1; HttpOnly; SameSite=Strict"));
  const auto text = cookie.substr(12, cookie.find(';') - 12);
  EXPECT_EQ(sessions.read(text)->who, (model::party{model::role::resident, "r-1"}));
  engine.answers(request());
  expect_page(get("/requests/r-1", with_link_to({"r-1"})), 200);
  for (const auto& other : {with_link_to({"r-2"}), as_anybody, as_agent({"a-1"})}) {
    const auto heard = get("/requests/r-1", other);
    expect_page(heard, 404);
    EXPECT_THAT(heard.body, HasSubstr("only where you asked"));
  }
}

} // namespace
