#include "model/invariants.hpp"
#include "tests/support/with_engine.hpp"

// What operators do by hand: on the version that they have seen.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class Overrides : public with_engine {
protected:
  ~Overrides() override {
    settle();
    for (const auto& broken : violations(*store, settings))
      ADD_FAILURE() << broken;
  }
};

TEST_F(Overrides, OfTwoOrdersOnOneVersionTheSecondIsTold) {
  register_agent(ann);
  register_agent(bob);
  const auto id = request()->id;
  const auto seen = ask<referral_view>(house.directory, see_referral{id, an_operator})->version;
  EXPECT_EQ(seen, store->find(id)->version);
  using order_on = decltype(self->request(house.registry, caf::infinite, referral_order{}));
  std::vector<order_on> asked; // Nobody is served before all have asked.
  for (const auto& command :
       std::vector<referral_command>{assign{ann, ""}, broadcast{}, cancel{"r"}})
    asked.push_back(self->request(
      house.registry, caf::infinite, referral_order{id, an_operator, command, std::vector{seen}}));
  settle();
  std::vector<caf::error> answers;
  for (auto& each : asked)
    each.receive(
      [&](const referral_view&) { answers.emplace_back(); },
      [&](const caf::error& why) { answers.push_back(why); });
  EXPECT_EQ(answers[0], caf::error{}) << "ann has it already: that changes nothing";
  EXPECT_EQ(answers[1], caf::error{});
  EXPECT_EQ(answers[2], caf::make_error(rejection::precondition_failed));
  EXPECT_EQ(referral(id).type, referral_type::mass);
}

TEST_F(Overrides, AnOrderThatIsRepeatedNeedsNoNewerVersion) {
  const auto id = request()->id;
  const auto seen = store->find(id)->version;
  const referral_order first{id, an_operator, cancel{"r"}, std::vector{seen}};
  const auto done = ask<referral_view>(house.registry, first);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->version, seen + 1);
  EXPECT_TRUE(ask<referral_view>(house.registry, first));
  const referral_order other{id, an_operator, broadcast{}, std::vector{seen}};
  EXPECT_EQ(
    ask<referral_view>(house.registry, other).error(),
    caf::make_error(rejection::precondition_failed));
}

} // namespace
