#include "http/event_stream.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using testing::HasSubstr;
using testing::Not;

/// An operator listens to everything.
class Events : public Resources {
protected:
  Events() { engine.answers(actors::subscribed{40}); }

  answer follow(std::vector<http::name_value> headers = {}) {
    auto heard = call(http::method::get, "/v1/events", as_operator, {}, std::move(headers));
    stream = heard.stream;
    if (stream)
      stream->listen([] {});
    return heard;
  }
  answer go_on_after(std::string id) { return follow({{"Last-Event-ID", std::move(id)}}); }

  static actors::feed_item an_item(std::uint64_t sequence) {
    return {.event = {sequence, 2, noon, as(ann), r1, model::accepted{ann, 1, noon}}};
  }
  std::string heard() { return stream->take().value_or("given up"); }
  std::size_t asked_for_pages() const {
    return static_cast<std::size_t>(std::ranges::count_if(engine.asked, [](const auto& each) {
      return std::holds_alternative<actors::read_feed>(each);
    }));
  }

  std::shared_ptr<http::event_stream> stream;
};

TEST_F(Events, AreForOperatorsAlone) {
  EXPECT_THAT(
    routes.find(http::method::get, "/v1/events").route->allowed,
    testing::ElementsAre(http::access::operator_));
  EXPECT_EQ(follow().status, 200U);
}

TEST_F(Events, AnUnknownParameterIsRefusedAsEverywhere) {
  expect_invalid(get("/v1/events?x=1", as_operator), "/x");
  engine.answers(model::agent_view{});
  expect_invalid(get("/v1/agents/me/events?x=1", as_agent(ann)), "/x");
  EXPECT_EQ(engine.count<actors::subscribe>(), 0);
}

TEST_F(Events, WithoutALastOneBeginNow) {
  follow();
  EXPECT_EQ(engine.last<actors::subscribe>().only, std::nullopt);
  EXPECT_EQ(engine.last<actors::subscribe>().after, std::nullopt);
  EXPECT_TRUE(engine.last<actors::subscribe>().sink(an_item(41)));
  const auto text = heard();
  EXPECT_THAT(text, HasSubstr("id: 41\nevent: accepted\ndata: {"));
  EXPECT_THAT(text, HasSubstr(quoted("'referral_id':'r-1'")));
  EXPECT_THAT(text, HasSubstr(quoted("'agent_id':'ann'")));
}

TEST_F(Events, AnIdThatNoEventHasIsInvalid) {
  expect_invalid(go_on_after("x"), "/Last-Event-ID");
  engine.refuses<actors::feed_page>(actors::engine_error::bad_cursor);
  expect_invalid(go_on_after("999"), "/Last-Event-ID");
}

TEST_F(Events, ComePageByPageAsTheClientReads) {
  engine.answers(actors::feed_page{.items = {an_item(7)}, .through = 9, .end = 40});
  go_on_after("5");
  EXPECT_EQ(engine.last<actors::read_feed>().after, 5U);
  EXPECT_THAT(heard(), HasSubstr("id: 7\n"));
  EXPECT_EQ(asked_for_pages(), 1U) << "the first is still on its way";
  engine.answers(actors::feed_page{.items = {an_item(40)}, .through = 40, .end = 40});
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(asked_for_pages(), 2U);
  EXPECT_EQ(engine.last<actors::read_feed>().after, 9U);
  EXPECT_EQ(engine.last<actors::subscribe>().after, 40U);
  EXPECT_THAT(heard(), HasSubstr("id: 40\n"));
}

TEST_F(Events, WhoIsTooFarBehindToHearNewsReadsOn) {
  engine.answers(actors::feed_page{.items = {}, .through = 40, .end = 40});
  int refused = 0;
  engine.when_asked<actors::subscribe>(
    [&refused] { return actors::subscribed{.from = 40, .behind = ++refused == 1}; });
  go_on_after("5");
  EXPECT_EQ(asked_for_pages(), 2U);
  EXPECT_EQ(engine.last<actors::read_feed>().after, 40U);
}

TEST_F(Events, WhatCantBeReadEndsTheStreamWithAWord) {
  engine.answers(actors::feed_page{.items = {}, .through = 9, .end = 40});
  go_on_after("5");
  engine.refuses<actors::feed_page>(model::rejection::not_found);
  heard();
  EXPECT_THAT(heard(), HasSubstr(quoted("'reason':'unavailable'")));
}

TEST_F(Events, OfAClientThatHasGoneAreReadNoFurther) {
  engine.answers(actors::feed_page{.items = {an_item(7)}, .through = 9, .end = 40});
  go_on_after("5");
  stream->close();
  EXPECT_EQ(heard(), "given up");
  EXPECT_EQ(asked_for_pages(), 1U);
}

} // namespace
