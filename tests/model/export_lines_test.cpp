#include "model/export_lines.hpp"
#include "tests/support/people.hpp"

#include <gtest/gtest.h>

// How long a referral waits for its first accept.

namespace kod::tests {

namespace {

TEST(FirstWait, BeginsWithTheRequestOrTheOpeningAfterIt) {
  model::first_wait at_once;
  EXPECT_EQ(at_once.ended_by(a_request()), std::nullopt);
  EXPECT_EQ(at_once.ended_by(model::accepted{ann, 1, noon + 90s}), 90s);
  auto early = a_request();
  early.opens_at = noon + 1h;
  model::first_wait by_opening;
  by_opening.ended_by(early);
  EXPECT_EQ(by_opening.ended_by(model::accepted{ann, 1, noon + 1h + 5s}), 5s);
}

TEST(FirstWait, FollowsAnOpeningThatMoved) {
  auto early = a_request();
  early.opens_at = noon + 2h;
  model::first_wait sooner;
  sooner.ended_by(early);
  sooner.ended_by(model::opening_moved{noon + 1h, noon + 90min});
  EXPECT_EQ(sooner.ended_by(model::accepted{ann, 1, noon + 1h + 5s}), 5s);
}

TEST(FirstWait, IsOverOnce) {
  model::first_wait wait;
  wait.ended_by(a_request());
  EXPECT_TRUE(wait.ended_by(model::accepted{ann, 1, noon + 1s}));
  wait.ended_by(model::released{ann, 1});
  EXPECT_FALSE(wait.ended_by(model::accepted{bob, 2, noon + 9s}));
}

} // namespace

} // namespace kod::tests
