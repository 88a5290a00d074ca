#include "persistence/codec.hpp"
#include "persistence/tags.hpp"
#include "tests/support/journal_samples.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <random>

namespace kod::tests {

namespace {

using namespace persistence;

model::batch a_full_batch() {
  auto batch = no_entity();
  batch.writes.emplace_back(model::referral_write{4, every_referral_event(), a_full_referral(r1)});
  batch.writes.emplace_back(model::agent_write{9, every_agent_event(), a_full_agent(ann)});
  batch.writes.emplace_back(model::programme_write{2, every_programme_event(), a_full_programme()});
  batch.from = "192.0.2.1";
  return batch;
}

batch_record record_of(const model::batch& batch, const chain_hash& previous) {
  const auto& referral = std::get<model::referral_write>(batch.writes[0]);
  const auto& agent = std::get<model::agent_write>(batch.writes[1]);
  const auto& programme = std::get<model::programme_write>(batch.writes[2]);
  return {
    previous,
    7,
    batch.at,
    batch.by,
    {referral_events{referral.snapshot.id, referral.version, referral.events},
     agent_events{agent.snapshot.id, agent.version, agent.events},
     programme_events{programme.snapshot.id, programme.version, programme.events}},
    batch.from};
}

template <class T>
std::optional<T> decoded(std::string_view bytes) {
  try {
    return decode<T>(bytes);
  } catch (const model::journal_failure&) {
    return std::nullopt;
  }
}

TEST(Codec, ValuesComeBackAsTheyWere) {
  EXPECT_EQ(decode<model::referral>(encode(a_full_referral(r1))), a_full_referral(r1));
  EXPECT_EQ(decode<model::agent>(encode(a_full_agent(ann))), a_full_agent(ann));
  const snapshot_record<model::programme> programme{{2, 9, true}, a_full_programme()};
  EXPECT_EQ(
    decode<snapshot_record<model::programme>>(encode(programme)).snapshot, a_full_programme());
  EXPECT_EQ(decode<model::referral>(encode(model::referral{})), model::referral{});
  EXPECT_EQ(decode<model::agent>(encode(model::agent{})), model::agent{});
  const model::sealed_content contact = a_contact();
  EXPECT_EQ(decode<model::sealed_content>(encode(contact)), contact);
}

TEST(Codec, NumbersComeBackToTheirLimits) {
  for (const auto value :
       {std::int64_t{},
        std::int64_t{-1},
        std::int64_t{63},
        std::int64_t{-64},
        std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::int64_t>::min()}) {
    auto claim = a_claim("key/1", "r-1");
    claim.expires = model::instant{std::chrono::milliseconds{value}};
    EXPECT_EQ(decode<model::claim>(encode(claim)), claim);
  }
  for (const auto value :
       {std::uint64_t{}, std::uint64_t{127}, std::uint64_t{128}, ~std::uint64_t{}}) {
    const chain_end end{value, {}};
    EXPECT_EQ(decode<chain_end>(encode(end)), end);
  }
}

TEST(Codec, WhatIsWrittenWithoutACopyHasTheSameBytes) {
  const auto batch = a_full_batch();
  chain_hash previous;
  previous.fill(7);
  EXPECT_EQ(encode_record(previous, 7, batch), encode(record_of(batch, previous)));
  const snapshot_head head{4, 9, true};
  const snapshot_record<model::agent> record{head, a_full_agent(ann)};
  EXPECT_EQ(encode_snapshot(head, a_full_agent(ann)), encode(record));
  EXPECT_EQ(decode_head(encode(record)), head);
}

TEST(Codec, ARecordTellsItsEventsWithTheirSequences) {
  const auto batch = a_full_batch();
  const auto record = record_of(batch, {});
  const auto events = events_of(batch_record{record});
  ASSERT_EQ(
    events.size(),
    every_referral_event().size() + every_agent_event().size() + every_programme_event().size());
  EXPECT_EQ(events.front().sequence, 7U);
  EXPECT_EQ(events.back().sequence, last_sequence(record));
  EXPECT_EQ(events.back().version, 2U);
}

TEST(Codec, ANoticeIsARecordOfNoVersion) {
  auto batch = no_entity();
  batch.notices = {
    {{"ann"}, model::signed_in{"link"}},
    {{"n-1"}, model::notification_retried{}},
    {{"n-1"}, model::notification_discarded{}},
    {{"bob"}, model::actor_restarted{"agent"}},
    {{"notifications"}, model::notifications_retried{12}},
    {{"agents"}, model::agents_imported{750, 3}},
    {{"logging"},
     model::logging_changed{"info, http debug", model::instant{std::chrono::milliseconds{5}}}},
    {{"backups"}, model::backup_made{3}}};
  const auto events = events_of(decode<batch_record>(encode_record({}, 7, batch)));
  ASSERT_EQ(events.size(), 8U);
  EXPECT_EQ(events.front().entity, model::entity_name{model::notice_subject{"ann"}});
  EXPECT_EQ(
    std::get<model::notice_event>(events.front().event),
    model::notice_event{model::signed_in{"link"}});
  EXPECT_EQ(
    std::get<model::notice_event>(events[3].event),
    model::notice_event{model::actor_restarted{"agent"}});
  EXPECT_EQ(
    std::get<model::notice_event>(events[4].event),
    model::notice_event{model::notifications_retried{12}});
  const model::logging_changed set{
    "info, http debug", model::instant{std::chrono::milliseconds{5}}};
  EXPECT_EQ(
    std::get<model::notice_event>(events[5].event),
    (model::notice_event{model::agents_imported{750, 3}}));
  EXPECT_EQ(std::get<model::notice_event>(events[6].event), model::notice_event{set});
  EXPECT_EQ(events.back().sequence, 14U);
  EXPECT_EQ(events.back().version, 0U);
}

/// A minute as the versions before `standing` kept it: eleven fields.
TEST(Codec, AMinuteThatAnEarlierVersionKeptIsReadWithoutTheRest) {
  const auto earlier =
    std::string{"\x0b"} + '\x02' + std::string{"\x01\x02\x03\x04\x05\x06\x07\x08\x09"} + '\0';
  const auto minute = decode<model::minute_record>(earlier);
  EXPECT_EQ(minute.at, model::instant{std::chrono::milliseconds{1}});
  EXPECT_EQ(minute.missed, 9U);
  EXPECT_EQ(minute.inside_promise, std::nullopt);
  EXPECT_EQ(minute.standing, std::nullopt);
  auto now = minute;
  now.standing = model::minute_standing{1.5, 2.5, {}, 10, 11, 12, 13, 14, 15, 16};
  EXPECT_EQ(decode<model::minute_record>(persistence::encode(now)), now);
}

TEST(Codec, FieldsThatAnEarlierVersionDidNotKnowKeepTheirDefaults) {
  EXPECT_EQ(decode<chain_end>(std::string{"\x01\x05", 2}), (chain_end{5, {}}));
  EXPECT_EQ(decode<chain_end>(std::string{"\x00", 1}), chain_end{});
}

TEST(Codec, FieldsThatANewerVersionAddedAreRefused) {
  auto bytes = encode(chain_end{5, {}});
  bytes[0] = 3;
  EXPECT_FALSE(decoded<chain_end>(bytes + '\0'));
}

TEST(Codec, ALengthThatPassesTheEndIsRefusedBeforeAnythingIsAllocated) {
  // A claim whose name is said to have 2^63 bytes.
  EXPECT_FALSE(decoded<model::claim>("\x04\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01"));
  // A number of more than 64 bits.
  EXPECT_FALSE(decoded<model::claim>("\x04\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"));
}

TEST(Codec, AWordThatNobodyKnowsIsRefused) {
  auto referral = a_full_referral(r1);
  referral.status = static_cast<model::referral_status>(77);
  EXPECT_FALSE(decoded<model::referral>(encode(referral)));
}

TEST(Codec, AShortenedRecordIsRefusedWhereverItEnds) {
  const auto bytes = encode_record({}, 7, a_full_batch());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(decoded<batch_record>(std::string_view{bytes}.substr(0, size))) << size;
  EXPECT_FALSE(decoded<batch_record>(bytes + 'x'));
}

TEST(Codec, ADamagedRecordIsReadOrRefusedAndNothingElse) {
  const auto bytes = encode_record({}, 7, a_full_batch());
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const int bit : {0x01, 0x10, 0x80}) {
      auto damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ bit);
      decoded<batch_record>(damaged);
    }
  std::mt19937 chance{20261110};
  for (int round = 0; round < 20000; ++round) {
    std::string noise(chance() % 64, '\0');
    for (auto& byte : noise) // Mostly small, as counts and tags are.
      byte = static_cast<char>(chance() % 8 == 0 ? chance() % 256 : chance() % 4);
    decoded<snapshot_record<model::agent>>(noise);
    decoded<model::sealed_content>(noise);
  }
}

/// The names of a variant's alternatives with their numbers.
template <class... Ts>
std::map<std::string, int> tags(std::type_identity<std::variant<Ts...>>) {
  return {{std::string{Ts::type}, tag_of<Ts>}...};
}

TEST(Codec, TheNumbersOnDiskNeverChange) {
  const std::map<std::string, int> of_referrals{
    {"requested", 1},
    {"offered", 2},
    {"missed", 3},
    {"rejected", 4},
    {"withdrawn", 5},
    {"made-mass", 6},
    {"accepted", 7},
    {"contact-shared", 8},
    {"contacted", 9},
    {"completed", 10},
    {"released", 11},
    {"cancelled", 12},
    {"overdue", 13},
    {"assigned", 14},
    {"text-added", 15},
    {"restarted", 16},
    {"opening-moved", 17}};
  const std::map<std::string, int> of_agents{
    {"created", 32},
    {"credentials-changed", 33},
    {"section-saved", 34},
    {"registered", 35},
    {"deregistered", 36},
    {"reregistration-completed", 37},
    {"suspended", 38},
    {"reinstated", 39},
    {"availability-changed", 40},
    {"offers-withdrawn", 41},
    {"offer-entered", 42},
    {"referral-taken", 43},
    {"referral-given", 44},
    {"entry-left", 45},
    {"miss-counted", 46},
    {"restarted", 16},
    {"offers-paused", 49},
    {"offers-resumed", 50},
    {"county-pause-changed", 51}};
  const std::map<std::string, int> of_programme{
    {"programme-changed", 48}, {"county-paused", 52}, {"county-resumed", 53}};
  const std::map<std::string, int> of_sealed{
    {"resident-contact", 64}, {"agent-identity", 65}, {"agent-contact", 66}, {"free-text", 67}};
  EXPECT_EQ(tags(std::type_identity<model::referral_event>{}), of_referrals);
  EXPECT_EQ(tags(std::type_identity<model::agent_event>{}), of_agents);
  EXPECT_EQ(tags(std::type_identity<model::programme_event>{}), of_programme);
  EXPECT_EQ(tags(std::type_identity<model::sealed_content>{}), of_sealed);
  const std::map<std::string, int> of_notices{
    {"signed-in", 60},
    {"backup-made", 61},
    {"actor-restarted", 62},
    {"notification-retried", 63},
    {"notification-discarded", 68},
    {"logging-changed", 69},
    {"notifications-retried", 70},
    {"agents-imported", 71}};
  EXPECT_EQ(tags(std::type_identity<model::notice_event>{}), of_notices);
  EXPECT_EQ(tag_of<notice_events>, 100);
  EXPECT_EQ(tag_of<referral_events>, 96);
  EXPECT_EQ(tag_of<agent_events>, 97);
  EXPECT_EQ(tag_of<programme_events>, 98);
}

} // namespace

} // namespace kod::tests
