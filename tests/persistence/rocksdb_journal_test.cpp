#include "persistence/check.hpp"
#include "persistence/codec.hpp"
#include "persistence/keys.hpp"
#include "persistence/rocksdb_draft.hpp"
#include "persistence/rocksdb_journal.hpp"
#include "persistence/store_identity.hpp"
#include "tests/support/journal_disk.hpp"
#include "tests/support/journal_folder.hpp"
#include "tests/support/journal_samples.hpp"

#include <gmock/gmock.h>

namespace kod::tests {

namespace {

namespace fs = std::filesystem;
using namespace persistence;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

void append(model::journal& journal, const model::batch& batch) {
  ASSERT_TRUE(std::holds_alternative<model::committed>(journal.append({&batch, 1}).front()));
}

class RocksdbJournal : public testing::Test {
protected:
  /// Changes the store behind the journal's back.
  template <class Change>
  void tamper(Change change) {
    rocksdb_store store{store_in(folder.settings()), rocksdb_store::access::writing};
    rocksdb_draft draft{store};
    change(store, draft);
    store.write(draft.batch());
  }

  journal_folder folder;
};

TEST_F(RocksdbJournal, ACrashLosesNothingThatWasAnswered) {
  const auto journal = folder.open();
  for (std::uint64_t version = 1; version <= 20; ++version)
    append(*journal, batch_of(r1, version));
  const journal_folder after_crash{folder.path()};
  const auto next = after_crash.open();
  EXPECT_EQ(next->find(r1)->version, 20U);
  EXPECT_EQ(next->last_sequence(), 20U);
  EXPECT_EQ(next->start_number(), 2U);
  append(*next, batch_of(r1, 21));
}

TEST_F(RocksdbJournal, ItIsWholeAfterManyCrashes) {
  auto now = std::make_unique<journal_folder>(); // The former engine is never closed.
  std::vector<std::unique_ptr<journal_folder>> former;
  std::vector<std::unique_ptr<rocksdb_journal>> crashed;
  for (std::uint64_t version = 1; version <= 4; ++version) {
    crashed.push_back(now->open());
    EXPECT_EQ(crashed.back()->start_number(), version);
    append(*crashed.back(), batch_of(r1, version));
    former.push_back(std::move(now));
    now = std::make_unique<journal_folder>(former.back()->path());
  }
  EXPECT_THAT(check(*now->open_for_reading()), IsEmpty());
}

TEST_F(RocksdbJournal, AFolderHasOneEngineAtATime) {
  const auto journal = folder.open();
  const auto in_use = ThrowsMessage<model::journal_failure>(HasSubstr("in use"));
  EXPECT_THAT([this] { folder.open(); }, in_use);
  EXPECT_THAT([this] { folder.open_for_reading(); }, in_use);
}

TEST_F(RocksdbJournal, AReaderKeepsEnginesOutAndChangesNothing) {
  folder.open();
  const auto before = store_files(folder.path(), ".sst");
  {
    const auto reader = folder.open_for_reading();
    EXPECT_THAT(
      [this] { folder.open(); }, ThrowsMessage<model::journal_failure>(HasSubstr("in use")));
  }
  EXPECT_EQ(store_files(folder.path(), ".sst"), before);
  EXPECT_EQ(folder.open()->start_number(), 2U);
}

TEST_F(RocksdbJournal, AFolderWithoutAStoreIsNotGivenOneByAReader) {
  EXPECT_THAT(
    [this] { folder.open_for_reading(); },
    ThrowsMessage<model::journal_failure>(HasSubstr("holds no store")));
  EXPECT_FALSE(fs::exists(folder.path() / "journal"));
}

TEST_F(RocksdbJournal, AStoreOfANewerFormatIsRefused) {
  folder.open();
  tamper(
    [](const auto&, auto& draft) { draft.put(column::meta, "format", ordered(store_format + 1)); });
  const auto newer = ThrowsMessage<model::journal_failure>(HasSubstr("newer version"));
  EXPECT_THAT([this] { folder.open(); }, newer);
  EXPECT_THAT([this] { folder.open_for_reading(); }, newer);
}

TEST_F(RocksdbJournal, AStoreIsRefusedUnderAnotherKey) {
  folder.open();
  const journal_folder other;
  other.sealing(); // Makes its key.
  fs::copy_file(
    other.path() / "installation.key",
    folder.path() / "installation.key",
    fs::copy_options::overwrite_existing);
  EXPECT_THAT(
    [this] { folder.open(); },
    ThrowsMessage<model::journal_failure>(HasSubstr("another installation.key")));
}

TEST_F(RocksdbJournal, AfterAFailedWriteNothingIsWrittenAnyMore) {
  const auto disk = std::make_shared<breaking_disk>();
  const auto env = rocksdb::NewCompositeEnv(disk);
  auto settings = folder.settings();
  settings.env = env.get();
  {
    rocksdb_journal journal{settings, folder.sealing()};
    append(journal, batch_of(r1, 1));
    disk->break_now();
    const auto next = batch_of(r1, 2);
    EXPECT_THROW(journal.append({&next, 1}), model::journal_failure);
    EXPECT_THROW(journal.append({&next, 1}), model::journal_failure);
    EXPECT_EQ(journal.last_sequence(), 1U);
    EXPECT_EQ(journal.find(r1)->version, 1U);
  }
  EXPECT_EQ(folder.open()->find(r1)->version, 1U);
}

TEST_F(RocksdbJournal, AnExpiredClaimIsDroppedByTheNextStart) {
  auto claim = a_claim("key/1", "r-1");
  claim.expires = noon + 1h;
  {
    const auto journal = folder.open();
    append(*journal, taking(claim));
    // Not dropped with this batch, as if the engine had ended right after it.
    auto later = batch_of(r1, 1);
    later.at = noon + 1h - 1ms;
    append(*journal, later);
  }
  EXPECT_TRUE(folder.open()->find_claim("key/1"));
  tamper([](const auto&, auto& draft) {
    auto expired = a_claim("key/2", "r-2");
    expired.expires = noon;
    draft.put(column::claims, "key/2", encode(expired));
  });
  EXPECT_FALSE(folder.open()->find_claim("key/2"));
}

TEST_F(RocksdbJournal, NoFileHoldsWhatIsSealed) {
  const std::vector<std::string> planted{
    "Quetzalina Vandersloot", "+15025559173", "quetzalina@example.org", "the blue porch"};
  {
    const auto journal = folder.open();
    auto batch = batch_of(r1, 1);
    batch.rows = {{"list/findable", true}};
    batch.sealed = {
      {"r-1/contact",
       model::resident_contact{
         planted[0], planted[1], planted[2], model::preferred_contact::text, planted[3], "1"}},
      {"r-1/text/1", model::free_text{planted[3]}}};
    append(*journal, batch);
    const journal_folder open_one{folder.path()};
    EXPECT_EQ(open_one.open()->unseal("r-1/contact"), journal->unseal("r-1/contact"));
  }
  bool searched = false;
  for (const auto& entry : fs::recursive_directory_iterator{folder.path()}) {
    const auto bytes = entry.is_regular_file() ? contents_of(entry.path()) : std::string{};
    searched = searched || bytes.find("list/findable") != std::string::npos;
    for (const auto& text : planted)
      EXPECT_EQ(bytes.find(text), std::string::npos) << entry.path() << " holds " << text;
  }
  EXPECT_TRUE(searched) << "what is not sealed would have been found";
}

TEST_F(RocksdbJournal, AMissingRecordIsFoundAtTheStart) {
  {
    const auto journal = folder.open();
    for (std::uint64_t version = 1; version <= 3; ++version)
      append(*journal, batch_of(r1, version));
  }
  tamper([](const auto& store, auto& draft) {
    draft.erase(column::journal, ordered(2));
    draft.put_mark(chain_end{});
    EXPECT_TRUE(store.get(column::journal, ordered(2)));
  });
  EXPECT_THAT(
    [this] { folder.open(); }, ThrowsMessage<model::journal_failure>(HasSubstr("goes on at 3")));
}

TEST_F(RocksdbJournal, AChangedRecordIsFoundAtTheStart) {
  {
    const auto journal = folder.open();
    append(*journal, batch_of(r1, 1));
    append(*journal, batch_of(r1, 2));
  }
  tamper([](const auto& store, auto& draft) {
    auto record = decode<batch_record>(*store.get(column::journal, ordered(1)));
    record.by = an_operator;
    draft.put(column::journal, ordered(1), encode(record));
    draft.put_mark(chain_end{});
  });
  EXPECT_THAT(
    [this] { folder.open(); },
    ThrowsMessage<model::journal_failure>(HasSubstr("after something else")));
}

TEST_F(RocksdbJournal, AJournalThatEndsBeforeItsVerifiedMarkIsRefused) {
  {
    const auto journal = folder.open();
    append(*journal, batch_of(r1, 1));
  }
  tamper([](const auto&, auto& draft) { draft.erase(column::journal, ordered(1)); });
  EXPECT_THAT(
    [this] { folder.open(); },
    ThrowsMessage<model::journal_failure>(HasSubstr("not what was verified")));
}

TEST_F(RocksdbJournal, TheCheckKnowsNotices) {
  {
    const auto journal = folder.open();
    auto notice = no_entity();
    notice.from = "192.0.2.1";
    notice.notices = {{{"ann"}, model::signed_in{"link"}}};
    const std::array batches{batch_of(ann, 1), notice, batch_of(ann, 2)};
    journal->append(batches);
  }
  EXPECT_THAT(persistence::check(*folder.open_for_reading()), testing::IsEmpty());
}

} // namespace

} // namespace kod::tests
