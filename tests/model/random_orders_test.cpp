#include "model/concern.hpp"
#include "model/history.hpp"
#include "model/invariants.hpp"
#include "tests/support/small_engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

// Whatever is asked, in whatever order: the two sides of every commit stay equal.

namespace kod::model {

namespace {

using namespace kod::tests;

/// Draws orders from a seed: to any of the referrals, by any of three agents.
class random_orders {
public:
  explicit random_orders(std::uint32_t seed) : draw_{seed} {
    for (const auto& id : agents_)
      engine.hire(id, id == cid ? std::vector{english, spanish} : std::vector{english});
    ask_for_another();
  }

  void one_more() {
    const auto& who = agents_[any(agents_.size())];
    const referral_id what{"r-" + std::to_string(1 + any(engine.stored.referrals.size()))};
    any(2) ? answer(what, who) : bring_about(what, who);
  }

  small_engine engine;

private:
  std::uint32_t any(std::size_t below) { return static_cast<std::uint32_t>(draw_() % below); }

  void pass(duration time) { engine.now += time; }

  void answer(const referral_id& what, const agent_id& who) {
    switch (any(9)) {
    case 0:
    case 1:
    case 2: engine.order(what, as(who), accept{who, audience::everybody}); break;
    case 3: engine.order(what, as(who), reject{who, any(2) ? "too far" : "", {}}); break;
    case 4: engine.order(what, as(who), mark_contacted{}); break;
    case 5: engine.order(what, as(who), release{who, "ill", {}}); break;
    case 6: engine.order(what, as(who), complete{disposition::no_answer, "", {}}); break;
    default: engine.settle(); break;
    }
  }

  void bring_about(const referral_id& what, const agent_id& who) {
    switch (any(16)) {
    case 0: pass(1min * any(7)); break;
    case 1: pass(1h * any(30)); break;
    case 2: engine.order(what, an_operator, assign{who, any(2) ? "asked for" : ""}); break;
    case 3: engine.order(what, an_operator, broadcast{}); break;
    case 4: switch_by_hand(who); break;
    case 5: engine.order(who, an_operator, deregister_agent{"late"}); break;
    case 6: register_again(who); break;
    case 7: renew_or_revoke(who); break;
    case 8: go_away_or_return(who); break;
    case 9: engine.order(what, a_resident, cancel{"no more"}); break;
    case 10: ++engine.start; break;
    case 11:
      engine.order(who, an_operator, pause_offers{"late", engine.now + 1min * any(60)});
      break;
    case 12: engine.order(who, an_operator, resume_offers{}); break;
    case 13: change_the_hours(what); break;
    case 14: pause_or_resume_the_county_of(who); break;
    default: ask_for_another(); break;
    }
  }

  void switch_by_hand(const agent_id& who) {
    const auto mode = static_cast<override_mode>(any(3));
    engine.order(who, as(who), set_override{mode, engine.now + 1min * (1 + any(60))});
  }

  void register_again(const agent_id& who) {
    engine.order(who, as(who), agree{"2026-1"});
    const auto now = engine.look(who);
    engine.order(who, as(who), save_contact{{"+15025550199", ""}, *now.contact});
    engine.order(who, as(who), save_schedule{*now.schedule});
  }

  void renew_or_revoke(const agent_id& who) {
    using std::chrono::floor;
    patch_credentials patch;
    patch.certification_expires = std::optional<day>{};
    if (any(2))
      patch.certification_expires =
        std::optional<day>{floor<std::chrono::days>(engine.now) + std::chrono::days{2}};
    engine.order(who, an_operator, patch);
  }

  void go_away_or_return(const agent_id& who) {
    auto hours = round_the_clock();
    if (any(2))
      hours.out_of_office.push_back({engine.now + 1min * any(30), engine.now + 1h});
    engine.order(who, as(who), save_schedule{hours});
  }

  void pause_or_resume_the_county_of(const agent_id& who) {
    follow_county order{facts_of(newcomer(who)).place.county, {}};
    if (any(2))
      order.pause = offers_pause{engine.now, engine.now + 1min * any(60)};
    engine.order(who, an_operator, order);
  }

  void change_the_hours(const referral_id& what) {
    follow_opening open;
    if (any(2))
      open.opens_at = engine.now + 1min * (1 + any(90));
    engine.order(what, tests::engine, open);
  }

  void ask_for_another() {
    auto request = a_take({"r-" + std::to_string(engine.stored.referrals.size() + 1)});
    if (!any(4))
      request.opens_at = engine.now + 1min * (1 + any(90));
    engine.take(request);
  }

  std::mt19937 draw_;
  std::vector<agent_id> agents_{ann, bob, cid};
};

class AnyRandomOrders : public testing::TestWithParam<std::uint32_t> {};

TEST_P(AnyRandomOrders, KeepEveryInvariant) {
  random_orders orders{GetParam()};
  for (int step = 0; step < 150; ++step) {
    orders.one_more();
    ASSERT_THAT(violations(orders.engine.stored, orders.engine.settings), testing::IsEmpty())
      << "seed " << GetParam() << ", step " << step;
  }
}

TEST_P(AnyRandomOrders, LeaveEachReferralStandingWhereItsEventsSay) {
  random_orders orders{GetParam()};
  for (int step = 0; step < 150; ++step)
    orders.one_more();
  for (const auto& [id, stored] : orders.engine.stored.referrals) {
    standing now;
    for (const auto& each : whole_history(orders.engine.stored, id)) {
      const auto& event = std::get<referral_event>(each.event);
      if (const auto known = standing_known_before(event)) {
        EXPECT_EQ(*known, now) << id.text << ", sequence " << each.sequence;
      }
      now = standing_after(event, now);
    }
    EXPECT_EQ(now, standing_of(stored.snapshot)) << id.text;
  }
}

/// All kinds of events that happened, by name.
std::set<std::string> kinds_of_events(const small_archive& stored) {
  std::set<std::string> kinds;
  for (const auto& recorded : stored.events)
    std::visit(
      [&](const auto& event) {
        std::visit([&](const auto& happened) { kinds.emplace(happened.type); }, event);
      },
      recorded.event);
  return kinds;
}

TEST(RandomOrders, BringAboutEverythingThatCanHappen) {
  std::set<std::string> happened;
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    random_orders orders{seed};
    for (int step = 0; step < 150; ++step)
      orders.one_more();
    happened.merge(kinds_of_events(orders.engine.stored));
  }
  happened.insert({"restarted"}); // Actors alone are started again.
  constexpr auto kinds =
    std::variant_size_v<referral_event> + std::variant_size_v<agent_event> - 1; // `restarted`
                                                                                // twice.
  EXPECT_EQ(happened.size(), kinds) << testing::PrintToString(happened);
}

INSTANTIATE_TEST_SUITE_P(Seeds, AnyRandomOrders, testing::Range(1U, 41U));

} // namespace

} // namespace kod::model
