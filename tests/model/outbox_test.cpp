#include "model/board_hearers.hpp"
#include "model/outbox.hpp"
#include "tests/support/small_engine.hpp"

#include <gmock/gmock.h>

// What waits to be delivered, and what becomes of it.

namespace kod::tests {

namespace {

using model::channel;
using model::delivery_status;
using testing::ElementsAre;
using testing::IsEmpty;

model::notification told_of(int number) {
  model::notification made;
  made.id = "offer-r-" + std::to_string(number) + "-1";
  made.to = as(ann);
  return made;
}

class Outbox : public testing::Test {
protected:
  void add(int number, channel via = channel::email) { box.add(told_of(number), via, now); }
  void store() {
    for (const auto& [key, record] : box.take_changes())
      if (record)
        disk.insert_or_assign(key, *record);
      else
        disk.erase(key);
    box.stored();
  }
  /// What a start finds.
  model::outbox reopened() const {
    model::outbox again;
    for (const auto& [key, record] : disk)
      again.restore(std::get<model::outbox_entry>(record));
    return again;
  }
  /// What is due on the channel, by id; each stays under way.
  static std::vector<std::string> due(model::outbox& from, channel via, model::instant now) {
    std::vector<std::string> ids;
    while (const auto* each = from.start_due(via, now))
      ids.push_back(id_of(*each));
    return ids;
  }
  std::vector<std::string> due(channel via = channel::email) { return due(box, via, now); }
  void settle_due(const model::delivery& came) {
    const auto* const next = box.start_due(channel::email, now);
    ASSERT_NE(next, nullptr);
    box.settle(next->number, came, now);
  }
  std::vector<std::string> listed(std::optional<delivery_status> status) const {
    std::vector<std::string> ids;
    for (const auto& each : box.page(status, {}, 100).items)
      ids.push_back(id_of(each));
    return ids;
  }

  model::instant now = noon;
  model::outbox box;
  std::map<std::string, model::outbox_record> disk;
};

TEST_F(Outbox, NothingIsSentBeforeItIsStored) {
  add(1);
  EXPECT_THAT(due(), IsEmpty());
  const auto writing = box.take_changes();
  add(2); // While that is being written.
  EXPECT_EQ(writing.size(), 1U);
  EXPECT_THAT(due(), IsEmpty());
  box.stored();
  EXPECT_THAT(due(), ElementsAre("offer-r-1-1-email"));
}

TEST_F(Outbox, EachChannelHasItsOwn) {
  add(1);
  add(1, channel::webhook);
  store();
  EXPECT_THAT(due(channel::webhook), ElementsAre("offer-r-1-1-webhook"));
  EXPECT_EQ(box.under_way(channel::webhook), 1U);
  EXPECT_EQ(box.under_way(channel::email), 0U);
}

TEST_F(Outbox, ACrashBetweenDeliveryAndWriteRepeatsTheSameId) {
  add(1);
  store();
  settle_due({.done = true});
  auto after_crash = reopened();
  EXPECT_THAT(due(after_crash, channel::email, now), ElementsAre("offer-r-1-1-email"));
  store();
  auto after_write = reopened();
  EXPECT_THAT(due(after_write, channel::email, now), IsEmpty());
}

TEST_F(Outbox, WhatFailedIsTriedAgainAfterItsPauseAlsoByTheNextStart) {
  add(1);
  store();
  settle_due({.done = false, .error = "no connection"});
  store();
  const auto pause = model::pause_after(1, "offer-r-1-1-email");
  EXPECT_THAT(due(), IsEmpty());
  auto next_start = reopened();
  now += pause;
  EXPECT_THAT(due(next_start, channel::email, now - 1ms), IsEmpty());
  EXPECT_THAT(due(next_start, channel::email, now), ElementsAre("offer-r-1-1-email"));
  EXPECT_THAT(due(), ElementsAre("offer-r-1-1-email"));
}

TEST_F(Outbox, WhatFailsTwelveTimesIsDeadAndWaitsForAnOperator) {
  add(1);
  store();
  for (std::uint32_t attempt = 1; attempt <= model::most_attempts; ++attempt) {
    EXPECT_THAT(listed(delivery_status::waiting), ElementsAre("offer-r-1-1-email")) << attempt;
    settle_due({.done = false, .error = "no connection"});
    now += 2h;
  }
  EXPECT_THAT(listed(delivery_status::dead), ElementsAre("offer-r-1-1-email"));
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_EQ(box.standing().dead, 1U);
  ASSERT_TRUE(box.retry("offer-r-1-1-email", now).changed);
  EXPECT_THAT(due(), ElementsAre("offer-r-1-1-email"));
}

TEST_F(Outbox, AllThatAreDeadAreTriedAgainAtOnceAndNothingElse) {
  for (int each = 1; each <= 4; ++each)
    add(each);
  store();
  settle_due({.done = false, .for_good = true, .error = "the mail server said 550"});
  settle_due({.done = false, .for_good = true, .error = "the mail server said 550"});
  settle_due({.done = true});
  box.discard("offer-r-4-1-email", now);
  EXPECT_EQ(box.retry_dead(now), 2U);
  EXPECT_THAT(listed(delivery_status::dead), IsEmpty());
  EXPECT_THAT(due(), ElementsAre("offer-r-1-1-email", "offer-r-2-1-email"));
  EXPECT_EQ(box.retry_dead(now), 0U);
}

TEST_F(Outbox, AnOperatorNeedNotWaitForTheNextAttempt) {
  add(1);
  box.retry("offer-r-1-1-email", now);
  EXPECT_THAT(due(), IsEmpty()) << "it isn't stored yet";
  store();
  settle_due({.done = false, .error = "no connection"});
  EXPECT_THAT(due(), IsEmpty());
  box.retry("offer-r-1-1-email", now);
  EXPECT_THAT(due(), ElementsAre("offer-r-1-1-email"));
}

TEST_F(Outbox, WhatWouldFailAgainIsDeadAtOnce) {
  add(1);
  store();
  settle_due({.done = false, .for_good = true, .error = "the mail server said 550"});
  EXPECT_THAT(listed(delivery_status::dead), ElementsAre("offer-r-1-1-email"));
}

TEST_F(Outbox, WhatHadNobodyToGoToIsSkippedAndNotDelivered) {
  add(1);
  store();
  settle_due({.skipped = true, .error = "no e-mail address: nothing was sent"});
  EXPECT_THAT(listed(delivery_status::skipped), ElementsAre("offer-r-1-1-email"));
  EXPECT_EQ(box.page({}, {}, 1).items.at(0).attempts, 0U);
  box.retry("offer-r-1-1-email", now);
  box.discard("offer-r-1-1-email", now);
  EXPECT_THAT(listed(delivery_status::skipped), ElementsAre("offer-r-1-1-email"));
  const auto& outcomes = box.standing().outcomes[0];
  EXPECT_EQ(outcomes, (std::array<std::uint64_t, 5>{0, 0, 0, 0, 1}));
  box.forget_outlived(now + 24h * 30);
  EXPECT_THAT(listed({}), IsEmpty());
}

TEST_F(Outbox, WhatIsDiscardedIsNotSentAndStaysInTheLog) {
  add(1);
  add(2);
  store();
  ASSERT_TRUE(box.discard("offer-r-1-1-email", now).changed);
  EXPECT_THAT(due(), ElementsAre("offer-r-2-1-email"));
  ASSERT_TRUE(box.discard("offer-r-2-1-email", now).changed) << "while it is under way";
  box.settle(2, {.done = false, .error = "late"}, now);
  EXPECT_THAT(
    listed(delivery_status::discarded), ElementsAre("offer-r-2-1-email", "offer-r-1-1-email"));
  EXPECT_FALSE(box.discard("offer-r-1-1-email", now).changed) << "it was already";
  EXPECT_EQ(box.discard("nobody", now).entry, nullptr);
  EXPECT_EQ(box.under_way(channel::email), 0U);
}

TEST_F(Outbox, WhatWasDeliveredIsNeverSentAgain) {
  add(1);
  store();
  settle_due({.done = true});
  const auto retried = box.retry("offer-r-1-1-email", now);
  ASSERT_NE(retried.entry, nullptr);
  EXPECT_FALSE(retried.changed);
  EXPECT_FALSE(box.discard("offer-r-1-1-email", now).changed);
  EXPECT_THAT(listed(delivery_status::delivered), ElementsAre("offer-r-1-1-email"));
  EXPECT_THAT(due(), IsEmpty());
}

TEST_F(Outbox, WhatIsMadeTwiceIsThereOnce) {
  add(1);
  add(1);
  store();
  EXPECT_THAT(due(), ElementsAre("offer-r-1-1-email"));
  box.settle(1, {.done = true}, now);
  add(1);
  store();
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_THAT(listed({}), ElementsAre("offer-r-1-1-email"));
}

TEST_F(Outbox, TheLogIsKeptByNumberAndAge) {
  box = model::outbox{model::outbox::bounds{.most_ended = 2, .keep_for = 24h}};
  for (int each = 1; each <= 3; ++each)
    add(each);
  add(4, channel::webhook); // It waits, so it stays however old it is.
  store();
  for (int each = 1; each <= 3; ++each)
    settle_due({.done = true});
  box.forget_outlived(now);
  store();
  EXPECT_THAT(
    listed(delivery_status::delivered), ElementsAre("offer-r-3-1-email", "offer-r-2-1-email"));
  EXPECT_EQ(disk.size(), 3U);
  box.forget_outlived(now + 24h);
  store();
  EXPECT_THAT(listed({}), ElementsAre("offer-r-4-1-webhook"));
  EXPECT_EQ(disk.size(), 1U);
}

TEST_F(Outbox, PagesGoFromTheNewestOnAndShowNothingTwice) {
  for (int each = 1; each <= 5; ++each)
    add(each);
  const auto first = box.page(delivery_status::waiting, {}, 2);
  ASSERT_TRUE(first.next);
  add(6);
  const auto second = box.page(delivery_status::waiting, first.next, 2);
  const auto third = box.page(delivery_status::waiting, second.next, 2);
  std::vector<std::uint64_t> numbers;
  for (const auto* page : {&first, &second, &third})
    for (const auto& each : page->items)
      numbers.push_back(each.number);
  EXPECT_THAT(numbers, ElementsAre(5, 4, 3, 2, 1));
  EXPECT_FALSE(third.next);
}

TEST_F(Outbox, StandingTellsHowLongTheOldestHasWaited) {
  add(1);
  now += 1min;
  add(2);
  store();
  EXPECT_EQ(box.standing().oldest_made_at, noon);
  settle_due({.done = true});
  EXPECT_EQ(box.standing().oldest_made_at, noon + 1min);
  EXPECT_EQ(box.standing().waiting, 1U);
  EXPECT_EQ(box.standing().outcomes[0][0], 1U);
}

TEST_F(Outbox, AClosedChannelLeavesNothingWaiting) {
  add(1);
  add(2, channel::webhook);
  store();
  box.close(channel::email, now);
  EXPECT_THAT(listed(delivery_status::dead), ElementsAre("offer-r-1-1-email"));
  EXPECT_THAT(due(channel::webhook), ElementsAre("offer-r-2-1-webhook"));
}

// -- who hears of a board -------------------------------------------------------------

class BoardHearers : public testing::Test {
protected:
  BoardHearers() {
    engine.hire(ann);
    engine.hire(bob);
    engine.hire(cid, {spanish});
    list(r1, english);
  }
  void list(const model::referral_id& id, const model::language& tongue) {
    auto made = a_request(id);
    made.language = tongue;
    model::referral now;
    for (const auto& each : referral_history{made, model::made_mass{{}, noon}})
      now = model::evolve(std::move(now), each);
    boards.push_back({{tongue, noon}, {now}});
  }
  std::vector<model::agent_id> hearers(std::map<model::agent_id, model::instant> told = {}) {
    return model::board_hearers(engine.stored, boards, told, engine.settings, noon);
  }

  small_engine engine;
  std::vector<model::rushing_board> boards;
};

TEST_F(BoardHearers, AreTheAvailableAgentsWhoSpeakTheLanguage) {
  EXPECT_THAT(hearers(), ElementsAre(ann, bob));
  engine.order(bob, as(bob), model::set_override{model::override_mode::off, {}});
  EXPECT_THAT(hearers(), ElementsAre(ann));
}

TEST_F(BoardHearers, AreAllWhereNobodySpeaksIt) {
  boards.clear();
  list(r2, {"sq"});
  EXPECT_THAT(hearers(), ElementsAre(ann, bob, cid));
}

TEST_F(BoardHearers, AreAllWhereNobodyWhoSpeaksItIsAvailable) {
  boards.clear();
  list(r2, spanish);
  EXPECT_THAT(hearers(), ElementsAre(cid));
  engine.order(cid, as(cid), model::set_override{model::override_mode::off, {}});
  EXPECT_THAT(hearers(), ElementsAre(ann, bob));
}

TEST_F(BoardHearers, AreNotThoseWhoHeardOfItOrHaveRejectedIt) {
  EXPECT_THAT(hearers({{ann, noon}}), ElementsAre(bob));
  boards[0].listed[0].hidden_from = {bob};
  EXPECT_THAT(hearers(), ElementsAre(ann));
}

} // namespace

} // namespace kod::tests
