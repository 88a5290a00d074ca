#include "http/connection_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace kod;
using http::keeps;
using testing::UnorderedElementsAre;

TEST(ConnectionTable, ClosesTheQuietBeforeTheSlowAndTheBusyNever) {
  http::connection_table<char> table;
  const auto a = table.add('a');
  const auto b = table.add('b');
  const auto c = table.add('c');
  table.move(a, keeps::quiet, keeps::busy);
  table.move(b, keeps::quiet, keeps::slow);
  EXPECT_EQ(*table.first_to_go(), 'c');
  table.remove(c, keeps::quiet);
  EXPECT_EQ(*table.first_to_go(), 'b');
  table.move(b, keeps::slow, keeps::busy);
  EXPECT_EQ(table.first_to_go(), nullptr);
  EXPECT_THAT(table.all(), UnorderedElementsAre('a', 'b'));
  EXPECT_EQ(table.size(), 2u);
}

TEST(ConnectionTable, ClosesFirstWhoHasBeenQuietForTheLongestTime) {
  http::connection_table<char> table;
  const auto a = table.add('a');
  table.add('b');
  table.move(a, keeps::quiet, keeps::busy);
  table.move(a, keeps::busy, keeps::quiet);
  EXPECT_EQ(*table.first_to_go(), 'b');
}

} // namespace
