#include "app/wiring/last_words.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace kod::app {

namespace {

using namespace std::chrono_literals;

TEST(LastWordsDeathTest, AFailedJournalEndsTheProcessWithACodeOfItsOwn) {
  EXPECT_EXIT(
    end_with_failed_journal("the disk is gone"),
    testing::ExitedWithCode(74),
    "the disk is gone[^$]*start again");
}

TEST(LastWords, TellWhichWayTheWallClockWasSet) {
  testing::internal::CaptureStderr();
  report_step(-90s);
  report_step(2h - 1ms);
  const auto said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("back by 90s"), said.npos) << said;
  EXPECT_NE(said.find("forward by 2h"), said.npos) << said;
}

TEST(LastWords, TellThatTheWallClockIsBehindTheJournal) {
  testing::internal::CaptureStderr();
  report_behind(24h);
  const auto said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("24h behind the journal"), said.npos) << said;
}

TEST(LastWords, TellOfEachBackupWhoAskedForItAndWhatBecameOfIt) {
  testing::internal::CaptureStderr();
  report_backup({{model::role::operator_, "kim"}, model::backup{3, 1234, {}, 5000, 700}, {}});
  report_backup({{}, {}, "the disk is full"});
  const auto said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("backup 3 asked for by operator kim"), said.npos) << said;
  EXPECT_NE(said.find("events 1 to 1234, 700 of 5000 bytes"), said.npos) << said;
  EXPECT_NE(said.find("by its schedule has failed: the disk is full"), said.npos) << said;
}

TEST(LastWords, TellHowFullTheDiskIsAndWhenItOpensAgain) {
  testing::internal::CaptureStderr();
  report_room({.free_bytes = 99'000'000, .floor_bytes = 100'000'000, .full = true});
  report_room({.free_bytes = 123'000'000, .floor_bytes = 100'000'000, .full = false});
  const auto said = testing::internal::GetCapturedStderr();
  EXPECT_NE(said.find("nearly full: 99 MB are free"), said.npos) << said;
  EXPECT_NE(said.find("until 110 MB are free"), said.npos) << said;
  EXPECT_NE(said.find("room again: 123 MB are free"), said.npos) << said;
}

} // namespace

} // namespace kod::app
