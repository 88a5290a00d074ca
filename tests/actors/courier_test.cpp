#include "actors/feed_pages.hpp"
#include "tests/support/with_engine.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

// What the engine tells outside, from the journal to the postman, and across crashes.

namespace kod::tests {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// Notes what it is given, and answers at once: that it was delivered, unless it is down.
class postman_at_hand : public model::postman {
public:
  bool carries(model::channel which) const override { return which == model::channel::webhook; }
  void deliver(
    const model::outbox_entry& entry, std::function<void(const model::delivery&)> done) override {
    if (down) {
      ++refused;
      return done({.done = false, .for_good = for_good, .error = "no connection"});
    }
    sent.push_back(entry);
    if (!silent)
      done({.done = true});
  }
  std::vector<std::string> ids() const {
    std::vector<std::string> result;
    for (const auto& each : sent)
      result.push_back(each.what.id);
    return result;
  }
  std::ptrdiff_t count(model::notification_kind kind, const model::agent_id& to) const {
    return std::ranges::count_if(
      sent, [&](const auto& each) { return each.what.kind == kind && each.what.to == as(to); });
  }

  std::vector<model::outbox_entry> sent;
  bool down = false;
  bool for_good = false;
  bool silent = false; // What it has delivered it doesn't tell.
  int refused = 0;
};

class CourierAtWork : public with_engine {
protected:
  CourierAtWork() {
    post = &hand;
    restart();
  }

  model::outbox_page list(std::optional<model::delivery_status> status = {}) {
    return ask<model::outbox_page>(
             house.courier, actors::list_notifications{.status = status, .limit = 200})
      .value();
  }
  /// Until what was made is stored and sent.
  void a_moment() { pass(1s); }
  std::set<std::string> ids_told_of() const {
    const auto all = hand.ids();
    return {all.begin(), all.end()};
  }
  model::referral_id request_one() { return request().value().id; }

  using kind = model::notification_kind;
  postman_at_hand hand;
};

TEST_F(CourierAtWork, ARequestItsOfferAndItsAcceptAreToldOnce) {
  register_agent(ann);
  const auto id = request_one();
  a_moment();
  EXPECT_THAT(
    hand.ids(), UnorderedElementsAre("request-taken-" + id.text + "-0", "offer-" + id.text + "-1"));
  ASSERT_TRUE(accept(ann, id));
  a_moment();
  EXPECT_THAT(hand.ids(), Contains("agent-found-" + id.text + "-1"));
  wait(10min);
  EXPECT_EQ(hand.sent.size(), 3U) << "it was accepted before half of the window";
}

TEST_F(CourierAtWork, AnOpenOfferIsRemindedOfAtHalfOfItsWindowAlsoAfterARestart) {
  register_agent(ann);
  request_one();
  a_moment();
  restart(7min);
  wait(28s);
  EXPECT_EQ(hand.count(kind::reminder, ann), 0);
  wait(4s);
  EXPECT_EQ(hand.count(kind::reminder, ann), 1);
  restart();
  wait(1min);
  EXPECT_EQ(hand.count(kind::reminder, ann), 1) << "once";
}

TEST_F(CourierAtWork, WhatTheOutsideCanNotTakeWaitsAndIsDeliveredOnce) {
  register_agent(ann);
  hand.down = true;
  const auto id = request_one();
  a_moment();
  EXPECT_EQ(list(model::delivery_status::waiting).items.size(), 2U);
  EXPECT_GT(hand.refused, 0);
  restart();
  EXPECT_EQ(list(model::delivery_status::waiting).items.size(), 2U);
  hand.down = false;
  wait(30s);
  EXPECT_THAT(
    hand.ids(), UnorderedElementsAre("request-taken-" + id.text + "-0", "offer-" + id.text + "-1"));
  EXPECT_THAT(list(model::delivery_status::waiting).items, IsEmpty());
}

TEST_F(CourierAtWork, ACrashBeforeTheAnswerRepeatsTheSameIdsAndNoOther) {
  register_agent(ann);
  hand.silent = true;
  const auto id = request_one();
  a_moment();
  const auto before = hand.ids();
  EXPECT_EQ(before.size(), 2U);
  hand.sent.clear();
  hand.silent = false;
  restart();
  a_moment();
  EXPECT_THAT(hand.ids(), testing::UnorderedElementsAreArray(before));
  hand.sent.clear();
  restart();
  a_moment();
  EXPECT_THAT(hand.ids(), IsEmpty());
}

TEST_F(CourierAtWork, ACrashBeforeTheOutboxIsWrittenMakesItAgain) {
  register_agent(ann);
  a_moment();
  const auto id = request_one(); // Stored; nothing of it is in the outbox yet.
  EXPECT_THAT(hand.ids(), IsEmpty());
  restart();
  a_moment();
  EXPECT_THAT(hand.ids(), Contains("offer-" + id.text + "-1"));
  EXPECT_EQ(hand.sent.size(), 2U);
}

TEST_F(CourierAtWork, WhatWasStoredWithoutItIsReadFromItsFirstPageToItsLast) {
  register_agent(ann);
  a_moment();
  post = nullptr;
  restart();
  for (int each = 0; each < 1100; ++each)
    request_one();
  ASSERT_GT(store->last_sequence(), 2 * actors::feed_page_events);
  post = &hand;
  restart();
  a_moment();
  request_one();
  a_moment();
  const auto taken = std::ranges::count_if(
    hand.sent, [](const auto& each) { return each.what.kind == kind::request_taken; });
  EXPECT_EQ(taken, 1101) << "the news as well";
  EXPECT_EQ(ids_told_of().size(), hand.sent.size()) << "and each once";
}

TEST_F(CourierAtWork, AnAgentHearsOfARushOnceNotAThousandTimes) {
  register_agent(ann);
  register_agent(bob);
  ASSERT_TRUE(order(bob, model::set_override{model::override_mode::off, {}}));
  for (int each = 0; each < 100; ++each) {
    const auto id = request_one();
    order(an_operator, id, model::broadcast{"why"});
  }
  wait(10min);
  EXPECT_EQ(hand.count(kind::mass_board, ann), 1);
  EXPECT_EQ(hand.count(kind::mass_board, bob), 0) << "switched off";
  ASSERT_TRUE(order(bob, model::set_override{model::override_mode::schedule, {}}));
  wait(61s);
  EXPECT_EQ(hand.count(kind::mass_board, bob), 1) << "available by now";
  restart();
  wait(2min);
  EXPECT_EQ(hand.count(kind::mass_board, ann), 1) << "also after a restart";
}

TEST_F(CourierAtWork, ADeregisteredAgentIsTold) {
  register_agent(ann);
  ASSERT_TRUE(ask<model::agent_view>(
    house.registry, actors::agent_order{ann, an_operator, model::deregister_agent{"why"}}));
  a_moment();
  EXPECT_EQ(hand.count(kind::deregistered, ann), 1);
}

TEST_F(CourierAtWork, AnOperatorRetriesAndDiscards) {
  using actors::notification_change;
  register_agent(ann);
  hand.down = true;
  const auto id = request_one();
  a_moment();
  const auto change = [&](const std::string& name, notification_change what) {
    return ask<actors::notification_now>(house.courier, actors::change_notification{name, what});
  };
  const auto gone = change("offer-" + id.text + "-1-webhook", notification_change::discard);
  ASSERT_TRUE(gone);
  EXPECT_EQ(gone->entry.status, model::delivery_status::discarded);
  EXPECT_TRUE(gone->changed);
  const auto again = change("offer-" + id.text + "-1-webhook", notification_change::retry);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->changed) << "it has ended";
  EXPECT_EQ(
    change("nobody", notification_change::retry).error(),
    caf::make_error(model::rejection::not_found));
  hand.down = false;
  wait(30s);
  EXPECT_THAT(hand.ids(), ElementsAre("request-taken-" + id.text + "-0"));
  restart();
  wait(30s);
  EXPECT_THAT(hand.ids(), Not(Contains("offer-" + id.text + "-1")));
}

TEST_F(CourierAtWork, AllDeadAreTriedAgainByOneWord) {
  register_agent(ann);
  hand.down = hand.for_good = true;
  const auto id = request_one();
  a_moment();
  EXPECT_EQ(list(model::delivery_status::dead).items.size(), 2U);
  hand.down = false;
  EXPECT_EQ(ask<actors::dead_retried>(house.courier, actors::retry_dead{})->count, 2U);
  a_moment();
  EXPECT_THAT(
    hand.ids(), UnorderedElementsAre("request-taken-" + id.text + "-0", "offer-" + id.text + "-1"));
}

TEST_F(CourierAtWork, FiguresTellWhatWaits) {
  register_agent(ann);
  hand.down = true;
  request_one();
  a_moment();
  const auto counted = ask<actors::stats>(house.directory, actors::get_stats{}).value();
  ASSERT_TRUE(counted.outbox);
  EXPECT_EQ(counted.outbox->waiting, 2U);
}

} // namespace

} // namespace kod::tests
