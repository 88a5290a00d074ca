#include "app/room_watch.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

namespace kod::app {

namespace {

class RoomWatch : public testing::Test {
protected:
  std::optional<std::uint64_t> free = 500;
  std::vector<bool> told;
  room_watch watch{
    100, [this] { return free; }, [this](const model::room& now) { told.push_back(now.full); }};
};

TEST_F(RoomWatch, KnowsTheRoomBeforeAnybodyAsks) {
  EXPECT_EQ(watch.now(), (model::room{500, 100, false}));
}

TEST_F(RoomWatch, KnowsWhatItSawWhenItLookedLast) {
  free = 99;
  EXPECT_FALSE(watch.now().full);
  watch.look();
  EXPECT_EQ(watch.now(), (model::room{99, 100, true}));
}

TEST_F(RoomWatch, TellsEachChangeOnce) {
  for (const std::uint64_t each : {120, 99, 98, 105, 110, 105})
    free = each, watch.look();
  EXPECT_EQ(told, (std::vector{true, false}));
}

TEST_F(RoomWatch, ThatCannotLookKeepsWhatItKnew) {
  free = 99;
  watch.look();
  free = std::nullopt;
  watch.look();
  EXPECT_EQ(watch.now(), (model::room{99, 100, true}));
}

TEST_F(RoomWatch, OfAFullDiskTellsItAtOnce) {
  free = 1;
  const room_watch second{
    100, [this] { return free; }, [this](const model::room& now) { told.push_back(now.full); }};
  EXPECT_EQ(told, (std::vector{true}));
}

TEST(FreeSpace, OfAFolderIsThatOfItsDiskAndOfNoneCannotBeTold) {
  const auto here = free_space_of(std::filesystem::temp_directory_path())();
  ASSERT_TRUE(here);
  EXPECT_LE(*here, std::filesystem::space(std::filesystem::temp_directory_path()).capacity);
  EXPECT_EQ(free_space_of("/nowhere/at/all")(), std::nullopt);
}

} // namespace

} // namespace kod::app
