#include "app/known_limits.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace kod::app {

namespace {

class KnownLimits : public testing::Test {
protected:
  KnownLimits() { std::filesystem::create_directories(folder); }
  ~KnownLimits() override { std::filesystem::remove_all(folder); }

  std::filesystem::path folder =
    testing::TempDir() + "kod_known_limits_test_" + std::to_string(::getpid());
};

TEST_F(KnownLimits, AreThoseGivenWhereNoneWereNoted) {
  const auto known = with_noted_limits(folder, {});
  EXPECT_EQ(known.misses_to_deregister, 3U);
  EXPECT_EQ(known.max_open_per_agent, 3U);
}

TEST_F(KnownLimits, KeepTheHighestThatWasEverGiven) {
  model::dispatch_settings settings;
  settings.max_open_per_agent = 8;
  note_limits(folder, settings);
  settings.max_open_per_agent = 2;
  settings.misses_to_deregister = 5;
  note_limits(folder, settings);
  const auto known = with_noted_limits(folder, {});
  EXPECT_EQ(known.misses_to_deregister, 5U);
  EXPECT_EQ(known.max_open_per_agent, 8U);
}

TEST_F(KnownLimits, AreKeptWhereTheDiskHasNoRoomToNoteThem) {
  model::dispatch_settings settings;
  settings.max_open_per_agent = 8;
  note_limits(folder, settings);
  std::filesystem::create_symlink("/dev/full", folder / "limits.new");
  EXPECT_THROW(note_limits(folder, {}), std::runtime_error);
  EXPECT_EQ(with_noted_limits(folder, {}).max_open_per_agent, 8U);
}

TEST_F(KnownLimits, AreNotFooledByADamagedFile) {
  std::ofstream{folder / "limits"} << "max-open-per-agent many\n";
  EXPECT_EQ(with_noted_limits(folder, {}).max_open_per_agent, 3U);
}

} // namespace

} // namespace kod::app
