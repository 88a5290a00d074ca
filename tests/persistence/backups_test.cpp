#include "persistence/check.hpp"
#include "persistence/durable_files.hpp"
#include "tests/support/halving_disk.hpp"
#include "tests/support/journal_disk.hpp"
#include "tests/support/with_backups.hpp"

#include <gmock/gmock.h>
#include <rocksdb/env.h>

#include <atomic>
#include <functional>
#include <iterator>
#include <memory>
#include <thread>

// A backup holds what was there at one moment, and harms nobody whether it is made or not.

namespace kod::tests {

namespace {

namespace fs = std::filesystem;
using namespace persistence;
using testing::HasSubstr;
using testing::IsEmpty;

using Backups = with_backups;

/// The machine's disk, and what happens as soon as a file is begun on it.
class eventful_disk : public rocksdb::FileSystemWrapper {
public:
  explicit eventful_disk(std::function<void()> event)
    : FileSystemWrapper{rocksdb::FileSystem::Default()}, event_{std::move(event)} {}

  static const char* kClassName() { return "eventful_disk"; }
  const char* Name() const override { return kClassName(); }

  rocksdb::IOStatus NewWritableFile(
    const std::string& name,
    const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* result,
    rocksdb::IODebugContext* context) override {
    event_();
    return FileSystemWrapper::NewWritableFile(name, options, result, context);
  }

private:
  std::function<void()> event_;
};

TEST_F(Backups, OneMadeWhileCommitsGoOnHoldsThemUpToItsSequenceAndNoFurther) {
  write(200);
  std::atomic<bool> enough = false;
  std::atomic<std::uint64_t> begun = 200;
  std::thread writer{[&] {
    for (; !enough; write(1))
      ++begun;
  }};
  std::vector<model::backup> made;
  for (int i = 0; i < 5; ++i) {
    const auto before = journal->last_sequence();
    made.push_back(backups->make(noon));
    EXPECT_GE(made.back().sequence, before) << "what was answered before it began is in it";
    EXPECT_LE(made.back().sequence, begun) << "the last of them may not be answered yet";
  }
  enough = true;
  writer.join();
  for (const auto& each : made) {
    const restored_folder back{data};
    put_back(back.path(), each.number);
    EXPECT_THAT(check(*back.open_for_reading()), IsEmpty());
    const auto opened = back.open();
    EXPECT_EQ(opened->last_sequence(), each.sequence);
    const auto last = std::to_string(each.sequence);
    const auto next = std::to_string(each.sequence + 1);
    EXPECT_EQ(opened->find(r1)->version, each.sequence);
    EXPECT_TRUE(opened->unseal("r-1/text/" + last));
    EXPECT_FALSE(opened->unseal("r-1/text/" + next));
  }
}

TEST_F(Backups, OneMadeWhileAChangeIsHalfWrittenIsPutBackWithoutIt) {
  backups.reset();
  journal.reset();
  const auto disk = std::make_shared<halving_disk>();
  const auto env = rocksdb::NewCompositeEnv(disk);
  auto how = data.settings();
  how.env = env.get();
  journal = std::make_unique<rocksdb_journal>(how, data.sealing());
  backups = backups_with(settings());
  write(3);
  disk->write_while_somebody_looks([this] { write(1); });
  const auto made = backups->make(noon);
  disk->go_on();
  EXPECT_EQ(made.sequence + 1, journal->last_sequence());
  const restored_folder back{data};
  put_back(back.path(), made.number);
  EXPECT_THAT(check(*back.open_for_reading()), IsEmpty());
  EXPECT_EQ(back.open()->last_sequence(), made.sequence);
  backups.reset();
  journal.reset(); // Before its disk.
}

TEST_F(Backups, ALaterOneCopiesOnlyWhatIsNew) {
  write(2000);
  const auto first = backups->make(noon);
  EXPECT_EQ(first.bytes_copied, first.bytes);
  write(10);
  const auto second = backups->make(noon + 1h);
  EXPECT_GT(second.bytes, first.bytes);
  EXPECT_LT(second.bytes_copied * 5, second.bytes);
}

TEST_F(Backups, TheyAreListedOldestFirstAlsoByAnotherEngine) {
  EXPECT_THAT(backups->list(), IsEmpty());
  write(3);
  const auto first = backups->make(noon);
  write(3);
  const auto second = backups->make(noon + 1h);
  EXPECT_THAT(backups->list(), testing::ElementsAre(first, second));
  EXPECT_THAT(backups_with(settings())->list(), testing::ElementsAre(first, second));
}

TEST_F(Backups, ADroppedOneTakesNothingFromTheOthers) {
  write(50);
  backups->make(noon);
  write(50);
  const auto second = backups->make(noon);
  backups->drop(1);
  EXPECT_THAT(backups->list(), testing::ElementsAre(second));
  const restored_folder back{data};
  put_back(back.path(), 2);
  EXPECT_THAT(check(*back.open_for_reading()), IsEmpty());
  EXPECT_THAT(
    said_by([&] { put_back(temporary_folder{}.path(), 1); }), HasSubstr("has no backup 1"));
}

TEST_F(Backups, OneThatWasNeverFinishedIsNotListedAndMakesRoom) {
  write(10);
  backups->make(noon);
  fs::remove(settings().folder / "seals" / "1"); // As the engine ended just before it.
  EXPECT_THAT(backups->list(), IsEmpty());
  EXPECT_THAT(said_by([&] { put_back(temporary_folder{}.path()); }), HasSubstr("no backup"));
  write(10);
  const auto made = backups->make(noon);
  EXPECT_THAT(backups->list(), testing::ElementsAre(made));
  EXPECT_EQ(made.sequence, 20U);
  const fs::directory_iterator own{settings().folder / "private"};
  EXPECT_EQ(std::distance(begin(own), end(own)), 1);
}

TEST_F(Backups, WhatAKillLeftInTheFolderIsClearedAway) {
  write(10);
  backups->make(noon);
  fs::create_directories(settings().folder / "private" / "2");
  std::ofstream{settings().folder / "private" / "2" / "MANIFEST-000001"} << "half";
  std::ofstream{settings().folder / "seals" / "2.draft"} << "half";
  const auto made = backups->make(noon);
  EXPECT_EQ(made.number, 2U);
  EXPECT_EQ(backups->list().size(), 2U);
}

TEST_F(Backups, OneThatLacksAFileIsNeitherListedNorRestored) {
  write(300);
  backups->make(noon);
  fs::remove(files_in(settings().folder / "shared_checksum").front());
  EXPECT_THAT(backups->list(), IsEmpty());
  EXPECT_THAT(
    said_by([&] { put_back(temporary_folder{}.path()); }), HasSubstr("backup 1 is damaged"));
}

TEST_F(Backups, WhatRotsInAnOlderOneIsFoundWhenTheNextIsReadBack) {
  write(300);
  backups->make(noon);
  const auto tables = files_in(settings().folder / "shared_checksum");
  flip_byte(tables.front(), 10);
  EXPECT_THAT(said_by([&] { backups->make(noon); }), HasSubstr(tables.front().filename().string()));
  EXPECT_THAT(backups->list(), testing::SizeIs(1));
}

TEST_F(Backups, AnotherInstallationsFolderIsLeftAlone) {
  write(10);
  backups->make(noon);
  const journal_folder other;
  const auto others = other.open();
  rocksdb_backups theirs{others->store(), other.sealing(), settings()};
  EXPECT_THAT(said_by([&] { theirs.make(noon); }), HasSubstr("another installation"));
  EXPECT_THAT(backups->list(), testing::SizeIs(1));
}

TEST_F(Backups, OneEngineAtATimeMayUseTheFolder) {
  write(10);
  backups->make(noon);
  const file_lock somebody_else{settings().folder / "lock"};
  EXPECT_THAT(said_by([&] { backups->make(noon); }), HasSubstr("held by another"));
}

TEST_F(Backups, AFullDiskStopsItAndHarmsNothing) {
  write(300);
  const auto first = backups->make(noon);
  write(300);
  auto full = settings();
  full.left_free = fs::space(kept.path()).available + (std::uint64_t{1} << 40);
  EXPECT_THAT(said_by([&] { backups_with(full)->make(noon); }), HasSubstr("no room"));
  EXPECT_THAT(backups->list(), testing::ElementsAre(first));
  write(10);
  EXPECT_EQ(backups->make(noon).sequence, 610U);
}

TEST_F(Backups, ADiskThatBreaksWhileItCopiesHarmsNothing) {
  write(300);
  const auto first = backups->make(noon);
  write(300);
  const auto disk = std::make_shared<breaking_disk>();
  const auto env = rocksdb::NewCompositeEnv(disk);
  auto broken = settings();
  broken.env = env.get();
  disk->break_now();
  EXPECT_THAT(said_by([&] { backups_with(broken)->make(noon); }), HasSubstr("the disk broke"));
  EXPECT_THAT(backups->list(), testing::ElementsAre(first));
  write(10);
  const auto second = backups->make(noon);
  EXPECT_EQ(second.number, 2U);
  EXPECT_EQ(second.sequence, 610U);
}

TEST_F(Backups, AFolderThatCanNotBeMadeIsSaidAndHarmsNothing) {
  write(10);
  auto nowhere = settings();
  std::ofstream{kept.path() / "file"} << "no folder";
  nowhere.folder = kept.path() / "file" / "kod";
  EXPECT_THAT(said_by([&] { backups_with(nowhere)->make(noon); }), HasSubstr("file"));
  EXPECT_THAT(backups_with(nowhere)->list(), IsEmpty());
  write(10);
  EXPECT_EQ(journal->last_sequence(), 20U);
}

TEST_F(Backups, AStopEndsTheOneThatIsBeingCopied) {
  write(300);
  std::unique_ptr<rocksdb_backups> stopping;
  const auto env =
    rocksdb::NewCompositeEnv(std::make_shared<eventful_disk>([&stopping] { stopping->stop(); }));
  auto eventful = settings();
  eventful.env = env.get();
  stopping = backups_with(eventful);
  EXPECT_THAT(said_by([&] { stopping->make(noon); }), HasSubstr("stopping"));
  EXPECT_FALSE(fs::exists(settings().folder / "meta" / "1")) << "it was copied to its end";
  EXPECT_THAT(backups->list(), IsEmpty());
}

TEST_F(Backups, AfterStopNoneIsMade) {
  write(10);
  backups->stop();
  EXPECT_THAT(said_by([&] { backups->make(noon); }), HasSubstr("stopping"));
  EXPECT_THAT(backups->list(), IsEmpty());
  EXPECT_EQ(backups_with(settings())->make(noon).sequence, 10U);
}

} // namespace

} // namespace kod::tests
