#include "model/room.hpp"

#include <gtest/gtest.h>

#include <limits>

using namespace kod::model;

namespace {

constexpr room open_with_floor_100{.free_bytes = 500, .floor_bytes = 100, .full = false};
constexpr room full_with_floor_100{.free_bytes = 50, .floor_bytes = 100, .full = true};

TEST(Room, ClosesBelowItsFloorAndNotAtIt) {
  EXPECT_FALSE(look_at(open_with_floor_100, 100).full);
  EXPECT_TRUE(look_at(open_with_floor_100, 99).full);
}

TEST(Room, OpensAgainATenthAboveItsFloor) {
  EXPECT_TRUE(look_at(full_with_floor_100, 100).full);
  EXPECT_TRUE(look_at(full_with_floor_100, 109).full);
  EXPECT_FALSE(look_at(full_with_floor_100, 110).full);
}

TEST(Room, BetweenBothStaysAsItWas) {
  EXPECT_FALSE(look_at(open_with_floor_100, 105).full);
  EXPECT_TRUE(look_at(full_with_floor_100, 105).full);
}

TEST(Room, RemembersWhatIsFree) {
  EXPECT_EQ(look_at(open_with_floor_100, 7), (room{7, 100, true}));
}

TEST(Room, WithoutAFloorIsNeverFull) {
  EXPECT_FALSE(look_at({}, 0).full);
}

TEST(Room, OfTheHighestFloorOpensAtTheFloor) {
  constexpr auto most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(opens_at(most), most);
}

} // namespace
