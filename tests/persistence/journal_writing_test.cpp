#include "tests/support/journal_forms.hpp"

#include <gmock/gmock.h>

// What the port promises whoever writes.

namespace kod::tests {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

template <class Form>
class JournalWriting : public journal_of<Form> {};
TYPED_TEST_SUITE(JournalWriting, journal_forms);

TYPED_TEST(JournalWriting, VersionsGoUpByOne) {
  EXPECT_EQ(this->committed(batch_of(r1, 1)), 1U);
  EXPECT_EQ(this->committed(batch_of(r1, 2)), 2U);
  this->refused_for_version(batch_of(r1, 2), 2);
  this->refused_for_version(batch_of(r1, 4), 2);
  this->refused_for_version(batch_of(r2, 2), 0);
  this->reopen();
  this->refused_for_version(batch_of(r1, 2), 2);
  EXPECT_EQ(this->committed(batch_of(r1, 3)), 3U);
}

TYPED_TEST(JournalWriting, TheProgrammeHasVersionsOfItsOwn) {
  const auto of_programme = [](std::uint64_t version) {
    auto batch = no_entity();
    batch.writes.emplace_back(
      model::programme_write{version, every_programme_event(), a_full_programme()});
    return batch;
  };
  this->committed(of_programme(1));
  this->refused_for_version(of_programme(1), 1);
  this->reopen();
  this->refused_for_version(of_programme(3), 1);
  this->committed(of_programme(2));
}

TYPED_TEST(JournalWriting, AnEndedReferralKeepsItsVersion) {
  auto ending = batch_of(r1, 1);
  std::get<model::referral_write>(ending.writes[0]).snapshot.status =
    model::referral_status::cancelled;
  this->committed(ending);
  this->refused_for_version(batch_of(r1, 1), 1);
  this->reopen();
  this->refused_for_version(batch_of(r1, 1), 1);
  this->committed(batch_of(r1, 2));
}

TYPED_TEST(JournalWriting, ABatchIsRefusedWhole) {
  this->committed(batch_of(ann, 1));
  auto batch = batch_of(r1, 1);
  batch.writes.emplace_back(write_of(ann, 3, {model::reinstated{}}));
  batch.take = {a_claim("npn/1", "ann")};
  batch.rows = {{"all/1", true}};
  batch.sealed = {{"r-1/contact", a_contact()}};
  this->refused_for_version(batch, 1);
  EXPECT_FALSE(this->journal().find(r1));
  EXPECT_FALSE(this->journal().find_claim("npn/1"));
  EXPECT_FALSE(this->journal().unseal("r-1/contact"));
  EXPECT_THAT(this->rows(""), IsEmpty());
  EXPECT_EQ(this->journal().last_sequence(), 1U);
  this->committed(taking(a_claim("npn/1", "bob")));
}

TYPED_TEST(JournalWriting, ABatchMayWriteAnEntityTwice) {
  auto batch = batch_of(r1, 1);
  batch.writes.emplace_back(write_of(r1, 2, {model::restarted{}}));
  EXPECT_EQ(this->committed(batch), 2U);
  EXPECT_EQ(this->journal().find(r1)->version, 2U);
  EXPECT_THAT(sequences(this->journal().history(r1, 0, 9)), ElementsAre(1, 2));
}

TYPED_TEST(JournalWriting, AWriteWithoutAnEventIsTheCallersMistake) {
  auto batch = batch_of(r1, 1);
  batch.writes = {write_of(r1, 1, referral_history{})};
  EXPECT_THROW(this->append(batch), std::invalid_argument);
  this->committed(batch_of(r1, 1));
}

TYPED_TEST(JournalWriting, ARowOfBatchesSeesThoseBeforeIt) {
  const std::vector<model::batch> batches{
    batch_of(r1, 1), batch_of(r1, 2), batch_of(r1, 2), batch_of(r2, 1), batch_of(r1, 3)};
  const auto results = this->journal().append(batches);
  ASSERT_EQ(results.size(), 5U);
  EXPECT_EQ(std::get<model::committed>(results[1]).sequence, 2U);
  EXPECT_EQ(std::get<model::version_refused>(results[2]).stored, 2U);
  EXPECT_EQ(std::get<model::version_refused>(results[2]).entity, "r-1");
  EXPECT_EQ(std::get<model::committed>(results[3]).sequence, 3U);
  EXPECT_EQ(std::get<model::committed>(results[4]).sequence, 4U);
  EXPECT_EQ(this->journal().find(r1)->version, 3U);
}

TYPED_TEST(JournalWriting, OfTwoInOneRowOnlyTheFirstGetsAClaim) {
  const std::vector<model::batch> batches{
    taking(a_claim("phone/1", "r-1")), taking(a_claim("phone/1", "r-2"))};
  const auto results = this->journal().append(batches);
  EXPECT_EQ(std::get<model::claim_refused>(results[1]).held.owner, "r-1");
  EXPECT_EQ(this->journal().find_claim("phone/1")->owner, "r-1");
}

TYPED_TEST(JournalWriting, AClaimIsHeldUntilItIsFreed) {
  const auto claim = a_claim("phone/1", "r-1");
  this->committed(taking(claim));
  this->refused_for_claim(taking(a_claim("phone/1", "r-2")), claim);
  this->reopen();
  this->refused_for_claim(taking(a_claim("phone/1", "r-2")), claim);
  auto freeing = no_entity();
  freeing.free = {"phone/1", "phone/never-held"};
  this->committed(freeing);
  EXPECT_FALSE(this->journal().find_claim("phone/1"));
  this->committed(taking(a_claim("phone/1", "r-2")));
}

TYPED_TEST(JournalWriting, ABatchMayFreeAClaimAndTakeItAnew) {
  this->committed(taking(a_claim("npn/1", "ann")));
  auto batch = taking(a_claim("npn/1", "bob"));
  batch.free = {"npn/1"};
  this->committed(batch);
  EXPECT_EQ(this->journal().find_claim("npn/1")->owner, "bob");
}

TYPED_TEST(JournalWriting, ABatchCannotTakeAClaimTwice) {
  auto batch = taking(a_claim("npn/1", "ann"));
  batch.take.push_back(a_claim("npn/1", "bob"));
  this->refused_for_claim(batch, a_claim("npn/1", "ann"));
}

TYPED_TEST(JournalWriting, AClaimExpiresAtItsInstant) {
  auto claim = a_claim("key/1", "r-1");
  claim.detail = "a hash";
  claim.expires = noon + 24h;
  this->committed(taking(claim));
  EXPECT_EQ(this->journal().find_claim("key/1"), claim);
  auto later = taking(a_claim("key/1", "r-2"));
  later.at = noon + 24h - 1ms;
  this->refused_for_claim(later, claim);
  later.at = noon + 24h;
  this->committed(later);
  EXPECT_EQ(this->journal().find_claim("key/1")->owner, "r-2");
}

TYPED_TEST(JournalWriting, AnExpiredClaimIsForgotten) {
  auto claim = a_claim("key/1", "r-1");
  claim.expires = noon + 24h;
  this->committed(taking(claim));
  auto later = batch_of(r1, 1);
  later.at = noon + 48h;
  this->committed(later);
  EXPECT_FALSE(this->journal().find_claim("key/1"));
}

TYPED_TEST(JournalWriting, AClaimThatWasTakenAnewLivesUntilItsNewEnd) {
  auto claim = a_claim("key/1", "r-1");
  claim.expires = noon + 1h;
  this->committed(taking(claim));
  auto anew = taking(claim);
  anew.free = {"key/1"};
  anew.take[0].expires = noon + 3h;
  this->committed(anew);
  auto later = batch_of(r1, 1);
  later.at = noon + 2h;
  this->committed(later);
  EXPECT_TRUE(this->journal().find_claim("key/1"));
}

TYPED_TEST(JournalWriting, EachOpeningHasItsNumber) {
  EXPECT_EQ(this->journal().start_number(), 1U);
  this->reopen();
  EXPECT_EQ(this->journal().start_number(), 2U);
  this->reopen();
  EXPECT_EQ(this->journal().start_number(), 3U);
}

} // namespace

} // namespace kod::tests
