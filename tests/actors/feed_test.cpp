#include "actors/feed.hpp"
#include "actors/feed_pages.hpp"
#include "tests/support/small_archive.hpp"
#include "tests/support/with_engine.hpp"

#include <caf/send.hpp>

// What is told of the past is what was told as news, from wherever somebody goes on.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

struct heard {
  std::uint64_t sequence = 0;
  bool concerns = true;
  board_change boards = board_change::none;
  bool operator==(const heard&) const = default;
};
using hearing = std::vector<heard>;

void PrintTo(const heard& one, std::ostream* to) {
  *to << one.sequence << (one.concerns ? "!" : "") << static_cast<int>(one.boards);
}

heard noted(const feed_item& item) {
  return {item.event.sequence, item.concerns, item.boards};
}

class Feed : public with_engine {
protected:
  Feed() {
    register_agent(ann);
    register_agent(bob);
  }

  /// Somewhat of all that may happen to referrals.
  void live() {
    const auto first = request()->id;
    accept(agent_id{holder(first)}, first);
    order(an_operator, first, assign{holder(first) == "ann" ? bob : ann, "nearer"});
    order(as(agent_id{holder(first)}), first, release{agent_id{holder(first)}, "ill", {}});
    const auto second = request()->id;
    order(an_operator, second, broadcast{""});
    order(as(ann), second, reject{ann, "", {}});
    accept(bob, second);
    order(as(bob), second, complete{disposition::enrolled, "", {}});
    const auto third = request()->id;
    order(an_operator, third, broadcast{""});
    order(an_operator, third, assign{ann, ""});
    order(a_resident, third, cancel{"no more"});
    ask<kod::model::programme>(
      house.registry, programme_order{an_operator, pause_county{"Pike County", "flood", {}}});
    wait(31min);
  }

  void listen(std::optional<agent_id> only, hearing& to) {
    ask<subscribed>(
      house.feed,
      subscribe{.only = std::move(only), .after = {}, .sink = [&to](const feed_item& item) {
                  to.push_back(noted(item));
                  return true;
                }});
  }
  /// All pages of the past.
  hearing past(const std::optional<agent_id>& only, std::uint64_t after) {
    hearing all;
    for (;;) {
      const auto page = ask<feed_page>(house.directory, read_feed{only, after});
      if (!page) {
        ADD_FAILURE() << "no page after " << after;
        return all;
      }
      std::ranges::transform(page->items, std::back_inserter(all), noted);
      after = page->through;
      if (after == page->end)
        return all;
    }
  }
};

TEST_F(Feed, ThePastIsWhatWasTheNews) {
  const auto begin = store->last_sequence();
  hearing everything, anns, bobs;
  listen(std::nullopt, everything);
  listen(ann, anns);
  listen(bob, bobs);
  live();
  EXPECT_GT(anns.size(), 4U);
  EXPECT_GT(bobs.size(), 4U);
  EXPECT_EQ(past(std::nullopt, begin), everything);
  EXPECT_EQ(past(ann, begin), anns);
  EXPECT_EQ(past(bob, begin), bobs);
}

TEST_F(Feed, FromWhereverSomebodyGoesOnTheRestIsTheSame) {
  live();
  for (const auto& only : std::vector<std::optional<agent_id>>{{}, ann, bob}) {
    const auto all = past(only, 0);
    for (std::uint64_t after = 0; after <= store->last_sequence(); ++after) {
      auto rest = all;
      std::erase_if(rest, [&](const heard& each) { return each.sequence <= after; });
      ASSERT_EQ(past(only, after), rest) << (only ? only->text : "everybody") << " after " << after;
    }
  }
}

TEST_F(Feed, ARestartChangesNothingOfThePastAndItsNewsGoOn) {
  live();
  const auto before = past(ann, 0);
  const auto listed = request()->id;
  order(an_operator, listed, broadcast{""});
  restart();
  auto after = past(ann, 0);
  ASSERT_GE(after.size(), before.size());
  after.resize(before.size());
  EXPECT_EQ(after, before);
  hearing news;
  listen(ann, news);
  accept(bob, listed);
  ASSERT_FALSE(news.empty());
  EXPECT_EQ(news.front().boards, board_change::leaves) << "it is known who stood on boards";
}

TEST_F(Feed, AnEventThatIsNotThereCantBeGoneOnFrom) {
  const auto page =
    ask<feed_page>(house.directory, read_feed{std::nullopt, store->last_sequence() + 1});
  EXPECT_EQ(page.error(), caf::make_error(engine_error::bad_cursor));
}

/// The feed alone, with an archive that may be ahead of its news.
class FeedAlone : public deterministic_system {
protected:
  ~FeedAlone() override { caf::anon_send_exit(feed, caf::exit_reason::kill); }

  batch event_of(std::uint64_t version) {
    return {
      .at = noon, .by = kod::tests::engine, .writes = {referral_write{version, {a_request()}, {}}}};
  }
  void store(std::uint64_t events) {
    for (; events > 0; --events)
      archive.write(event_of(archive.last_sequence() + 1));
  }
  void tell(std::uint64_t sequence) {
    using news = std::vector<stored_batch>;
    caf::anon_send(
      feed,
      kod::actors::stored{std::make_shared<const news>(news{{event_of(sequence), sequence}})});
    settle();
  }
  subscribed join(std::uint64_t after) {
    const auto done = ask<subscribed>(
      feed, subscribe{.only = {}, .after = after, .sink = [this](const feed_item& item) {
                        told.push_back(item.event.sequence);
                        return true;
                      }});
    return done ? *done : subscribed{};
  }
  feed_actor spawn(std::uint64_t last) {
    return system.spawn(feed_behavior, &archive, feed_state::origin{last, {}});
  }

  small_archive archive;
  feed_actor feed;
  std::vector<std::uint64_t> told;
};

TEST_F(FeedAlone, WhatAReaderHasReadAlreadyIsNotToldAsNews) {
  store(2);
  feed = spawn(1); // Two is stored, and not told yet.
  join(2);
  tell(2);
  EXPECT_TRUE(told.empty());
  tell(3);
  EXPECT_EQ(told, std::vector<std::uint64_t>{3});
}

TEST_F(FeedAlone, WhatLiesBetweenAReaderAndTheNewsIsToldFirst) {
  store(3);
  feed = spawn(2);
  EXPECT_FALSE(join(1).behind);
  tell(3);
  EXPECT_EQ(told, (std::vector<std::uint64_t>{2, 3}));
}

TEST_F(FeedAlone, WhoIsMoreThanAPageBehindHasToReadOn) {
  store(feed_page_events + 2);
  feed = spawn(feed_page_events + 1);
  EXPECT_TRUE(join(0).behind);
  tell(feed_page_events + 2);
  EXPECT_TRUE(told.empty());
  EXPECT_FALSE(join(2).behind);
  EXPECT_EQ(told.size(), feed_page_events);
}

} // namespace
