#include "model/text_forms.hpp"
#include "tests/http/resources_fixture.hpp"

namespace {

using namespace kod;
using namespace kod::tests;
using namespace std::chrono_literals;

class BackupCalls : public Resources {
protected:
  static inline const model::backup third{3, 1234, noon - 1h, 5000, 700};
};

TEST_F(BackupCalls, AnOperatorIsAnsweredWhatWasMade) {
  engine.answers(third);
  const auto heard = post("/v1/backups", as_operator);
  EXPECT_EQ(heard.status, 201U);
  EXPECT_EQ(heard.text("/number"), "3");
  EXPECT_EQ(heard.text("/sequence"), "1234");
  EXPECT_EQ(heard.text("/bytes"), "5000");
  EXPECT_EQ(heard.text("/bytes_copied"), "700");
  EXPECT_EQ(heard.text("/at"), model::format_instant(noon - 1h));
  EXPECT_EQ(engine.last<actors::make_backup>().by, an_operator);
}

TEST_F(BackupCalls, TheNewestIsListedFirstWithWhatItsAgeIs) {
  const model::backup second{2, 1000, noon - 2h, 4800, 900};
  engine.answers(actors::backup_list{
    {second, third},
    {.kept = 2, .last_at = third.at, .running = true, .failures = 4, .last_error = "disk full"}});
  const auto heard = get("/v1/backups", as_operator);
  EXPECT_EQ(heard.text("/items/0/number"), "3");
  EXPECT_EQ(heard.text("/items/1/number"), "2");
  EXPECT_EQ(heard.text("/next"), "null");
  EXPECT_EQ(heard.text("/age_seconds"), "3600");
  EXPECT_EQ(heard.text("/running"), "true");
  EXPECT_EQ(heard.text("/failures"), "4");
  EXPECT_EQ(heard.text("/last_error"), "disk full");
}

TEST_F(BackupCalls, WhatCanNotBeMadeSaysWhatToDo) {
  using actors::engine_error;
  engine.fails<model::backup>(caf::make_error(engine_error::no_backup_folder));
  const auto nowhere = post("/v1/backups", as_operator);
  expect_refused(nowhere, 409, "no-backup-folder");
  EXPECT_NE(nowhere.text("/detail").find("--backup-dir"), std::string::npos);
  engine.fails<model::backup>(caf::make_error(engine_error::backup_running));
  expect_refused(post("/v1/backups", as_operator), 409, "backup-running");
  engine.fails<model::backup>(
    caf::make_error(engine_error::backup_failed, std::string{"no room in /mnt/backups"}));
  const auto failed = post("/v1/backups", as_operator);
  expect_refused(failed, 500, "backup-failed");
  EXPECT_EQ(failed.text("/detail"), "no room in /mnt/backups");
}

TEST_F(BackupCalls, FiguresTellOfBackupsWhereThereIsAFolderForThem) {
  engine.answers(actors::stats{});
  EXPECT_FALSE(get("/v1/stats", as_operator).read().as_object().contains("backups"));
  engine.answers(actors::stats{
    .at = noon,
    .census = {},
    .backups = actors::backup_standing{.kept = 1, .last_at = noon - 2h, .last_error = {}}});
  const auto heard = get("/v1/stats", as_operator);
  EXPECT_EQ(heard.text("/backups/kept"), "1");
  EXPECT_EQ(heard.text("/backups/age_seconds"), "7200");
  EXPECT_EQ(heard.text("/backups/last_error"), "null");
}

} // namespace
