#include "app/new_ids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace kod::app {

namespace {

TEST(NewIds, HoldTheirPrefixAndTwentySixLetters) {
  const auto id = new_ids("r-")();
  EXPECT_EQ(id.size(), 28U);
  EXPECT_TRUE(id.starts_with("r-"));
  EXPECT_TRUE(std::all_of(id.begin() + 2, id.end(), [](char c) {
    return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9');
  }));
}

TEST(NewIds, DoNotRepeat) {
  const auto draw = new_ids("r-");
  std::set<std::string> drawn;
  for (int i = 0; i < 10'000; ++i)
    EXPECT_TRUE(drawn.insert(draw()).second);
}

TEST(NewIds, UseEveryLetterInEveryPlaceButTheLast) {
  const auto draw = new_ids("");
  std::vector<std::set<char>> seen(26);
  for (int i = 0; i < 2'000; ++i) {
    const auto id = draw();
    for (std::size_t place = 0; place < id.size(); ++place)
      seen[place].insert(id[place]);
  }
  for (std::size_t place = 0; place < 25; ++place)
    EXPECT_EQ(seen[place].size(), 32U) << place;
  EXPECT_EQ(seen[25].size(), 8U); // 128 bits are 25 letters and three bits.
}

} // namespace

} // namespace kod::app
