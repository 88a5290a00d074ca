#include "actors/pages.hpp"
#include "model/listing.hpp"
#include "tests/support/given.hpp"
#include "tests/support/small_archive.hpp"

#include <caf/expected.hpp>

// Pages are made while others write: a row may be older than the snapshot that it leads to.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

referral become(referral_history then) {
  then.insert(then.begin(), a_request());
  return folded<referral>(then);
}

class Pages : public testing::Test {
protected:
  Pages() {
    archive.agents[ann] = {1, folded<agent>(registered_agent(ann))};
    archive.agents[bob] = {1, folded<agent>(registered_agent(bob))};
  }

  /// Its rows are those of one instant, its snapshot is that of a later one.
  void store(const referral& when_rows_were_read, const referral& by_now) {
    for (const auto& row : rows_of(when_rows_were_read))
      archive.rows[row] = 1;
    archive.referrals[by_now.id] = {2, by_now};
  }

  std::vector<referral_view> desk_of(const agent_id& who) {
    const reading from{archive, seen, settings, noon};
    const auto page = page_of_desk(from, {.agent = who, .by = as(who)});
    return page ? page->items : std::vector<referral_view>{};
  }

  small_archive archive;
  boards seen{std::make_shared<std::set<language>>(std::set{english}), 2, 2};
  dispatch_settings settings;
};

const made_mass shown_to_all{mass_cause::nobody_offerable, noon};

TEST_F(Pages, WhatAnotherTookMeanwhileIsNotOnTheDesk) {
  store(become({shown_to_all}), become({shown_to_all, accepted{bob, 1, noon}}));
  EXPECT_TRUE(desk_of(ann).empty());
}

TEST_F(Pages, WhatWasAcceptedMeanwhileIsThereOnce) {
  const auto offer = an_offer(ann, 1);
  store(become({offer}), become({offer, accepted{ann, 1, noon}}));
  for (const auto& row : rows_of(archive.referrals.begin()->second.snapshot))
    archive.rows[row] = 2;
  EXPECT_EQ(desk_of(ann).size(), 1U);
}

TEST_F(Pages, WhatNobodyTookIsOnEachBoard) {
  store(become({shown_to_all}), become({shown_to_all}));
  EXPECT_EQ(desk_of(ann).size(), 1U);
  EXPECT_EQ(desk_of(bob).size(), 1U);
}

} // namespace
