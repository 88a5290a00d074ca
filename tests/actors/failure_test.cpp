#include "model/history.hpp"
#include "model/invariants.hpp"
#include "tests/support/with_engine.hpp"

#include <caf/send.hpp>

#include <algorithm>

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

/// Exceptions planted in handlers: what they cost, and what they may not.
class Failure : public with_engine {
protected:
  ~Failure() override {
    settle();
    for (const auto& broken : violations(*store, settings))
      ADD_FAILURE() << broken;
  }

  actor_row row_of(const std::string& kind, const std::string& id) {
    const auto page = ask<actor_page>(house.roll, list_actors{.kind = kind, .id = id});
    return page->items.at(0);
  }

  /// The clock fails when the referral looks for its next step: after the commit, so that what it
  /// remembers is in doubt.
  void fail_after_storing(const referral_id& id) {
    clock_fails_in = 1;
    caf::anon_send(house.registry, referral_order{id, an_operator, mark_contacted{}});
  }

  std::size_t restarts_in_history(const referral_id& id) const {
    return static_cast<std::size_t>(
      std::ranges::count_if(whole_history(*store, id), [](const recorded_event& each) {
        return std::holds_alternative<restarted>(std::get<referral_event>(each.event));
      }));
  }
};

TEST_F(Failure, ACommandWhoseHandlerThrowsChangesNothingAndIsAnswered) {
  register_agent(ann);
  const auto id = request()->id;
  clock_fails_in = 0; // The referral reads it to decide.
  EXPECT_EQ(accept(ann, id).error(), caf::make_error(engine_error::handler_failed));
  EXPECT_EQ(row_of("referral", id.text).last_error, "planted");
  EXPECT_EQ(row_of("referral", id.text).restarts, 0);
  EXPECT_TRUE(open_offer(referral(id)));
  EXPECT_TRUE(accept(ann, id));
}

TEST_F(Failure, TheQueueBehindAFailedCommandLivesOn) {
  register_agent(ann);
  const auto id = request()->id;
  clock_fails_in = 0;
  auto first = self->request(
    house.registry, caf::infinite, referral_order{id, as(ann), kod::model::accept{.agent = ann}});
  EXPECT_TRUE(accept(ann, id)); // Was queued before the first one failed.
  first.receive(
    [](const referral_view&) { FAIL(); },
    [](const caf::error& why) { EXPECT_EQ(why, caf::make_error(engine_error::handler_failed)); });
}

TEST_F(Failure, AReferralWhoseMemoryIsInDoubtIsStartedAgainFromWhatIsStored) {
  register_agent(ann);
  const auto id = request()->id;
  // Looks: to decide; the agent's for its card and its alarm; for the next step: there it fails.
  clock_fails_in = 3;
  EXPECT_TRUE(order(as(ann), id, reject{.agent = ann, .reason = {}}));
  wait(2s);
  EXPECT_EQ(row_of("referral", id.text).restarts, 1);
  EXPECT_EQ(row_of("referral", id.text).last_error, "planted");
  EXPECT_EQ(restarts_in_history(id), 1);
  EXPECT_EQ(referral(id).type, referral_type::mass) << "it must go on where it stood";
}

TEST_F(Failure, ARestartedReferralKeepsItsDeadline) {
  register_agent(ann);
  const auto id = request()->id;
  fail_after_storing(id);
  settle();
  wait(2s);
  EXPECT_EQ(restarts_in_history(id), 1);
  wait(15min);
  EXPECT_EQ(agent(ann).misses, 1);
}

TEST_F(Failure, ARestartedReferralHearsOfAWithdrawalThatItMissed) {
  register_agent(ann);
  const auto id = request()->id;
  fail_after_storing(id);
  // The agent's `withdraw` may lie in the mailbox of the one that dies.
  caf::anon_send(house.registry, agent_order{ann, as(ann), set_override{override_mode::off, {}}});
  wait(2s);
  EXPECT_EQ(holder(id), "");
  EXPECT_TRUE(agent(ann).ledger.empty());
}

} // namespace
