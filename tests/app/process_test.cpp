#include "app/process.hpp"
#include "persistence/open_files.hpp"

#include <gtest/gtest.h>

namespace {

using namespace kod;

TEST(Connections, LeaveTheStoreItsFiles) {
  for (const std::size_t files : {400, 1'024, 4'096})
    EXPECT_LE(app::connections_within(files) + persistence::most_open_files + 50, files);
}

TEST(Connections, AreTenThousandWhereThereAreFilesForThem) {
  EXPECT_EQ(app::connections_within(20'000), 10'000u);
  EXPECT_EQ(app::connections_within(1'000'000), 10'000u);
}

TEST(Connections, AreSomeHoweverFewFilesThereAre) {
  EXPECT_GT(app::connections_within(0), 10u);
}

} // namespace
