#include "actors/observed.hpp"
#include "http/gateway.hpp"
#include "tests/support/deterministic_system.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/typed_event_based_actor.hpp>
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

namespace {

using namespace kod;
using namespace std::chrono_literals;
using actors::get_stats;
using actors::stats;

using clerk_actor = caf::typed_actor<caf::replies_to<get_stats>::with<stats>>;

clerk_actor::behavior_type clerk() {
  return {[](get_stats) { return stats{.at = {}, .census = {}, .available = 7, .offerable = 5}; }};
}
clerk_actor::behavior_type refusing_clerk() {
  return {
    [](get_stats) -> caf::result<stats> { return caf::make_error(model::rejection::not_found); }};
}

class Gateway : public tests::deterministic_system {
protected:
  void ask(const clerk_actor& whom) {
    gateway.ask<stats>(
      whom, get_stats{}, [this](caf::expected<stats> given) { answer = std::move(given); });
  }

  http::gateway gateway{system};
  std::optional<caf::expected<stats>> answer;
};

TEST_F(Gateway, CallsBackWithTheAnswer) {
  ask(system.spawn(clerk));
  EXPECT_FALSE(answer.has_value());
  settle();
  ASSERT_TRUE(answer && *answer);
  EXPECT_EQ((*answer)->available, 7u);
}

TEST_F(Gateway, CallsBackWithARefusal) {
  ask(system.spawn(refusing_clerk));
  settle();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->error(), model::rejection::not_found);
}

TEST_F(Gateway, HearsOfAnActorThatHasEnded) {
  const auto gone = system.spawn(clerk);
  self->send_exit(gone, caf::exit_reason::kill);
  settle();
  ask(gone);
  settle();
  ASSERT_TRUE(answer.has_value());
  EXPECT_EQ(answer->error(), caf::sec::request_receiver_down);
}

TEST_F(Gateway, ACallbackMayAskOn) {
  const auto asked = system.spawn(clerk);
  gateway.ask<stats>(asked, get_stats{}, [&](const caf::expected<stats>&) { ask(asked); });
  settle();
  ASSERT_TRUE(answer && *answer);
}

TEST_F(Gateway, WhatACallbackThrowsIsNotTheAnsweringActorsFault) {
  const auto asked = system.spawn(clerk);
  gateway.ask<stats>(asked, get_stats{}, [](const caf::expected<stats>&) {
    throw std::runtime_error{"no text for this"};
  });
  settle();
  ask(asked);
  settle();
  EXPECT_TRUE(answer && *answer);
  EXPECT_EQ(actors::observe(gateway.actor()).last_error(), "no text for this");
}

TEST_F(Gateway, CountsWhatItAsks) {
  const auto asked = system.spawn(clerk);
  ask(asked);
  EXPECT_EQ(actors::figures_of(gateway.actor()).waiting, 1u);
  settle();
  ask(asked);
  settle();
  const auto figures = actors::figures_of(gateway.actor());
  EXPECT_EQ(figures.arrived, 2u);
  EXPECT_EQ(figures.handled, 2u);
  EXPECT_EQ(figures.waiting, 0u);
}

TEST_F(Gateway, TheOldestQuestionIsOneThatIsNotAnswered) {
  ask(system.spawn(clerk));
  scheduler.advance_time(5s);
  ask(system.spawn(clerk));
  EXPECT_EQ(actors::figures_of(gateway.actor()).oldest, 5s);
  while (actors::figures_of(gateway.actor()).waiting == 2u)
    scheduler.run_once(); // In the order in which they were asked.
  EXPECT_EQ(actors::figures_of(gateway.actor()).oldest, 0s);
  settle();
}

} // namespace
