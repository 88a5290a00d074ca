#include "app/progress.hpp"

#include <gtest/gtest.h>

namespace kod::app {

namespace {

TEST(Progress, IsSilentWhereNobodyWatches) {
  testing::internal::CaptureStderr(); // A file is no terminal.
  {
    progress shown{"records"};
    shown.show(1, 2);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace

} // namespace kod::app
