#include "tests/support/with_engine.hpp"

#include <caf/send.hpp>
#include <gmock/gmock.h>

// What was sent and never handled.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class DeadLetters : public with_engine {
protected:
  DeadLetters() { register_agent(ann); }

  dead_letter_list letters() {
    return ask<dead_letter_list>(house.letters, list_dead_letters{}).value();
  }
  std::uint64_t count(undelivered why) { return letters().counts[static_cast<std::size_t>(why)]; }
  void fail_an_alarm_of(const agent_id& id) {
    clock_fails_in = 0;
    caf::anon_send(house.registry, due{id, alarm::agent_time, 0});
    settle();
    clock_fails_in.reset();
  }
};

TEST_F(DeadLetters, ADayWithoutAFailureHasNone) {
  register_agent(bob);
  const auto id = request()->id;
  order(as({holder(id)}), id, reject{.agent = {holder(id)}, .reason = {}});
  order(ann, set_override{override_mode::off, {}});
  wait(5s);
  order(an_operator, id, cancel{"why"});
  request();
  pass(40min);
  wait(5s);
  EXPECT_THAT(letters().counts, testing::Each(0U));
  EXPECT_TRUE(letters().latest.empty());
}

TEST_F(DeadLetters, AMessageThatItsActorDoesNotKnowIsUnexpected) {
  caf::anon_send(caf::actor_cast<caf::actor>(house.feed), look_at_openings{});
  settle();
  const auto found = letters();
  ASSERT_EQ(found.latest.size(), 1U);
  EXPECT_EQ(found.latest.front().letter.to, "feed");
  EXPECT_EQ(found.latest.front().letter.message, "look_at_openings");
  EXPECT_EQ(found.latest.front().letter.why, undelivered::unexpected);
  EXPECT_EQ(found.latest.front().at, now());
  EXPECT_EQ(count(undelivered::unexpected), 1U);
}

TEST_F(DeadLetters, AMessageWhoseHandlerFailsWhileNobodyWaitsIsOne) {
  fail_an_alarm_of(ann);
  const auto found = letters();
  ASSERT_EQ(found.latest.size(), 1U);
  EXPECT_EQ(found.latest.front().letter.to, "agent");
  EXPECT_EQ(found.latest.front().letter.message, "due");
  EXPECT_EQ(found.latest.front().letter.why, undelivered::handler_failed);
  ASSERT_EQ(letters_told.size(), 1U) << "the log hears of it";
  EXPECT_EQ(letters_told.front().message, "due");
}

TEST_F(DeadLetters, ACommandWhoseHandlerFailsIsAnsweredAndThereforeNone) {
  clock_fails_in = 0;
  EXPECT_FALSE(order(ann, set_override{override_mode::on, {}}));
  EXPECT_TRUE(letters().latest.empty());
}

TEST_F(DeadLetters, WhatLiesBehindTheOneThatFailedIsLostWithItsActor) {
  clock_fails_in = 0;
  caf::anon_send(house.registry, due{ann, alarm::agent_time, 0});
  caf::anon_send(house.registry, due{ann, alarm::agent_time, 0});
  caf::anon_send(house.registry, remind{ann, referral_id{"r-none"}, 1});
  settle();
  EXPECT_EQ(count(undelivered::handler_failed), 1U);
  ASSERT_EQ(count(undelivered::receiver_ended), 2U);
  EXPECT_EQ(letters().latest.front().letter.message, "remind");
}

TEST_F(DeadLetters, WhoAsksAnActorThatEndedIsToldSoStill) {
  const auto ended = house.exports;
  caf::anon_send_exit(ended, caf::exit_reason::user_shutdown);
  settle();
  EXPECT_EQ(
    ask<agent_lines>(ended, export_agents{}).error(),
    caf::make_error(caf::sec::request_receiver_down));
  ASSERT_EQ(count(undelivered::receiver_ended), 1U);
  EXPECT_EQ(letters().latest.front().letter.to, "exports");
}

TEST_F(DeadLetters, WordsToNobodyAndToWhoWasPutAside) {
  caf::anon_send(house.registry, remind{agent_id{"nobody"}, referral_id{"r"}, 1});
  settle();
  EXPECT_EQ(count(undelivered::no_receiver), 1U);
  for (int times = 6; times > 0; --times) {
    fail_an_alarm_of(ann);
    wait(times > 1 ? 2s : 0s);
  }
  caf::anon_send(house.registry, remind{ann, referral_id{"r"}, 1});
  settle();
  EXPECT_EQ(count(undelivered::put_aside), 1U);
}

TEST_F(DeadLetters, AllAreCountedAndAHundredKeptTheNewestFirst) {
  for (int each = 0; each < 130; ++each)
    caf::anon_send(caf::actor_cast<caf::actor>(house.feed), look_at_openings{});
  settle();
  pass(5s);
  caf::anon_send(caf::actor_cast<caf::actor>(house.feed), programme_is{});
  settle();
  EXPECT_EQ(count(undelivered::unexpected), 131U);
  EXPECT_EQ(letters().latest.size(), 100U);
  EXPECT_EQ(letters().latest.front().letter.message, "programme_is");
  EXPECT_EQ(letters().latest.front().at - letters().latest.back().at, 5s);
}

TEST_F(DeadLetters, AnAgentWhoseActorFailedShowsItsErrorAndGoesOn) {
  fail_an_alarm_of(ann);
  wait(2s);
  const auto page = ask<actor_page>(house.roll, list_actors{.kind = "agent", .id = ann.text});
  ASSERT_EQ(page->items.size(), 1U);
  EXPECT_EQ(page->items.front().last_error, "planted");
  EXPECT_EQ(page->items.front().restarts, 1U);
  EXPECT_FALSE(page->items.front().put_aside);
  EXPECT_EQ(holder(request()->id), "ann");
}

} // namespace
