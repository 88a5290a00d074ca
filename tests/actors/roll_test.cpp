#include "actors/registry.hpp"
#include "actors/roll_pages.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <set>

// How all actors stand, from the roll that the registry keeps and others read.

using namespace kod::actors;
using namespace std::chrono_literals;
using testing::ElementsAre;

namespace {

/// No actor, but it has figures like one.
class stand_in : public observable {
public:
  explicit stand_in(std::uint64_t handled = 0) { told.handled = handled; }

  actor_figures figures() const override {
    ++reads;
    if (when_read)
      when_read();
    return told;
  }
  std::uint32_t timers() const override { return 2; }
  std::uint64_t failures() const override { return 0; }
  std::optional<std::string> last_error() const override { return std::nullopt; }

  actor_figures told;
  std::function<void()> when_read;
  mutable std::atomic<int> reads{0};
};

class Roll : public testing::Test {
protected:
  void enter(kind_roll& roll, const std::string& id, std::uint64_t handled) {
    all.push_back(std::make_unique<stand_in>(handled));
    roll.enter(id, {{}, all.back().get()});
  }
  actor_page list(list_actors wanted) const { return page_of_actors(*book, wanted); }
  std::vector<std::string> ids(list_actors wanted) const {
    std::vector<std::string> result;
    for (const auto& each : list(std::move(wanted)).items)
      result.push_back(each.id);
    return result;
  }
  kind_row sum(std::string_view kind) const {
    const auto kinds = list({.limit = 0}).kinds;
    return *std::ranges::find(kinds, kind, &kind_row::kind);
  }

  std::shared_ptr<roll_book> book = std::make_shared<roll_book>();
  std::vector<std::unique_ptr<stand_in>> all;
};

TEST_F(Roll, TheLargestFigureComesFirstAndEqualOnesByKindAndId) {
  enter(book->agents, "a-2", 7);
  enter(book->agents, "a-1", 7);
  enter(book->referrals, "r-2", 9);
  enter(book->referrals, "r-1", 7);
  EXPECT_THAT(ids({}), ElementsAre("r-1", "r-2", "a-1", "a-2"));
  EXPECT_THAT(ids({.order = actor_order::handled}), ElementsAre("r-2", "r-1", "a-1", "a-2"));
  EXPECT_THAT(ids({.kind = "agent"}), ElementsAre("a-1", "a-2"));
}

TEST_F(Roll, PagesFollowOneAnotherToTheEnd) {
  for (int each = 0; each < 1000; ++each)
    enter(book->agents, "a-" + std::to_string(1000 + each * 7 % 1000), 1000U - each % 10);
  std::vector<std::string> seen;
  list_actors wanted{.order = actor_order::handled, .limit = 130};
  for (auto page = list(wanted);; page = list(wanted)) {
    for (const auto& each : page.items)
      seen.push_back(each.id);
    if (!page.next)
      break;
    wanted.skip = *page.next;
  }
  EXPECT_EQ(seen.size(), 1000U);
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), 1000U);
  EXPECT_EQ(seen, ids({.order = actor_order::handled, .limit = 1000}));
  EXPECT_TRUE(ids({.skip = 5000}).empty());
}

TEST_F(Roll, TheSumsAreOfAllWhateverIsListed) {
  enter(book->agents, "a-1", 3);
  enter(book->agents, "a-2", 4);
  enter(book->referrals, "r-1", 5);
  const auto page = list({.kind = "referral", .limit = 0});
  EXPECT_TRUE(page.items.empty());
  EXPECT_EQ(sum("agent").live, 2U);
  EXPECT_EQ(sum("agent").figures.handled, 7U);
  EXPECT_EQ(sum("agent").timers, 4U);
  EXPECT_EQ(sum("referral").figures.handled, 5U);
}

TEST_F(Roll, WhatThoseThatAreGoneHaveHandledStaysCounted) {
  enter(book->agents, "a-1", 3);
  all.back()->told.waiting = 1;
  all.back()->told.oldest = 1h;
  enter(book->agents, "a-2", 4);
  book->agents.leave("a-1");
  EXPECT_EQ(sum("agent").live, 1U);
  EXPECT_EQ(sum("agent").figures.handled, 7U);
  EXPECT_EQ(sum("agent").figures.waiting, 0U) << "its farewell";
  EXPECT_EQ(sum("agent").figures.oldest, 0s);
}

TEST_F(Roll, OneThatWasPutAsideIsListedAfterTheLiving) {
  enter(book->agents, "a-1", 0);
  enter(book->agents, "a-2", 0);
  book->agents.note_restart("a-1");
  book->agents.note_death("a-1", "planted");
  book->agents.leave("a-1");
  EXPECT_FALSE(find_actor(*book, "agent", "a-1")) << "nobody, until it is started again";
  book->agents.put_aside("a-1");
  EXPECT_THAT(ids({}), ElementsAre("a-2", "a-1"));
  const auto row = find_actor(*book, "agent", "a-1").value();
  EXPECT_TRUE(row.put_aside);
  EXPECT_EQ(row.last_error, "planted");
  EXPECT_EQ(row.restarts, 1U);
  EXPECT_EQ(sum("agent").put_aside, 1U);
  book->agents.take_back("a-1");
  EXPECT_EQ(sum("agent").put_aside, 0U);
  EXPECT_EQ(sum("agent").restarts, 2U);
}

TEST_F(Roll, OneActorIsLookedUpWithoutALookAtTheOthers) {
  enter(book->agents, "a-1", 3);
  enter(book->agents, "a-2", 4);
  const auto page = list({.kind = "agent", .id = "a-2"});
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(page.items[0].figures.handled, 4U);
  EXPECT_EQ(all[0]->reads, 0);
  EXPECT_TRUE(list({.kind = "agent", .id = "a-3"}).items.empty());
  EXPECT_TRUE(list({.kind = "timer", .id = "timer"}).items.empty());
}

/// The roll is read on a thread of its own, to an actor whose figures are not to be had yet.
class LongRoll : public Roll {
protected:
  LongRoll() {
    stuck.when_read = [this] {
      is_stuck = true;
      reached.set_value();
      opened.get_future().wait_for(10s);
      is_stuck = false;
    };
    for (int each = 0; each < 100'000; ++each)
      book->referrals.enter("r-" + std::to_string(each), {{}, each == 50'000 ? &stuck : &other});
  }
  ~LongRoll() override {
    caf::anon_send_exit(registry, caf::exit_reason::user_shutdown);
    caf::anon_send_exit(roll, caf::exit_reason::user_shutdown);
  }

  stand_in stuck, other;
  std::promise<void> reached, opened;
  std::atomic<bool> is_stuck{false};
  caf::actor_system_config config;
  caf::actor_system system{config};
  registry_actor registry = system.spawn(registry_behavior, kod::model::id_source{}, book);
  roll_actor roll = system.spawn<caf::detached>(roll_behavior, book);
  caf::scoped_actor self{system};
};

TEST_F(LongRoll, TheRegistryGoesOnBeforeAPageOfAHundredThousandIsMade) {
  auto page = self->request(roll, caf::infinite, list_actors{.order = actor_order::p99});
  reached.get_future().wait();

  book->referrals.enter("r-new", {{}, &other}); // As the registry does with whom it spawns.
  self->request(registry, 10s, see_programme{})
    .receive(
      [](const kod::model::programme&) {},
      [](const caf::error& why) { ADD_FAILURE() << caf::to_string(why); });
  EXPECT_TRUE(is_stuck) << "the page isn't made yet";
  opened.set_value();
  page.receive(
    [](const actor_page& made) {
      EXPECT_EQ(made.items.size(), 50U);
      EXPECT_EQ(made.next, 50U);
      EXPECT_GE(std::ranges::find(made.kinds, "referral", &kind_row::kind)->live, 100'000U);
    },
    [](const caf::error& why) { FAIL() << caf::to_string(why); });
  EXPECT_EQ(stuck.reads, 1);
}

} // namespace
