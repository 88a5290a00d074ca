#include "persistence/check.hpp"
#include "tests/support/journal_forms.hpp"

#include <gmock/gmock.h>

#include <map>

// What is to be told outside lies in the journal's own batches.

namespace kod::tests {

namespace {

using testing::IsEmpty;

model::outbox_entry an_entry(std::uint64_t number) {
  model::notification what{
    .id = "reminder-r-1-2",
    .kind = model::notification_kind::reminder,
    .to = as(ann),
    .at = noon,
    .referral =
      model::told_referral{r1, spanish, {"40202"}, "Jefferson County", noon, noon + 30min},
    .reply_by = noon + 15min,
    .agent = bob,
    .cause = model::deregistration_cause::operator_};
  return {
    number,
    what,
    model::channel::webhook,
    model::delivery_status::dead,
    3,
    noon,
    noon + 1h,
    "no connection"};
}

template <class Form>
class StoredOutbox : public journal_of<Form> {
protected:
  void write(std::vector<model::outbox_record> records) {
    auto batch = no_entity();
    for (auto& each : records)
      batch.outbox.push_back({model::key_of(each), each});
    this->committed(batch);
  }
  std::map<std::string, model::outbox_record> all() {
    std::map<std::string, model::outbox_record> found;
    this->journal().each_outbox_record(
      [&](const auto& record) { found.emplace(model::key_of(record), record); });
    return found;
  }
};
TYPED_TEST_SUITE(StoredOutbox, journal_forms);

TYPED_TEST(StoredOutbox, EachRecordComesBackAsItWasAlsoAfterACrash) {
  const std::vector<model::outbox_record> records{
    an_entry(1),
    an_entry(12),
    model::outbox_mark{77, noon, {{english, noon - 1h}}},
    model::board_told{ann, noon}};
  this->write(records);
  this->reopen();
  const auto found = this->all();
  ASSERT_EQ(found.size(), records.size());
  for (const auto& each : records)
    EXPECT_EQ(found.at(model::key_of(each)), each);
}

TYPED_TEST(StoredOutbox, ARecordIsReplacedAndErasedByItsKey) {
  this->write({an_entry(1), an_entry(2)});
  auto changed = an_entry(1);
  changed.status = model::delivery_status::waiting;
  auto batch = no_entity();
  batch.outbox = {{model::key_of(changed), changed}, {model::key_of(an_entry(2)), {}}};
  this->committed(batch);
  this->reopen();
  ASSERT_EQ(this->all().size(), 1U);
  EXPECT_EQ(std::get<model::outbox_entry>(this->all().begin()->second), changed);
}

TEST(StoredOutboxOnDisk, IsReadByTheCheckAndIsNoEvent) {
  const journal_folder folder;
  {
    const auto journal = folder.open();
    auto batch = batch_of(r1, 1);
    batch.outbox = {{model::key_of(an_entry(1)), an_entry(1)}};
    journal->append({&batch, 1});
    EXPECT_EQ(journal->last_sequence(), 1U);
  }
  EXPECT_THAT(persistence::check(*folder.open_for_reading()), IsEmpty());
}

} // namespace

} // namespace kod::tests
