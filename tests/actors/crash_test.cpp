#include "model/invariants.hpp"
#include "tests/support/with_engine.hpp"

// The engine dies at any commit, and another goes on with what it finds.

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;
using fate = kod::persistence::memory_journal::fate;

namespace {

class Crash : public with_engine {
protected:
  bool is_down() const { return !died_of.empty(); }

  void start_again() {
    restart();
    died_of.clear();
    for (const auto& broken : violations(*store, settings))
      ADD_FAILURE() << broken;
  }

  caf::expected<request_taken> request_with_key() {
    auto wish = a_take({});
    wish.key = request_key{"key/resident/k", "hash"};
    return ask<request_taken>(house.registry, request_order{{}, wish});
  }
};

TEST_F(Crash, ARequestThatWaitedForItsPlanIsOfferedByTheNextStart) {
  register_agent(ann);
  store->fail_after(1); // The request's own is written, its offer isn't.
  const auto id = request()->id;
  ASSERT_TRUE(is_down());
  start_again();
  EXPECT_EQ(holder(id), "ann") << "the roster is filled before the first plan";
}

TEST_F(Crash, AnOrderIsNotAnsweredBeforeItIsStored) {
  register_agent(ann);
  const auto id = request()->id;
  store->fail_after(0);
  EXPECT_FALSE(accept(ann, id));
}

TEST_F(Crash, AWithdrawalThatItsReferralDidNotHearIsToldByTheNextStart) {
  register_agent(ann);
  const auto id = request()->id;
  store->fail_after(1);
  const auto off = order(ann, set_override{override_mode::off, {}});
  EXPECT_FALSE(off) << "an answer that takes an offer waits until its referral let go";
  ASSERT_TRUE(is_down());
  start_again();
  EXPECT_EQ(holder(id), "");
  EXPECT_TRUE(agent(ann).ledger.empty());
}

/// One referral's way through many hands; the parameters say which commit is the last, and
/// whether it is written.
class AnyCommit : public Crash, public testing::WithParamInterface<std::tuple<int, fate>> {
protected:
  /// What is answered with success is so after a crash; what isn't may be asked for again.
  template <class Step>
  void insist(Step step, referral_status status, const std::string& whose) {
    const bool answered = static_cast<bool>(step());
    if (is_down()) {
      start_again();
      if (!answered) {
        EXPECT_TRUE(step());
      }
    }
    EXPECT_EQ(referral(id).status, status);
    EXPECT_EQ(holder(id), whose);
  }

  void take_a_request() {
    auto taken = request_with_key();
    if (is_down()) {
      start_again();
      const auto again = request_with_key();
      ASSERT_TRUE(again);
      EXPECT_EQ(again->id, taken ? taken->id : again->id) << "a second referral";
      taken = again;
    }
    ASSERT_TRUE(taken);
    id = taken->id;
  }

  auto by_operator(const referral_command& wish) {
    return [this, wish] { return order(an_operator, id, wish); };
  }
  auto by(const agent_id& who, const referral_command& wish) {
    return [this, who, wish] { return order(as(who), id, wish); };
  }

  referral_id id;
};

TEST_P(AnyCommit, MayBeTheLastAndNothingAnsweredIsLost) {
  register_agent(ann);
  register_agent(bob);
  const auto& [commits, what_becomes_of_the_last] = GetParam();
  store->fail_after(static_cast<std::size_t>(commits), what_becomes_of_the_last);
  take_a_request();
  insist(by_operator(assign{bob, {}}), referral_status::pending, "bob");
  insist(by(bob, kod::model::accept{.agent = bob}), referral_status::in_progress, "bob");
  insist(by_operator(assign{ann, {}}), referral_status::in_progress, "ann");
  insist(by(ann, release{.agent = ann, .reason = {}}), referral_status::pending, "");
  insist(by_operator(broadcast{}), referral_status::pending, "");
  insist(by(bob, kod::model::accept{.agent = bob}), referral_status::in_progress, "bob");
  insist(
    by(bob, complete{.disposition = disposition::enrolled, .note = {}}),
    referral_status::complete,
    "");
  for (const auto& broken : violations(*store, settings))
    ADD_FAILURE() << broken;
}

INSTANTIATE_TEST_SUITE_P(
  Commits,
  AnyCommit,
  testing::Combine(testing::Range(0, 12), testing::Values(fate::lost, fate::kept)));

} // namespace
