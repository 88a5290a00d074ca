#include "app/log/engine_log.hpp"
#include "app/wiring/last_words.hpp"
#include "tests/support/recorded_log.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>

namespace kod::app {

namespace {

using namespace std::chrono_literals;
using tests::field_of;

bool says(const model::log_line& line, std::string_view words) {
  return std::string_view{line.message}.find(words) != std::string_view::npos;
}

TEST(LastWordsDeathTest, AFailedJournalEndsTheProcessWithACodeOfItsOwn) {
  EXPECT_EXIT(
    {
      engine_log log({}, [] { return model::instant{}; });
      end_with_failed_journal(log, "the disk is gone");
    },
    testing::ExitedWithCode(74),
    "start again[^$]*the disk is gone");
}

TEST(LastWords, TellWhichWayTheWallClockWasSet) {
  EXPECT_EQ(field_of(step_line(-90s), "by_seconds"), std::to_string(-90.0));
  EXPECT_EQ(field_of(step_line(2h), "by_seconds"), std::to_string(7200.0));
  EXPECT_TRUE(says(step_line(2h), "the wall clock was set"));
}

TEST(LastWords, TellThatTheWallClockIsBehindTheJournal) {
  const auto line = behind_line(24h);
  EXPECT_TRUE(says(line, "behind the journal's last event"));
  EXPECT_EQ(field_of(line, "by_seconds"), std::to_string(86400.0));
}

TEST(LastWords, TellOfEachBackupWhatBecameOfItAndWhichRoleAskedForIt) {
  const auto made =
    backup_line({{model::role::operator_, "kim"}, model::backup{3, 1234, {}, 5000, 700}, {}});
  EXPECT_TRUE(says(made, "a backup was made"));
  EXPECT_EQ(made.level, model::log_level::info);
  EXPECT_EQ(field_of(made, "asked_by"), "operator") << "the audit tells who";
  EXPECT_EQ(field_of(made, "number"), "3");
  EXPECT_EQ(field_of(made, "sequence"), "1234");
  EXPECT_EQ(field_of(made, "bytes"), "5000");
  EXPECT_EQ(field_of(made, "bytes_copied"), "700");
  const auto failed = backup_line({{}, {}, "the disk is full"});
  EXPECT_TRUE(says(failed, "has failed"));
  EXPECT_EQ(failed.level, model::log_level::error);
  EXPECT_EQ(field_of(failed, "asked_by"), "schedule");
  EXPECT_EQ(field_of(failed, "error"), "the disk is full");
}

TEST(LastWords, TellHowFullTheDiskIsAndWhenItOpensAgain) {
  const auto full = room_line({.free_bytes = 99, .floor_bytes = 100, .full = true});
  EXPECT_TRUE(says(full, "nearly full"));
  EXPECT_EQ(field_of(full, "free_bytes"), "99");
  EXPECT_EQ(field_of(full, "opens_at_bytes"), "110");
  EXPECT_TRUE(
    says(room_line({.free_bytes = 123, .floor_bytes = 100, .full = false}), "has room again"));
}

TEST(LastWords, TellOfAMessageThatWasNeverHandledUnlessItsActorHadEnded) {
  const auto line = letter_line({"agent", "join", actors::undelivered::handler_failed});
  EXPECT_EQ(line.level, model::log_level::warning);
  EXPECT_EQ(field_of(line, "to"), "agent");
  EXPECT_EQ(field_of(line, "type"), "join");
  EXPECT_EQ(field_of(line, "why"), "handler-failed");
  EXPECT_EQ(
    letter_line({"agent", "join", actors::undelivered::receiver_ended}).level,
    model::log_level::debug);
}

} // namespace

} // namespace kod::app
