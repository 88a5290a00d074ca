#include "model/listing.hpp"
#include "tests/support/given.hpp"

#include <gmock/gmock.h>

namespace kod::model {

namespace {

using namespace kod::tests;
using testing::ElementsAre;

referral made_by(referral_history then, requested first = a_request()) {
  then.insert(then.begin(), first);
  return folded<referral>(then);
}

requested requested_at(const referral_id& id, instant at) {
  auto result = a_request(id);
  result.requested_at = at;
  result.callback_by = at + 30min;
  return result;
}

/// The lists in which it stands, without its place in them.
std::vector<std::string> lists_of(const referral& now) {
  std::vector<std::string> lists;
  for (const auto& row : rows_of(now)) {
    const auto place = row.rfind('/', row.rfind('/') - 1);
    lists.push_back(row.substr(0, place + 1));
  }
  return lists;
}

/// The referrals of a list, in its order.
std::vector<std::string> in_order(const std::string& list, const std::vector<referral>& referrals) {
  std::vector<std::string> rows, ids;
  for (const auto& each : referrals)
    for (auto& row : rows_of(each))
      if (row.starts_with(list))
        rows.push_back(std::move(row));
  std::ranges::sort(rows);
  for (const auto& row : rows)
    ids.push_back(referral_of_row(row).text);
  return ids;
}

TEST(Listing, APendingReferralStandsInItsStatusAndAll) {
  EXPECT_THAT(lists_of(made_by({})), ElementsAre("all/", "status/pending/"));
}

TEST(Listing, AnOfferStandsOnItsAgentsDesk) {
  EXPECT_THAT(
    lists_of(made_by({an_offer(ann, 1)})),
    ElementsAre("agent/ann/", "all/", "desk/ann/offers/", "status/pending/"));
}

TEST(Listing, OneInProgressStandsOnItsAgentsDesk) {
  EXPECT_THAT(
    lists_of(made_by({an_offer(ann, 1), accepted{ann, 1, noon}})),
    ElementsAre("agent/ann/", "all/", "desk/ann/in-progress/", "status/in-progress/"));
}

TEST(Listing, AMassReferralStandsOnTheBoard) {
  EXPECT_THAT(
    lists_of(made_by({made_mass{mass_cause::operator_, noon}})),
    ElementsAre("all/", "mass/", "status/pending/"));
}

TEST(Listing, AMassReferralThatSomebodyTookIsOnNoBoard) {
  EXPECT_THAT(
    lists_of(made_by({made_mass{mass_cause::operator_, noon}, accepted{ann, 1, noon}})),
    ElementsAre("agent/ann/", "all/", "desk/ann/in-progress/", "status/in-progress/"));
}

TEST(Listing, AnEndedOneStaysWithWhoeverHadIt) {
  EXPECT_THAT(
    lists_of(made_by(
      {an_offer(ann, 1), accepted{ann, 1, noon}, completed{disposition::enrolled, noon, 0}})),
    ElementsAre("agent/ann/", "all/", "desk/ann/ended/", "status/complete/"));
  EXPECT_THAT(
    lists_of(made_by({an_offer(ann, 1), cancelled{noon, 0}})),
    ElementsAre("all/", "status/cancelled/"));
}

TEST(Listing, OperatorsSeeOverdueFirstThenNewest) {
  const std::vector<referral> all{
    made_by({}, requested_at({"old"}, noon)),
    made_by({}, requested_at({"new"}, noon + 5min)),
    made_by({overdue{noon}}, requested_at({"late"}, noon - 1h)),
    made_by({overdue{noon}}, requested_at({"later"}, noon - 50min)),
  };
  EXPECT_THAT(in_order(list_of_all(), all), ElementsAre("later", "late", "new", "old"));
  EXPECT_THAT(
    in_order(list_of_status(referral_status::pending), all),
    ElementsAre("later", "late", "new", "old"));
}

TEST(Listing, TheBoardShowsTheOldestPromiseFirst) {
  const made_mass by_hand{mass_cause::operator_, noon};
  EXPECT_THAT(
    in_order(
      list_of_mass(),
      {made_by({by_hand}, requested_at(r1, noon + 1ms)),
       made_by({by_hand}, requested_at(r2, noon))}),
    ElementsAre("r-2", "r-1"));
}

TEST(Listing, OffersComeByTheirReplyAndEndedOnesNewestFirst) {
  EXPECT_THAT(
    in_order(
      list_of_offers(ann),
      {made_by({an_offer(ann, 1, noon + 1s)}, a_request(r1)),
       made_by({an_offer(ann, 1, noon)}, a_request(r2))}),
    ElementsAre("r-2", "r-1"));
  const auto ended_at = [](const referral_id& id, instant at) {
    return made_by({an_offer(ann, 1), accepted{ann, 1, noon}, cancelled{at, 0}}, a_request(id));
  };
  EXPECT_THAT(
    in_order(list_of_ended(ann), {ended_at(r1, noon), ended_at(r2, noon + 1s)}),
    ElementsAre("r-2", "r-1"));
}

TEST(Listing, OneAgentsListIsNotTheBeginningOfAnothers) {
  const auto now = made_by({an_offer({"ann-2"}, 1)});
  EXPECT_TRUE(in_order(list_of_agent(ann), {now}).empty());
  EXPECT_TRUE(in_order(list_of_offers(ann), {now}).empty());
}

TEST(Listing, OnlyRowsThatChangeAreWritten) {
  const auto before = made_by({});
  const auto after = made_by({an_offer(ann, 1)});
  for (const auto& change : row_changes(&before, after))
    EXPECT_TRUE(change.placed) << change.key;
  EXPECT_EQ(row_changes(&before, after).size(), 2U);
  EXPECT_EQ(row_changes(nullptr, before).size(), 2U);
  EXPECT_TRUE(row_changes(&after, after).empty());
}

TEST(Listing, RowsThatItLeavesAreRemoved) {
  const auto offered_to_ann = made_by({an_offer(ann, 1)});
  const auto rejected_by_ann = made_by({an_offer(ann, 1), rejected{ann, 1}});
  const auto changes = row_changes(&offered_to_ann, rejected_by_ann);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_FALSE(changes[0].placed || changes[1].placed);
}

} // namespace

} // namespace kod::model
