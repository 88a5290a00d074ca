#include "model/backups.hpp"
#include "tests/support/people.hpp"

#include <gmock/gmock.h>

namespace kod::tests {

namespace {

using namespace std::chrono_literals;
using namespace model;
using testing::ElementsAre;
using testing::IsEmpty;

/// Numbered from 1, each made so long before noon.
std::vector<backup> made(std::initializer_list<duration> ages) {
  std::vector<backup> result;
  for (const auto age : ages)
    result.push_back({static_cast<std::uint32_t>(result.size() + 1), 1, noon - age, 1, 1});
  return result;
}

TEST(BackupRules, SoManyAreKeptAsWasSaid) {
  const backup_rules rules{.every = 1h, .keep = 2, .keep_for = 720h};
  EXPECT_THAT(outlived(made({4h, 3h, 2h, 1h}), rules, noon), ElementsAre(1, 2));
  EXPECT_THAT(outlived(made({2h, 1h}), rules, noon), IsEmpty());
}

TEST(BackupRules, NoneIsKeptLongerThanWasSaidButTheNewest) {
  const backup_rules rules{.every = 1h, .keep = 100, .keep_for = 2h};
  EXPECT_THAT(outlived(made({4h, 3h, 2h, 1h}), rules, noon), ElementsAre(1, 2));
  EXPECT_THAT(outlived(made({4h, 3h}), rules, noon), ElementsAre(1));
  EXPECT_THAT(outlived(made({4h}), rules, noon), IsEmpty());
}

TEST(BackupRules, TheNextIsDueAnIntervalAfterTheLastGoodOne) {
  const backup_rules rules{.every = 1h};
  EXPECT_EQ(next_backup(made({90min, 20min}), {}, rules, noon), noon + 40min);
  EXPECT_EQ(next_backup(made({5h}), {}, rules, noon), noon - 4h);
  EXPECT_EQ(next_backup({}, {}, rules, noon), noon);
}

TEST(BackupRules, AfterAFailureTheNextIsTriedSoon) {
  EXPECT_EQ(next_backup(made({5h}), noon, {.every = 1h}, noon), noon + 5min);
  EXPECT_EQ(next_backup({}, noon, {.every = 1min}, noon), noon + 1min);
}

TEST(BackupRules, OneFromTheFutureDoesNotPutOffTheNext) {
  EXPECT_EQ(next_backup(made({-100h}), {}, {.every = 1h}, noon), noon + 1h);
}

TEST(BackupRules, WithoutAnIntervalNoneIsDue) {
  EXPECT_EQ(next_backup({}, {}, {.every = std::nullopt}, noon), std::nullopt);
  EXPECT_EQ(next_backup({}, noon, {.every = std::nullopt}, noon), std::nullopt);
}

} // namespace

} // namespace kod::tests
