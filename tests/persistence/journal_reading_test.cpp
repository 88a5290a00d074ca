#include "tests/support/journal_forms.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

// What the port promises whoever reads.

namespace kod::tests {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

template <class Form>
class JournalReading : public journal_of<Form> {};
TYPED_TEST_SUITE(JournalReading, journal_forms);

TYPED_TEST(JournalReading, AnEntityIsFoundAsItWasWritten) {
  model::batch batch{
    .at = noon, .by = an_operator, .writes = {}, .take = {}, .free = {}, .sealed = {}, .rows = {}};
  batch.writes = {
    model::referral_write{1, every_referral_event(), a_full_referral(r1)},
    model::agent_write{1, every_agent_event(), a_full_agent(ann)},
    model::programme_write{1, every_programme_event(), a_full_programme()}};
  EXPECT_FALSE(this->journal().find(model::the_programme));
  this->committed(batch);
  for (const auto* _ : {"written", "reopened"}) {
    ASSERT_TRUE(this->journal().find(r1)) << _;
    EXPECT_EQ(this->journal().find(r1)->version, 1U) << _;
    EXPECT_EQ(this->journal().find(r1)->snapshot, a_full_referral(r1)) << _;
    EXPECT_EQ(this->journal().find(ann)->snapshot, a_full_agent(ann)) << _;
    ASSERT_TRUE(this->journal().find(model::the_programme)) << _;
    EXPECT_EQ(this->journal().find(model::the_programme)->version, 1U) << _;
    EXPECT_EQ(this->journal().find(model::the_programme)->snapshot, a_full_programme()) << _;
    EXPECT_EQ(this->journal().history(model::the_programme, 0, 9).size(), 3U) << _;
    EXPECT_FALSE(this->journal().find(r2)) << _;
    EXPECT_FALSE(this->journal().find(bob)) << _;
    this->reopen();
  }
}

TYPED_TEST(JournalReading, RowsLieInOrderOfKey) {
  auto batch = batch_of(r1, 1);
  batch.rows = {{"list/b", true}, {"list/a", true}, {"list/c", true}, {"other/a", true}};
  this->committed(batch);
  EXPECT_THAT(this->rows("list/"), ElementsAre("list/a", "list/b", "list/c"));
  EXPECT_THAT(this->rows("list/", "list/a"), ElementsAre("list/b", "list/c"));
  EXPECT_THAT(this->rows("list/", "list/aa"), ElementsAre("list/b", "list/c"));
  EXPECT_THAT(this->rows("list/", "list/c"), IsEmpty());
  EXPECT_THAT(this->rows("other/", "list/a"), ElementsAre("other/a"));
  EXPECT_EQ(this->rows("").size(), 4U);
}

TYPED_TEST(JournalReading, ARowKnowsWhenItWasPlacedAndCanGo) {
  auto first = batch_of(r1, 1);
  first.rows = {{"list/a", true}, {"list/b", true}};
  this->committed(first);
  auto second = batch_of(r1, 2);
  second.rows = {{"list/a", false}, {"list/c", true}};
  this->committed(second);
  std::vector<std::pair<std::string, std::uint64_t>> rows;
  this->journal().each_row("list/", "", [&](const model::placed_row& row) {
    rows.emplace_back(row.key, row.sequence);
    return true;
  });
  EXPECT_THAT(rows, ElementsAre(std::pair{"list/b", 1}, std::pair{"list/c", 2}));
}

TYPED_TEST(JournalReading, AVisitorSaysWhenItIsEnough) {
  for (const auto& id : {ann, bob, cid})
    this->committed(batch_of(id, 1));
  int seen = 0;
  this->journal().each_agent({}, [&](const auto&) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TYPED_TEST(JournalReading, EntitiesComeInOrderOfIdFromTheGivenOneOn) {
  for (const auto& id : {cid, ann, bob})
    this->committed(batch_of(id, 1));
  this->committed(batch_of(r2, 1));
  this->committed(batch_of(r1, 1));
  const auto agents_from = [&](const model::agent_id& from) {
    std::vector<std::string> ids;
    this->journal().each_agent(from, [&](const model::stored<model::agent>& each) {
      ids.push_back(each.snapshot.id.text);
      return true;
    });
    return ids;
  };
  EXPECT_THAT(agents_from({}), ElementsAre("ann", "bob", "cid"));
  EXPECT_THAT(agents_from({"bob"}), ElementsAre("bob", "cid"));
  EXPECT_THAT(agents_from({"bobby"}), ElementsAre("cid"));
  std::vector<std::string> referrals;
  this->journal().each_referral({}, [&](const model::stored<model::referral>& each) {
    referrals.push_back(each.snapshot.id.text);
    return true;
  });
  EXPECT_THAT(referrals, ElementsAre("r-1", "r-2"));
}

TYPED_TEST(JournalReading, AVisitorMayAskForMore) {
  this->committed(batch_of(ann, 1));
  this->journal().each_agent({}, [&](const auto& each) {
    EXPECT_TRUE(this->journal().find(each.snapshot.id));
    return true;
  });
}

TYPED_TEST(JournalReading, HistoryIsOneEntitysAndSinceIsEverybodys) {
  auto both = batch_of(r1, 1);
  both.writes = {
    write_of(r1, 1, {a_request(r1), an_offer(ann, 1)}),
    write_of(ann, 1, {entered(r1, 1), model::reinstated{}})};
  EXPECT_EQ(this->committed(both), 4U);
  this->committed(batch_of(r2, 1));
  this->committed(batch_of(r1, 2));
  const auto& stored = this->journal();
  for (const auto* _ : {"written", "reopened"}) {
    EXPECT_THAT(sequences(stored.history(r1, 0, 9)), ElementsAre(1, 2, 6)) << _;
    EXPECT_THAT(sequences(stored.history(r1, 1, 9)), ElementsAre(2, 6)) << _;
    EXPECT_THAT(sequences(stored.history(r1, 0, 1)), ElementsAre(1)) << _;
    EXPECT_THAT(sequences(stored.history(ann, 0, 9)), ElementsAre(3, 4)) << _;
    EXPECT_THAT(stored.history(bob, 0, 9), IsEmpty()) << _;
    EXPECT_THAT(sequences(stored.since(0, 99)), ElementsAre(1, 2, 3, 4, 5, 6)) << _;
    EXPECT_THAT(sequences(stored.since(2, 2)), ElementsAre(3, 4)) << _;
    EXPECT_THAT(stored.since(6, 9), IsEmpty()) << _;
    EXPECT_THAT(stored.since(~std::uint64_t{}, 9), IsEmpty()) << _;
    EXPECT_THAT(stored.history(r1, ~std::uint64_t{}, 9), IsEmpty()) << _;
    EXPECT_EQ(stored.last_sequence(), 6U) << _;
  }
}

TYPED_TEST(JournalReading, AnIdThatBeginsLikeAnotherHasAHistoryOfItsOwn) {
  this->committed(batch_of(model::agent_id{"a"}, 1));
  this->committed(batch_of(model::agent_id{"a1"}, 1));
  EXPECT_THAT(sequences(this->journal().history(model::agent_id{"a"}, 0, 9)), ElementsAre(1));
}

TYPED_TEST(JournalReading, AnEventSaysWhenByWhomAndWhose) {
  auto batch = batch_of(ann, 1);
  batch.at = noon + 5min;
  batch.by = an_operator;
  this->committed(batch);
  const auto event = this->journal().since(0, 1).at(0);
  EXPECT_EQ(event.at, noon + 5min);
  EXPECT_EQ(event.by, an_operator);
  EXPECT_EQ(std::get<model::agent_id>(event.entity), ann);
  EXPECT_EQ(event.version, 1U);
  EXPECT_EQ(std::get<model::agent_event>(event.event), model::agent_event{model::reinstated{}});
}

TYPED_TEST(JournalReading, AnEventSaysFromWhereIfThatIsKept) {
  auto batch = batch_of(ann, 1);
  batch.from = "192.0.2.1";
  this->committed(batch);
  this->committed(batch_of(ann, 2));
  this->reopen();
  EXPECT_EQ(this->journal().since(0, 1).at(0).from, "192.0.2.1");
  EXPECT_EQ(this->journal().since(1, 1).at(0).from, "");
}

TYPED_TEST(JournalReading, ANoticeTakesASequenceAndHasASubjectsHistory) {
  this->committed(batch_of(ann, 1));
  auto notice = no_entity();
  notice.notices = {{{"ann"}, model::signed_in{"link"}}};
  EXPECT_EQ(this->committed(notice), 2U);
  EXPECT_EQ(this->committed(notice), 3U) << "it has no version that could be taken";
  this->committed(batch_of(ann, 2));
  this->reopen();
  const auto& stored = this->journal();
  EXPECT_THAT(sequences(stored.since(0, 9)), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(sequences(stored.history(model::notice_subject{"ann"}, 0, 9)), ElementsAre(2, 3));
  EXPECT_THAT(sequences(stored.history(ann, 0, 9)), ElementsAre(1, 4));
}

TYPED_TEST(JournalReading, EveryKindOfEventComesBackAsItWas) {
  auto batch = batch_of(r1, 1);
  batch.writes = {write_of(r1, 1, every_referral_event()), write_of(ann, 1, every_agent_event())};
  this->committed(batch);
  this->reopen();
  std::vector<model::referral_event> of_referral;
  for (const auto& event : this->journal().history(r1, 0, 99))
    of_referral.push_back(std::get<model::referral_event>(event.event));
  EXPECT_EQ(of_referral, every_referral_event());
  std::vector<model::agent_event> of_agent;
  for (const auto& event : this->journal().history(ann, 0, 99))
    of_agent.push_back(std::get<model::agent_event>(event.event));
  EXPECT_EQ(of_agent, every_agent_event());
}

TYPED_TEST(JournalReading, SealedContentComesBackUntilItIsErased) {
  auto batch = batch_of(r1, 1);
  batch.sealed = {
    {"r-1/contact", a_contact()},
    {"ann/identity", model::agent_identity{"Ann", "ann@example.org", "+15025550100"}},
    {"ann/contact", model::agent_contact{"+15025550101", "a@example.org"}},
    {"r-1/text/1", model::free_text{"call after five"}}};
  this->committed(batch);
  this->reopen();
  const auto& stored = this->journal();
  EXPECT_EQ(stored.unseal("r-1/contact"), model::sealed_content{a_contact()});
  EXPECT_EQ(
    stored.unseal("r-1/text/1"), model::sealed_content{model::free_text{"call after five"}});
  auto erasing = batch_of(r1, 2);
  erasing.sealed = {{"r-1/contact", std::nullopt}, {"never/there", std::nullopt}};
  this->committed(erasing);
  EXPECT_FALSE(this->journal().unseal("r-1/contact"));
  EXPECT_TRUE(this->journal().unseal("ann/identity"));
  EXPECT_TRUE(this->journal().unseal("ann/contact"));
}

TYPED_TEST(JournalReading, ReadersSeeWholeBatchesWhileOthersAreWritten) {
  std::atomic<bool> done = false;
  std::jthread reader{[&] {
    std::uint64_t last = 0;
    do {
      const auto events = this->journal().since(last, 64);
      for (const auto& event : events)
        EXPECT_EQ(event.sequence, ++last);
      const auto found = this->journal().find(r1).value_or(model::stored<model::referral>{});
      EXPECT_EQ(found.snapshot.last_number, found.version);
    } while (!done || last < this->journal().last_sequence());
    EXPECT_EQ(last, 200U);
  }};
  for (std::uint64_t version = 1; version <= 100; ++version) {
    auto batch = batch_of(r1, version);
    batch.writes.emplace_back(write_of(ann, version, {model::reinstated{}}));
    EXPECT_EQ(this->committed(batch), 2 * version);
  }
  done = true;
}

} // namespace

} // namespace kod::tests
