#include "http/cursors.hpp"
#include "model/text_forms.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using namespace std::chrono_literals;

class NotificationCalls : public Resources {
protected:
  static model::outbox_entry a_dead_one() {
    model::notification what;
    what.id = "offer-r-1-1";
    what.kind = model::notification_kind::offer;
    what.to = as(ann);
    what.referral.emplace().id = r1;
    return {
      .number = 7,
      .what = what,
      .via = model::channel::email,
      .status = model::delivery_status::dead,
      .attempts = 12,
      .made_at = noon - 6h,
      .at = noon - 1h,
      .last_error = "no connection to the server"};
  }
};

TEST_F(NotificationCalls, OperatorsSeeWhatBecameOfEach) {
  engine.answers(model::outbox_page{{a_dead_one()}, 7});
  const auto heard = get("/v1/notifications?status=dead&limit=1", as_operator);
  EXPECT_EQ(heard.status, 200U);
  EXPECT_EQ(heard.text("/items/0/id"), "offer-r-1-1-email");
  EXPECT_EQ(heard.text("/items/0/kind"), "offer");
  EXPECT_EQ(heard.text("/items/0/channel"), "email");
  EXPECT_EQ(heard.text("/items/0/status"), "dead");
  EXPECT_EQ(heard.text("/items/0/to/role"), "agent");
  EXPECT_EQ(heard.text("/items/0/to/id"), "ann");
  EXPECT_EQ(heard.text("/items/0/referral_id"), "r-1");
  EXPECT_EQ(heard.text("/items/0/attempts"), "12");
  EXPECT_EQ(heard.text("/items/0/made_at"), model::format_instant(noon - 6h));
  EXPECT_EQ(heard.text("/items/0/ended_at"), model::format_instant(noon - 1h));
  EXPECT_EQ(heard.text("/items/0/next_attempt_at"), "null");
  EXPECT_EQ(heard.text("/items/0/last_error"), "no connection to the server");
  const auto& asked = engine.last<actors::list_notifications>();
  EXPECT_EQ(asked.status, model::delivery_status::dead);
  EXPECT_EQ(asked.limit, 1U);
  get("/v1/notifications?status=skipped", as_operator);
  EXPECT_EQ(engine.last<actors::list_notifications>().status, model::delivery_status::skipped);
  get("/v1/notifications?cursor=" + heard.text("/next"), as_operator);
  EXPECT_EQ(engine.last<actors::list_notifications>().before, 7U);
}

TEST_F(NotificationCalls, WhatIsNoStatusAndNoCursorOfTheListIsRefused) {
  expect_invalid(get("/v1/notifications?status=lost", as_operator), "/status");
  const auto of_another_list = http::to_text({"r-1", 7});
  expect_invalid(get("/v1/notifications?cursor=" + of_another_list, as_operator), "/cursor");
  expect_invalid(get("/v1/notifications?kind=offer", as_operator), "/kind");
}

TEST_F(NotificationCalls, OneIsRetriedOrDiscardedByItsId) {
  engine.answers(actors::notification_now{a_dead_one(), true});
  EXPECT_EQ(post("/v1/notifications/offer-r-1-1-email/retry", as_operator).status, 200U);
  const auto& retried = engine.last<actors::change_notification>();
  EXPECT_EQ(retried.id, "offer-r-1-1-email");
  EXPECT_EQ(retried.what, actors::notification_change::retry);
  const model::notice_event tried_again{model::notification_retried{}};
  EXPECT_EQ(engine.last<actors::notice_order>().notice.event, tried_again);
  EXPECT_EQ(engine.last<actors::notice_order>().notice.subject.text, "offer-r-1-1-email");
  EXPECT_EQ(post("/v1/notifications/offer-r-1-1-email/discard", as_operator).status, 200U);
  EXPECT_EQ(engine.last<actors::change_notification>().what, actors::notification_change::discard);
  const model::notice_event given_up{model::notification_discarded{}};
  EXPECT_EQ(engine.last<actors::notice_order>().notice.event, given_up);
  EXPECT_EQ(engine.last<actors::notice_order>().by, an_operator);
  engine.answers(actors::notification_now{a_dead_one(), false});
  const auto ended = post("/v1/notifications/offer-r-1-1-email/retry", as_operator);
  EXPECT_EQ(ended.status, 200U);
  EXPECT_EQ(ended.text("/id"), "offer-r-1-1-email");
  engine.refuses<actors::notification_now>(model::rejection::not_found);
  expect_refused(post("/v1/notifications/nobody/retry", as_operator), 404, "not-found");
  EXPECT_EQ(engine.count<actors::notice_order>(), 2) << "nothing was done";
}

TEST_F(NotificationCalls, AllDeadAreRetriedByOneCallThatIsToldOnce) {
  engine.answers(actors::dead_retried{3});
  const auto heard = post("/v1/notifications/retry?status=dead", as_operator);
  EXPECT_EQ(heard.status, 200U);
  EXPECT_EQ(heard.text("/retried"), "3");
  const model::notice_event all_tried{model::notifications_retried{3}};
  EXPECT_EQ(engine.last<actors::notice_order>().notice.event, all_tried);
  EXPECT_EQ(engine.last<actors::notice_order>().notice.subject.text, "notifications");
  engine.answers(actors::dead_retried{0});
  EXPECT_EQ(post("/v1/notifications/retry?status=dead", as_operator).text("/retried"), "0");
  EXPECT_EQ(engine.count<actors::notice_order>(), 1) << "nothing was done";
}

TEST_F(NotificationCalls, OnlyTheDeadAreRetriedAtOnce) {
  for (const auto* query : {"", "?status=waiting", "?status=delivered"})
    expect_invalid(post("/v1/notifications/retry" + std::string{query}, as_operator), "/status");
  expect_invalid(post("/v1/notifications/retry?status=dead&kind=offer", as_operator), "/kind");
  EXPECT_EQ(engine.count<actors::retry_dead>(), 0);
}

TEST_F(NotificationCalls, FiguresTellOfThemWhereSomebodyIsToldAnything) {
  engine.answers(actors::actor_page{});
  engine.answers(actors::stats{});
  EXPECT_EQ(get("/metrics", as_operator).body.find("kod_notifications"), std::string::npos);
  actors::stats counted;
  counted.at = noon;
  counted.outbox = model::outbox_standing{
    .waiting = 3, .dead = 2, .oldest_made_at = noon - 90s, .outcomes = {{{5, 4, 2, 0}, {}}}};
  engine.answers(counted);
  const auto heard = get("/metrics", as_operator).body;
  for (const auto* line :
       {"kod_notifications_total{channel=\"email\",outcome=\"delivered\"} 5\n",
        "kod_notifications_total{channel=\"email\",outcome=\"failed\"} 4\n",
        "kod_notifications_total{channel=\"webhook\",outcome=\"discarded\"} 0\n",
        "kod_notifications_waiting 3\n",
        "kod_notifications_dead 2\n",
        "kod_notification_oldest_seconds 90\n"})
    EXPECT_NE(heard.find(line), heard.npos) << line << heard;
}

} // namespace
