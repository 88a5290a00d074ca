#include "tests/support/with_engine.hpp"

#include <gmock/gmock.h>

#include <algorithm>

// When a backup is made, and what is told of it. What a backup holds is persistence's to show.

namespace kod::tests {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Keeps no more than their numbers.
class backups_in_memory : public model::backups {
public:
  std::vector<model::backup> list() const override {
    if (unreadable)
      throw model::backup_failure{"it can't be read"};
    return kept;
  }
  model::backup make(model::instant at) override {
    if (broken)
      throw model::backup_failure{"there is no room"};
    kept.push_back({++last, 10 * last, at, 100, 10});
    return kept.back();
  }
  void drop(std::uint32_t number) override {
    if (undroppable)
      throw model::backup_failure{"it can't be dropped"};
    std::erase_if(kept, [&](const auto& each) { return each.number == number; });
  }
  void stop() override {}

  std::vector<model::backup> kept;
  std::uint32_t last = 0;
  bool broken = false;
  bool unreadable = false;
  bool undroppable = false;
};

class BackupsAtWork : public with_engine {
protected:
  BackupsAtWork() {
    backups = &folder;
    restart();
  }

  /// With the timer's first look.
  void restart(std::chrono::seconds down = 0s) {
    with_engine::restart(down);
    pass(1s);
  }
  caf::expected<model::backup> make(const model::party& by = an_operator) {
    return ask<model::backup>(house.backups, actors::make_backup{by});
  }
  actors::backup_list list() {
    return ask<actors::backup_list>(house.backups, actors::list_backups{}).value();
  }
  std::vector<std::uint32_t> numbers() {
    std::vector<std::uint32_t> result;
    for (const auto& each : list().items)
      result.push_back(each.number);
    return result;
  }

  backups_in_memory folder;
};

TEST_F(BackupsAtWork, TheFirstIsMadeAtOnceAndTheNextWhenItIsDue) {
  EXPECT_THAT(numbers(), ElementsAre(1));
  pass(59min);
  EXPECT_THAT(numbers(), ElementsAre(1));
  pass(1min);
  EXPECT_THAT(numbers(), ElementsAre(1, 2));
  pass(1h);
  EXPECT_THAT(numbers(), ElementsAre(1, 2, 3));
}

TEST_F(BackupsAtWork, OneThatWasMadeBeforeTheStartCounts) {
  pass(20min);
  restart(20min);
  EXPECT_THAT(numbers(), ElementsAre(1));
  pass(20min);
  EXPECT_THAT(numbers(), ElementsAre(1, 2));
}

TEST_F(BackupsAtWork, AnOperatorsOwnIsAnsweredAndPutsOffTheNext) {
  pass(30min);
  const auto made = make();
  ASSERT_TRUE(made);
  EXPECT_EQ(made->number, 2U);
  EXPECT_EQ(made->at, now());
  pass(30min);
  EXPECT_THAT(numbers(), ElementsAre(1, 2));
  pass(30min);
  EXPECT_THAT(numbers(), ElementsAre(1, 2, 3));
}

TEST_F(BackupsAtWork, ASecondWhileOneIsBeingMadeIsRefused) {
  auto first = self->request(house.backups, caf::infinite, actors::make_backup{an_operator});
  const auto second = make();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error(), actors::engine_error::backup_running);
  first.receive(
    [](const model::backup& made) { EXPECT_EQ(made.number, 2U); },
    [](caf::error&) { ADD_FAILURE(); });
  EXPECT_FALSE(list().standing.running);
  EXPECT_TRUE(make());
}

TEST_F(BackupsAtWork, AFailureIsToldCountedAndTriedAgainSoon) {
  folder.broken = true;
  pass(1h);
  auto told = list();
  EXPECT_THAT(told.items, SizeIs(1));
  EXPECT_EQ(told.standing.failures, 1U);
  EXPECT_EQ(told.standing.last_error, "there is no room");
  const auto refused = make();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), actors::engine_error::backup_failed);
  EXPECT_EQ(refused.error().context().get_as<std::string>(0), "there is no room");
  EXPECT_EQ(list().standing.failures, 2U);
  folder.broken = false;
  pass(4min);
  EXPECT_THAT(numbers(), ElementsAre(1));
  pass(1min);
  EXPECT_THAT(numbers(), ElementsAre(1, 2));
  told = list();
  EXPECT_EQ(told.standing.failures, 2U);
  EXPECT_EQ(told.standing.last_error, std::nullopt);
  EXPECT_EQ(told.standing.last_at, now());
}

TEST_F(BackupsAtWork, AFailureKeepsNobodyFromWorking) {
  folder.broken = true;
  folder.unreadable = true;
  restart();
  register_agent(ann);
  const auto taken = request();
  ASSERT_TRUE(taken);
  settle();
  EXPECT_TRUE(accept(ann, taken->id));
  EXPECT_EQ(died_of, "");
}

TEST_F(BackupsAtWork, WhatCanNotBeReadIsNotForgotten) {
  folder.unreadable = true;
  EXPECT_TRUE(make());
  EXPECT_THAT(numbers(), ElementsAre(1));
  EXPECT_EQ(list().standing.last_error, "it can't be read");
}

TEST_F(BackupsAtWork, ThoseThatNeedNotBeKeptAreDroppedOnceANewOneIsThere) {
  backup_rules.keep = 2;
  restart();
  for (int i = 0; i < 3; ++i)
    make();
  EXPECT_THAT(numbers(), ElementsAre(3, 4));
  backup_rules.keep = 100;
  backup_rules.keep_for = 2h;
  restart();
  pass(150min);
  EXPECT_THAT(numbers(), ElementsAre(5));
}

TEST_F(BackupsAtWork, OneThatCanNotBeDroppedIsToldAndTheNewOneIsThere) {
  backup_rules.keep = 1;
  folder.undroppable = true;
  restart();
  EXPECT_TRUE(make());
  EXPECT_THAT(numbers(), ElementsAre(1, 2));
  EXPECT_EQ(list().standing.last_error, "it can't be dropped");
}

TEST_F(BackupsAtWork, WithoutAnIntervalOnlyOperatorsHaveThemMade) {
  folder.kept.clear();
  backup_rules.every.reset();
  restart();
  pass(100h);
  EXPECT_THAT(numbers(), IsEmpty());
  EXPECT_TRUE(make());
}

TEST_F(BackupsAtWork, TheFiguresTellTheirAge) {
  const auto figures = [this] {
    return ask<actors::stats>(house.directory, actors::get_stats{}).value().backups.value();
  };
  const auto first = now();
  EXPECT_EQ(figures().kept, 1U);
  EXPECT_EQ(figures().last_at, first);
  folder.broken = true;
  pass(1h);
  EXPECT_EQ(figures().last_at, first);
  EXPECT_EQ(figures().failures, 1U);
  EXPECT_EQ(figures().last_error, "there is no room");
}

TEST_F(BackupsAtWork, TheLogIsToldWhoAskedAndWhatBecameOfIt) {
  make();
  folder.broken = true;
  pass(1h);
  ASSERT_THAT(reported, SizeIs(3));
  EXPECT_EQ(reported[0].by, model::party{});
  EXPECT_EQ(reported[1].by, an_operator);
  EXPECT_EQ(reported[1].made->number, 2U);
  EXPECT_FALSE(reported[2].made);
  EXPECT_EQ(reported[2].failure, "there is no room");
}

TEST_F(BackupsAtWork, WhoeverAsksBeforeTheyWereLookedAtWaitsForIt) {
  actors::stop(house);
  settle();
  house = {};
  store = store->reopened();
  auto early = actors::start(
    system,
    {.journal = *store,
     .settings = settings,
     .now = [this] { return now(); },
     .draw_id = [] { return std::string{"r-1"}; },
     .die = [](const std::string&) {},
     .progress = {},
     .journal_on_own_thread = false,
     .backups = backups});
  house = early;
  EXPECT_THAT(numbers(), ElementsAre(1));
}

TEST_F(BackupsAtWork, WithoutAFolderNobodyMakesAny) {
  backups = nullptr;
  restart();
  EXPECT_FALSE(house.backups);
  EXPECT_FALSE(ask<actors::stats>(house.directory, actors::get_stats{}).value().backups);
}

} // namespace

} // namespace kod::tests
