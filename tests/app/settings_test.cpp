#include "app/command_line.hpp"
#include "app/settings.hpp"

#include <gtest/gtest.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <unistd.h>

namespace kod::app {

namespace {

using namespace std::chrono_literals;

class Settings : public testing::Test {
protected:
  Settings() {
    add_settings(app, read);
    take_from_file(app);
  }
  ~Settings() override {
    ::unsetenv("KOD_OFFER_WINDOW");
    std::filesystem::remove(file);
  }

  int given(const arguments& flags) {
    testing::internal::CaptureStderr();
    testing::internal::CaptureStdout();
    const int code = run_verb(app, flags, [] { return done; });
    said = testing::internal::GetCapturedStderr();
    testing::internal::GetCapturedStdout();
    return code;
  }

  void write_file(const std::string& text) { std::ofstream{file} << text; }

  CLI::App app{"", "kod serve"};
  settings read;
  std::string said;
  std::filesystem::path file =
    testing::TempDir() + "kod_settings_test_" + std::to_string(::getpid()) + ".toml";
};

TEST_F(Settings, AreTheProgrammesWhereNothingIsSaid) {
  EXPECT_EQ(given({}), done);
  EXPECT_EQ(read.listen, "127.0.0.1:8080");
  EXPECT_EQ(read.dispatch.offer_window, 15min);
  EXPECT_EQ(read.dispatch.callback_promise, 30min);
  EXPECT_EQ(read.dispatch.callback_reserve, 5min);
  EXPECT_EQ(read.dispatch.misses_to_deregister, 3U);
  EXPECT_EQ(read.dispatch.max_open_per_agent, 3U);
  EXPECT_EQ(read.public_rate, "20/m");
  EXPECT_EQ(read.storage_floor, 1'000'000'000U);
  EXPECT_TRUE(read.backup_dir.empty());
  EXPECT_EQ(read.backups.every, 1h);
  EXPECT_EQ(read.backups.keep, 168U);
  EXPECT_EQ(read.backups.keep_for, 720h);
}

TEST_F(Settings, OfBackupsAreReadAsOthersAre) {
  EXPECT_EQ(
    given(
      {"--backup-dir",
       "/mnt/kod",
       "--backup-every",
       "20m",
       "--backup-keep",
       "3",
       "--backup-keep-for",
       "48h"}),
    done);
  EXPECT_EQ(read.backup_dir, "/mnt/kod");
  EXPECT_EQ(read.backups.every, 20min);
  EXPECT_EQ(read.backups.keep, 3U);
  EXPECT_EQ(read.backups.keep_for, 48h);
  EXPECT_EQ(given({"--backup-every", "off"}), done);
  EXPECT_EQ(read.backups.every, std::nullopt);
  for (const auto* wrong : {"soon", "0s", ""})
    EXPECT_EQ(given({"--backup-every", wrong}), wrong_usage) << wrong;
  EXPECT_EQ(given({"--backup-keep", "0"}), wrong_usage);
}

TEST_F(Settings, TakeDurationsInEachUnit) {
  EXPECT_EQ(
    given({"--offer-window", "1500ms", "--callback-promise=2h", "--callback-reserve", "0s"}), done);
  EXPECT_EQ(read.dispatch.offer_window, 1500ms);
  EXPECT_EQ(read.dispatch.callback_promise, 2h);
  EXPECT_EQ(read.dispatch.callback_reserve, 0s);
}

TEST_F(Settings, RefuseWhatIsNoDuration) {
  for (const char* text : {"", "15", "m", "-5m", "15 m", "1.5h", "15x", "0s", "99999999999999h"})
    EXPECT_EQ(given({"--offer-window", text}), wrong_usage) << text;
}

TEST_F(Settings, TakeSizesInEachUnit) {
  const std::map<std::string, std::uint64_t> sizes{
    {"0", 0}, {"4096", 4096}, {"512MB", 512'000'000}, {"2GiB", 2'147'483'648}, {"3 kb", 3000}};
  for (const auto& [text, bytes] : sizes) {
    EXPECT_EQ(given({"--storage-floor", text}), done) << text << said;
    EXPECT_EQ(read.storage_floor, bytes) << text;
  }
}

TEST_F(Settings, RefuseWhatIsNoSize) {
  for (const char* text : {"", "MB", "-1MB", "1.5GB", "5 cows", "99999999999999EB"})
    EXPECT_EQ(given({"--storage-floor", text}), wrong_usage) << text;
}

TEST_F(Settings, RefuseACountOfNone) {
  EXPECT_EQ(given({"--misses-to-deregister", "0"}), wrong_usage);
  EXPECT_EQ(given({"--max-open-per-agent", "0"}), wrong_usage);
}

TEST_F(Settings, RefuseAnAddressWithoutAPort) {
  for (const char* text : {"nowhere", "127.0.0.1", ":8080", "127.0.0.1:", "127.0.0.1:70000"})
    EXPECT_EQ(given({"--listen", text}), wrong_usage) << text;
  EXPECT_EQ(given({"--listen", "[::1]:0"}), done);
}

TEST_F(Settings, RefuseWhatIsNoRate) {
  for (const char* text : {"many", "20", "0/m", "20/d"})
    EXPECT_EQ(given({"--public-rate", text}), wrong_usage) << text;
  EXPECT_EQ(given({"--public-rate", "off"}), done);
}

TEST_F(Settings, KnowNoHoursUnlessAFileHoldsThem) {
  EXPECT_EQ(given({}), done);
  EXPECT_EQ(read.programme, model::programme{});
  EXPECT_EQ(given({"--programme-hours", "always"}), done);
  EXPECT_EQ(read.programme, model::programme{});
}

TEST_F(Settings, TakeTheHoursFromAFileAloneOrWithTheRest) {
  const std::string hours =
    R"({"time_zone": "America/New_York", "weekly": {"monday": {"start": "09:00", "end": "17:00"},
        "tuesday": null, "wednesday": null, "thursday": null, "friday": null, "saturday": null,
        "sunday": null}})";
  write_file(hours);
  EXPECT_EQ(given({"--programme-hours", file}), done) << said;
  ASSERT_TRUE(read.programme.hours);
  EXPECT_EQ(read.programme.hours->time_zone, "America/New_York");
  EXPECT_TRUE(read.programme.open);
  write_file(
    R"({"open": false, "message": "Soon.", "contact_centre": {"phone": "502-555-0100"}, "hours": )"
    + hours + "}");
  EXPECT_EQ(given({"--programme-hours", file}), done) << said;
  EXPECT_TRUE(read.programme.hours);
  EXPECT_FALSE(read.programme.open);
  EXPECT_EQ(read.programme.contact_centre_phone, "+15025550100");
}

TEST_F(Settings, RefuseAFileWithoutHours) {
  EXPECT_EQ(given({"--programme-hours", file}), wrong_usage);
  for (const char* text : {"", "{", "{}", "[]", "\"always\"", R"({"open": true})"}) {
    write_file(text);
    EXPECT_EQ(given({"--programme-hours", file}), wrong_usage) << text;
  }
}

TEST_F(Settings, SayHowTheLogLooksAndHowMuchItTells) {
  EXPECT_EQ(given({}), done);
  EXPECT_EQ(read.log.form, std::nullopt);
  EXPECT_EQ(read.log.level, model::log_level::info);
  EXPECT_EQ(given({"--log-format", "text", "--log-level", "debug"}), done);
  EXPECT_EQ(read.log.form, log_form::text);
  EXPECT_EQ(read.log.level, model::log_level::debug);
  EXPECT_EQ(given({"--log-format", "json", "--log-level", "warning"}), done);
  EXPECT_EQ(read.log.form, log_form::json);
  EXPECT_EQ(read.log.level, model::log_level::warning);
  EXPECT_EQ(given({"--log-format", "xml"}), wrong_usage);
  EXPECT_EQ(given({"--log-level", "loud"}), wrong_usage);
}

TEST_F(Settings, RefuseAnUnknownFlag) {
  EXPECT_EQ(given({"--offer-windows", "5m"}), wrong_usage);
  EXPECT_NE(said, "");
}

TEST_F(Settings, AreReadFromTheEnvironment) {
  ::setenv("KOD_OFFER_WINDOW", "7m", 1);
  EXPECT_EQ(given({}), done);
  EXPECT_EQ(read.dispatch.offer_window, 7min);
}

TEST_F(Settings, AreReadFromAFile) {
  write_file("offer-window = \"8m\"\nmax-open-per-agent = 5\n");
  EXPECT_EQ(given({"--config", file}), done);
  EXPECT_EQ(read.dispatch.offer_window, 8min);
  EXPECT_EQ(read.dispatch.max_open_per_agent, 5U);
}

TEST_F(Settings, PreferAFlagToTheEnvironmentAndThatToTheFile) {
  write_file("offer-window = \"8m\"\n");
  ::setenv("KOD_OFFER_WINDOW", "7m", 1);
  EXPECT_EQ(given({"--config", file}), done);
  EXPECT_EQ(read.dispatch.offer_window, 7min);
  EXPECT_EQ(given({"--config", file, "--offer-window", "6m"}), done);
  EXPECT_EQ(read.dispatch.offer_window, 6min);
}

TEST_F(Settings, RefuseAnUnknownLineInTheFile) {
  write_file("offer-windows = \"8m\"\n");
  EXPECT_EQ(given({"--config", file}), wrong_usage);
}

TEST_F(Settings, RefuseAFileThatIsNotThere) {
  EXPECT_EQ(given({"--config", file}), wrong_usage);
}

} // namespace

} // namespace kod::app
