#include "persistence/check.hpp"
#include "persistence/high_water.hpp"
#include "persistence/store_identity.hpp"
#include "tests/support/with_backups.hpp"

#include <gmock/gmock.h>

#include <fstream>

// A backup is put back as it was, or it is said why not.

namespace kod::tests {

namespace {

namespace fs = std::filesystem;
using namespace persistence;
using testing::HasSubstr;
using testing::IsEmpty;

using Restoring = with_backups;

TEST_F(Restoring, ARestoredFolderIsWhatTheOtherWas) {
  std::ofstream{data.path() / "limits"} << "max-open-per-agent 5\n";
  write(100);
  const auto made = backups->make(noon);
  write(20);
  EXPECT_EQ(made.number, 1U);
  EXPECT_EQ(made.sequence, 100U);
  EXPECT_EQ(made.at, noon);
  const restored_folder back{data};
  put_back(back.path());
  EXPECT_THAT(check(*back.open_for_reading()), IsEmpty());
  EXPECT_EQ(contents_of(back.path() / "limits"), "max-open-per-agent 5\n");
  const auto opened = back.open();
  EXPECT_EQ(opened->last_sequence(), 100U);
  EXPECT_EQ(opened->find(r1)->version, 100U);
  EXPECT_TRUE(opened->unseal("r-1/text/100"));
  EXPECT_FALSE(opened->unseal("r-1/text/101"));
  EXPECT_TRUE(opened->find_claim("key/100"));
  EXPECT_FALSE(opened->find_claim("key/101"));
  EXPECT_EQ(opened->start_number(), journal->start_number() + 1);
}

TEST_F(Restoring, EachNumberBringsBackItsOwnSequence) {
  for (int number = 1; number <= 3; ++number) {
    write(10);
    backups->make(noon);
  }
  for (std::uint32_t number = 1; number <= 3; ++number) {
    const restored_folder back{data};
    put_back(back.path(), number);
    EXPECT_EQ(back.open()->last_sequence(), number * 10U);
  }
  const restored_folder newest{data};
  put_back(newest.path());
  EXPECT_EQ(newest.open()->last_sequence(), 30U);
}

TEST_F(Restoring, AFlippedByteAnywhereIsFoundBeforeAnythingIsWrittenAndItsFileNamed) {
  write(300);
  backups->make(noon);
  journal.reset();
  for (const auto& file : files_in(settings().folder)) {
    flip_byte(file, fs::file_size(file) / 2);
    const temporary_folder back;
    EXPECT_THAT(
      said_by([&] { put_back(back.path() / "new"); }),
      testing::AllOf(HasSubstr("backup 1 is damaged"), HasSubstr(file.filename().string())));
    EXPECT_FALSE(fs::exists(back.path() / "new"));
    flip_byte(file, fs::file_size(file) / 2);
  }
  const temporary_folder back;
  EXPECT_EQ(said_by([&] { put_back(back.path() / "new"); }), "");
}

TEST_F(Restoring, WhatIsPutBackMustEndAsItsSealSays) {
  write(10);
  backups->make(noon);
  const auto whole = read_seal(settings().folder, 1);
  auto other = whole;
  ++other.end.sequence;
  write_seal(settings().folder, other);
  const temporary_folder back;
  EXPECT_THAT(said_by([&] { put_back(back.path()); }), HasSubstr("event 10 instead of 11"));
  other = whole;
  ++other.changes;
  write_seal(settings().folder, other);
  EXPECT_THAT(said_by([&] { put_back(back.path()); }), HasSubstr("changes"));
  EXPECT_TRUE(fs::is_empty(back.path()));
}

TEST_F(Restoring, ADamagedNewestIsNotQuietlyLeftOutForAnOlderOne) {
  write(10);
  backups->make(noon);
  write(10);
  backups->make(noon);
  flip_byte(settings().folder / "seals" / "2", 3);
  EXPECT_THAT(backups->list(), testing::SizeIs(1));
  EXPECT_THAT(
    said_by([&] { put_back(temporary_folder{}.path()); }), HasSubstr("backup 2 is damaged"));
  const restored_folder back{data};
  put_back(back.path(), 1);
  EXPECT_EQ(back.open()->last_sequence(), 10U);
}

TEST_F(Restoring, NothingIsPutIntoAFolderThatIsInUse) {
  write(10);
  backups->make(noon);
  EXPECT_THAT(said_by([&] { put_back(data.path()); }), HasSubstr("is not empty"));
  const temporary_folder other;
  std::ofstream{other.path() / "something"} << "of somebody's";
  EXPECT_THAT(said_by([&] { put_back(other.path()); }), HasSubstr("is not empty"));
  EXPECT_TRUE(fs::exists(other.path() / "something"));
  fs::create_directory(data.path() / "restoring"); // Whoever does that has a journal still.
  EXPECT_THAT(said_by([&] { put_back(data.path()); }), HasSubstr("is not empty"));
}

TEST_F(Restoring, AFolderIntoWhichOneIsHalfRestoredOpensNowhere) {
  write(10);
  backups->make(noon);
  const restored_folder back{data};
  fs::create_directory(back.path() / "restoring");
  std::ofstream{back.path() / "restoring" / "CURRENT"} << "MANIFEST-000001\n";
  std::ofstream{back.path() / "high-water"} << "something";
  EXPECT_THAT(said_by([&] { back.open(); }), HasSubstr("restore again"));
  EXPECT_THAT(said_by([&] { back.open_for_reading(); }), HasSubstr("restore again"));
  EXPECT_FALSE(fs::exists(back.path() / "journal"));
  put_back(back.path());
  EXPECT_THAT(check(*back.open_for_reading()), IsEmpty());
  EXPECT_EQ(back.open()->last_sequence(), 10U);
}

TEST_F(Restoring, WhatARestoredFolderLosesAtItsEndIsNoticed) {
  write(10);
  backups->make(noon);
  const restored_folder back{data};
  put_back(back.path());
  const auto noted = noted_high_water(back.settings());
  ASSERT_TRUE(noted);
  rocksdb_store store{store_in(back.settings()), rocksdb_store::access::reading};
  EXPECT_EQ(noted->changes, store.changes());
  EXPECT_EQ(noted->sequence, 10U);
}

} // namespace

} // namespace kod::tests
