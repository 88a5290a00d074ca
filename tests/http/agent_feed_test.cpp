#include "http/event_stream.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Ann listens; the feed's events are told by hand, in the journal's order.
class AgentFeed : public Resources {
protected:
  AgentFeed() {
    engine.answers(model::agent_view{});
    engine.answers(actors::subscribed{40});
    engine.answers(actors::referral_page{});
  }

  answer follow(std::vector<http::name_value> headers = {}) {
    auto heard =
      call(http::method::get, "/v1/agents/me/events", as_agent(ann), {}, std::move(headers));
    stream = heard.stream;
    wishes = subscriptions();
    if (stream)
      stream->listen([] {});
    return heard;
  }

  bool tell(
    const model::referral_event& event,
    bool concerns_ann = false,
    actors::board_change boards = actors::board_change::none) {
    return hear({{++sequence, 2, noon, model::party{}, r1, event}, concerns_ann, boards});
  }
  bool tell_coming() { return tell(made_mass(), false, actors::board_change::comes); }
  bool tell_leaving(const model::referral_event& event, bool concerns_ann = false) {
    return tell(event, concerns_ann, actors::board_change::leaves);
  }
  /// Also when what was asked is forgotten.
  bool tell_coming_at_once() {
    return wishes.back().sink(
      {{++sequence, 2, noon, model::party{}, r1, made_mass()}, false, actors::board_change::comes});
  }
  void tell_ann(const model::agent_event& event) {
    hear({.event = {++sequence, 2, noon, model::party{}, ann, event}});
  }
  bool hear(const actors::feed_item& item) {
    bool listens = true;
    for (const auto& wish : subscriptions())
      listens = wish.sink(item) && listens;
    return listens;
  }
  std::vector<actors::subscribe> subscriptions() const {
    std::vector<actors::subscribe> all;
    for (const auto& each : engine.asked)
      if (const auto* wish = std::get_if<actors::subscribe>(&each))
        all.push_back(*wish);
    return all;
  }

  /// What the referral is when the board or the referral is looked at.
  void on_board(bool there) {
    model::referral_view view;
    view.now.id = r1;
    view.now.type = model::referral_type::mass;
    engine.refuses<model::referral_view>(model::rejection::not_found);
    engine.answers(actors::referral_page{});
    if (!there)
      return;
    engine.answers(view);
    engine.answers(actors::referral_page{{view}, {}});
  }

  std::string heard() { return stream->take().value_or("given up"); }
  std::vector<std::string> types_heard() {
    std::vector<std::string> types;
    const auto text = heard();
    const std::string mark = "\nevent: ";
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
      const auto begin = at + mark.size();
      types.push_back(text.substr(begin, text.find('\n', begin) - begin));
    }
    return types;
  }

  static model::referral_event made_mass() {
    return model::made_mass{model::mass_cause::operator_, noon};
  }

  std::shared_ptr<http::event_stream> stream;
  std::vector<actors::subscribe> wishes;
  std::uint64_t sequence = 40;
};

TEST_F(AgentFeed, BeginsNowOrAfterTheLastEventThatWasSeen) {
  follow();
  EXPECT_EQ(subscriptions().front().only, ann);
  EXPECT_EQ(subscriptions().front().after, std::nullopt);
  engine.asked.clear();
  engine.answers(actors::feed_page{.items = {}, .through = 40, .end = 40});
  follow({{"Last-Event-ID", "17"}});
  EXPECT_EQ(engine.last<actors::read_feed>().after, 17U);
  EXPECT_EQ(engine.last<actors::read_feed>().only, ann);
  EXPECT_EQ(subscriptions().front().after, 40U);
  expect_invalid(follow({{"Last-Event-ID", "yesterday"}}), "/Last-Event-ID");
}

TEST_F(AgentFeed, OfAnAgentWhoIsNotThereThereIsNone) {
  engine.refuses<model::agent_view>(model::rejection::not_found);
  expect_refused(get("/v1/agents/nobody/events", as_operator), 404, "not-found");
}

TEST_F(AgentFeed, AnOfferIsToldWithoutItsReasons) {
  follow();
  EXPECT_TRUE(tell(an_offer(ann, 1), true));
  const auto text = heard();
  EXPECT_THAT(text, HasSubstr("id: 41\nevent: offered\n"));
  EXPECT_THAT(text, HasSubstr(quoted("'referral_id':'r-1','agent_id':'ann'")));
  EXPECT_THAT(text, Not(HasSubstr("why")));
}

TEST_F(AgentFeed, OtherAgentsEventsAreNotTold) {
  follow();
  tell(an_offer(bob, 1));
  tell(model::missed{bob, 1});
  EXPECT_EQ(heard(), "");
}

TEST_F(AgentFeed, AMassReferralOnTheBoardIsListedOnce) {
  follow();
  on_board(true);
  tell_coming();
  EXPECT_EQ(engine.last<actors::see_referral>().by, as(ann));
  const auto text = heard();
  EXPECT_THAT(text, HasSubstr("id: 41\nevent: listed\n"));
  EXPECT_THAT(text, HasSubstr(quoted("{'referral_id':'r-1','agent_id':'ann','at':")));
  tell_coming();
  EXPECT_EQ(heard(), "");
}

TEST_F(AgentFeed, OneOnOtherBoardsOnlyIsNotTold) {
  follow();
  on_board(false);
  tell_coming();
  tell_leaving(model::accepted{bob, 1, noon});
  EXPECT_EQ(heard(), "");
}

TEST_F(AgentFeed, WhateverTakesItAwayUnlistsItAndNamesNobody) {
  const std::vector<model::referral_event> ends{
    model::accepted{bob, 1, noon},
    model::assigned{bob, {}, noon, 0},
    model::cancelled{noon, 0},
    model::completed{model::disposition::enrolled, noon, 0}};
  follow();
  on_board(true);
  for (const auto& end : ends) {
    tell_coming();
    tell_leaving(end);
    const auto text = heard();
    EXPECT_THAT(text, HasSubstr("event: unlisted\n"));
    EXPECT_THAT(text, Not(HasSubstr("bob")));
  }
}

TEST_F(AgentFeed, AnAgentsOwnRejectUnlistsAndAnotherOnesDoesnt) {
  follow();
  on_board(true);
  tell_coming();
  tell(model::rejected{bob, {}});
  EXPECT_THAT(types_heard(), ElementsAre("listed"));
  on_board(false);
  tell(model::rejected{ann, {}}, true);
  EXPECT_THAT(types_heard(), ElementsAre("unlisted", "rejected"));
}

TEST_F(AgentFeed, WhatLeavesByTheAgentsOwnEventIsToldUnderAnEarlierId) {
  follow();
  on_board(true);
  tell_coming();
  heard();
  on_board(false);
  tell_leaving(model::accepted{ann, 1, noon}, true);
  const auto text = heard();
  EXPECT_THAT(text, HasSubstr("id: 41\nevent: unlisted\n"));
  EXPECT_THAT(text, HasSubstr("id: 42\nevent: accepted\n"));
}

TEST_F(AgentFeed, WhatTheAgentDoesMayChangeTheWholeBoard) {
  follow();
  on_board(true);
  tell_ann(model::availability_changed{{model::override_mode::on, {}}});
  EXPECT_THAT(types_heard(), ElementsAre("availability-changed", "listed"));
  on_board(false);
  tell_ann(model::availability_changed{{model::override_mode::off, {}}});
  EXPECT_THAT(types_heard(), ElementsAre("availability-changed", "unlisted"));
}

TEST_F(AgentFeed, WhoBeginsNowKnowsTheBoard) {
  on_board(true);
  follow();
  EXPECT_EQ(heard(), "");
  tell_leaving(model::accepted{bob, 1, noon});
  EXPECT_THAT(types_heard(), ElementsAre("unlisted"));
}

/// Ann goes on from the event 17. `r1` became Mass and was taken meanwhile.
class AgentWhoGoesOn : public AgentFeed {
protected:
  AgentWhoGoesOn() {
    const auto item = [](std::uint64_t at, auto event, bool anns, actors::board_change boards) {
      return actors::feed_item{{at, 2, noon, model::party{}, r1, event}, anns, boards};
    };
    engine.answers(actors::feed_page{
      .items =
        {item(20, made_mass(), false, actors::board_change::comes),
         item(23, model::accepted{bob, 1, noon}, false, actors::board_change::leaves),
         item(25, an_offer(ann, 1), true, actors::board_change::none)},
      .through = 40,
      .end = 40});
  }

  answer go_on() { return follow({{"Last-Event-ID", "17"}}); }
};

TEST_F(AgentWhoGoesOn, IsToldWhatLeftTheBoardMeanwhileAndWhatStandsOnIt) {
  on_board(true);
  go_on();
  EXPECT_THAT(types_heard(), ElementsAre("unlisted", "offered", "listed"));
}

TEST_F(AgentWhoGoesOn, IsToldWhatIsMassStillAndOnTheBoardNoMore) {
  model::referral_view mass;
  mass.now.id = {"r-9"};
  mass.now.type = model::referral_type::mass;
  engine.answers(actors::referral_page{});
  engine.when_asked<actors::list_referrals>([mass] { return actors::referral_page{{mass}, {}}; });
  go_on();
  EXPECT_THAT(heard(), HasSubstr(quoted("id: 40\nevent: unlisted\ndata: {'referral_id':'r-9'")));
  EXPECT_EQ(engine.last<actors::list_referrals>().type, model::referral_type::mass);
}

TEST_F(AgentWhoGoesOn, IsToldOnlyOnceOfWhatLeavesWhileTheBoardIsRead) {
  go_on();
  heard();
  tell_leaving(model::accepted{bob, 1, noon});
  EXPECT_EQ(heard(), "") << "it was told before";
}

TEST_F(AgentWhoGoesOn, ComesAgainWhereTheBoardCantBeRead) {
  engine.refuses<actors::referral_page>(model::rejection::not_found);
  go_on();
  EXPECT_THAT(heard(), HasSubstr("event: ended\n"));
}

TEST_F(AgentFeed, EndsWhenNobodyListensAnyMore) {
  follow();
  stream->close();
  EXPECT_FALSE(tell(an_offer(ann, 1), true));
  EXPECT_FALSE(tell_coming());
}

TEST_F(AgentFeed, AsksAndHearsNothingMoreForWhoeverHasGone) {
  follow();
  for (const auto& each : wishes)
    EXPECT_FALSE(each.gone());
  engine.asked.clear();
  stream->close();
  EXPECT_FALSE(tell_coming_at_once());
  EXPECT_TRUE(engine.asked.empty());
  for (const auto& each : wishes)
    EXPECT_TRUE(each.gone());
}

TEST_F(AgentFeed, InARushTheBoardIsReadInsteadOfEachReferral) {
  follow();
  engine.asked.clear();
  engine.silent = true;
  for (int each = 0; each < 100; ++each)
    EXPECT_TRUE(engine.asked.size() < 20 && tell_coming_at_once());
  EXPECT_EQ(engine.count<actors::see_referral>(), 8);
  EXPECT_EQ(engine.count<actors::list_desk>(), 1);
}

} // namespace
