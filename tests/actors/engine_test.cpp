#include "model/history.hpp"
#include "model/invariants.hpp"
#include "tests/support/with_engine.hpp"

#include <caf/send.hpp>

#include <algorithm>
#include <map>

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class Engine : public with_engine {
protected:
  ~Engine() override {
    settle();
    for (const auto& broken : violations(*store, settings))
      ADD_FAILURE() << broken;
  }

  std::vector<std::string> history_of(const referral_id& id) const {
    std::vector<std::string> types;
    for (const auto& each : whole_history(*store, id))
      std::visit(
        [&](const auto& event) { types.emplace_back(event.type); },
        std::get<referral_event>(each.event));
    return types;
  }

  /// Nobody is served before all have asked. Answers how often each answer was given.
  std::map<std::string, int> race(const std::vector<referral_order>& orders) {
    using handle = decltype(self->request(house.registry, caf::infinite, referral_order{}));
    std::vector<handle> asked;
    for (const auto& each : orders)
      asked.push_back(self->request(house.registry, caf::infinite, each));
    settle();
    std::map<std::string, int> answers;
    for (auto& each : asked)
      each.receive(
        [&](const referral_view&) { ++answers["done"]; },
        [&](const caf::error& why) {
          ++answers[std::string{to_string(static_cast<rejection>(why.code()))}];
        });
    return answers;
  }

  referral_id a_mass_referral() {
    const auto id = request()->id;
    EXPECT_TRUE(order(an_operator, id, broadcast{}));
    return id;
  }
};

TEST_F(Engine, ARequestIsOfferedAcceptedAndCompleted) {
  register_agent(ann);
  const auto id = request()->id;
  EXPECT_EQ(holder(id), "ann");

  const auto accepted = accept(ann, id);
  ASSERT_TRUE(accepted);
  EXPECT_EQ(accepted->contact->name, a_contact().name);
  EXPECT_EQ(accepted->now.status, referral_status::in_progress);

  const auto completed =
    order(as(ann), id, complete{.disposition = disposition::enrolled, .note = {}});
  ASSERT_TRUE(completed);
  EXPECT_EQ(completed->now.status, referral_status::complete);
  EXPECT_EQ(
    history_of(id),
    (std::vector<std::string>{
      "requested", "offered", "accepted", "contact-shared", "contacted", "completed"}));
}

TEST_F(Engine, WithNobodyToCallARequestGoesToEverybodyAtOnce) {
  const auto id = request()->id;
  EXPECT_EQ(referral(id).type, referral_type::mass);
}

TEST_F(Engine, ARejectGoesToTheNextAgentAndCountsNoMiss) {
  register_agent(ann);
  register_agent(bob);
  const auto id = request()->id;
  ASSERT_TRUE(order(as(ann), id, reject{.agent = ann, .reason = "busy"}));
  EXPECT_EQ(holder(id), "bob");
  EXPECT_EQ(agent(ann).misses, 0);
}

TEST_F(Engine, AnUnansweredOfferCountsAsAMissWhenItsWindowCloses) {
  register_agent(ann);
  const auto id = request()->id;
  wait(15min - 1s);
  EXPECT_EQ(agent(ann).misses, 0);
  wait(1s);
  EXPECT_EQ(agent(ann).misses, 1);
  EXPECT_EQ(referral(id).type, referral_type::mass); // No second window fits under the promise.
}

TEST_F(Engine, ThreeMissesInARowDeregisterAndThreeSectionsBringTheAgentBack) {
  register_agent(ann);
  for (int i = 0; i < 3; ++i) {
    request();
    wait(15min);
  }
  EXPECT_EQ(agent(ann).registration, registration_status::deregistered);
  EXPECT_EQ(agent(ann).misses, 3);

  for (const auto& step : std::vector<agent_command>{
         agree{"2026-1"},
         save_contact{{"+15025550100", "a@example.org"}, {preferred_contact::phone, {english}}},
         save_schedule{round_the_clock()}})
    ASSERT_TRUE(order(ann, step));
  EXPECT_EQ(agent(ann).registration, registration_status::registered);
  EXPECT_EQ(agent(ann).misses, 0);
}

TEST_F(Engine, OfManySimultaneousAcceptsOfAMassReferralOneWins) {
  std::vector<referral_order> accepts;
  for (int i = 0; i < 50; ++i)
    register_agent({"a-" + std::to_string(i)});
  const auto id = a_mass_referral();
  for (int i = 0; i < 50; ++i) {
    const agent_id each{"a-" + std::to_string(i)};
    accepts.push_back({id, as(each), kod::model::accept{.agent = each}});
  }
  const auto answers = race(accepts);
  EXPECT_EQ(answers.at("done"), 1);
  EXPECT_EQ(answers.at(std::string{to_string(rejection::already_taken)}), 49);
}

TEST_F(Engine, AnAgentWhoAcceptsEightMassReferralsAtOnceGetsThree) {
  register_agent(ann);
  std::vector<referral_order> accepts;
  for (int i = 0; i < 8; ++i)
    accepts.push_back({a_mass_referral(), as(ann), kod::model::accept{.agent = ann}});
  const auto answers = race(accepts);
  EXPECT_EQ(answers.at("done"), 3);
  EXPECT_EQ(answers.at(std::string{to_string(rejection::limit_reached)}), 5);
  EXPECT_EQ(count_entries(agent(ann), entry_state::in_progress), 3);
}

TEST_F(Engine, OrdersThatComeAtOnceAreTakenOneAfterTheOther) {
  register_agent(ann);
  const auto id = a_mass_referral();
  const auto answers = race(
    {{id, an_operator, mark_contacted{}},
     {id, an_operator, reveal{"asked"}},
     {id, an_operator, reveal{"asked again"}}});
  EXPECT_EQ(answers.at("done"), 3);

  caf::anon_send(house.registry, agent_order{ann, as(ann), set_override{override_mode::off, {}}});
  EXPECT_TRUE(order(ann, agree{"2026-2"}));
  EXPECT_EQ(agent(ann).override_.mode, override_mode::off);
  EXPECT_EQ(agent(ann).agreement->terms_version, "2026-2");
}

TEST_F(Engine, ABurstOfRequestsNeverNamesTheSameAgentTwice) {
  for (const auto& each : {ann, bob, cid})
    register_agent(each);
  std::vector<referral_id> ids;
  for (int i = 0; i < 5; ++i)
    ids.push_back(request()->id);
  std::vector<std::string> holders;
  for (const auto& id : ids)
    if (open_offer(referral(id)))
      holders.push_back(holder(id));
  std::ranges::sort(holders);
  EXPECT_EQ(holders, (std::vector<std::string>{"ann", "bob", "cid"}));
}

TEST_F(Engine, SwitchingOffWithdrawsTheOfferAndTheNextIsNamed) {
  register_agent(ann);
  register_agent(bob);
  const auto id = request()->id;
  ASSERT_TRUE(order(ann, set_override{override_mode::off, {}}));
  EXPECT_EQ(holder(id), "bob");
  EXPECT_EQ(agent(ann).misses, 0);
  EXPECT_EQ(agent(ann).hand_withdrawals, 1);
  EXPECT_TRUE(agent(ann).ledger.empty());
}

TEST_F(Engine, ALicenceThatLapsesAtMidnightSuspendsTheAgentAndWithdrawsItsOffer) {
  register_agent(ann);
  wait(11h + 50min); // Ten to midnight in New York.
  auto facts = facts_of(newcomer(ann));
  facts.credentials.license->expires = std::chrono::sys_days{std::chrono::year{2026} / 11 / 10};
  ASSERT_TRUE(
    ask<agent_view>(house.registry, agent_order{ann, an_operator, supply_agent{ann, facts, true}}));
  const auto id = request()->id;
  EXPECT_EQ(holder(id), "ann");
  wait(10min);
  EXPECT_EQ(agent(ann).registration, registration_status::suspended);
  EXPECT_EQ(holder(id), "");
  EXPECT_EQ(referral(id).type, referral_type::mass);
}

TEST_F(Engine, TwoReassignmentsCrosswiseBothEnd) {
  register_agent(ann);
  register_agent(bob);
  const auto first = request()->id;
  const auto second = request()->id;
  ASSERT_TRUE(accept({holder(first)}, first));
  ASSERT_TRUE(accept({holder(second)}, second));
  const auto answers = race(
    {{first, an_operator, assign{{holder(second)}, {}}},
     {second, an_operator, assign{{holder(first)}, {}}}});
  EXPECT_EQ(answers.at("done"), 2);
  EXPECT_NE(holder(first), holder(second));
}

TEST_F(Engine, ARejectOfAMassReferralHidesItFromThatBoardAlone) {
  register_agent(ann);
  const auto id = a_mass_referral();
  ASSERT_TRUE(order(as(ann), id, reject{.agent = ann, .reason = {}}));
  EXPECT_EQ(referral(id).status, referral_status::pending);
  EXPECT_TRUE(
    ask<referral_page>(house.directory, list_desk{.agent = ann, .by = as(ann)})->items.empty());
}

TEST_F(Engine, ABoardIsShownToThoseWhoSpeakTheLanguageAndElseToAll) {
  register_agent(ann, {english});
  const auto id = request(spanish)->id;
  ASSERT_EQ(referral(id).type, referral_type::mass);
  register_agent(bob, {english, spanish});
  EXPECT_EQ(
    accept(ann, id).error(), caf::make_error(rejection::not_offered)); // A speaker is there now.
  ASSERT_TRUE(order(bob, set_override{override_mode::off, {}}));
  EXPECT_TRUE(accept(ann, id)); // None is, so with an interpreter.
}

// -- deadlines and restarts ---------------------------------------------------

TEST_F(Engine, ARestartKeepsTheDeadlineAndTheLateOneIsNobodysMiss) {
  register_agent(ann);
  const auto id = request()->id;
  const auto reply_by = referral(id).tenure->reply_by;
  wait(5min);
  restart();
  EXPECT_EQ(referral(id).tenure->reply_by, reply_by);
  wait(10min);
  EXPECT_EQ(holder(id), "");
  EXPECT_EQ(agent(ann).misses, 0);
  EXPECT_EQ(history_of(id).at(2), "withdrawn");
}

TEST_F(Engine, ADeadlineThatPassedWhileTheEngineWasDownEndsAtOnce) {
  register_agent(ann);
  const auto id = request()->id;
  restart(20min);
  pass(1s);
  EXPECT_EQ(holder(id), "");
  EXPECT_EQ(agent(ann).misses, 0);
}

TEST_F(Engine, AfterAStartWithTheClockSetBackAnOfferEndsAtOnceAsNobodysMiss) {
  register_agent(ann);
  register_agent(bob);
  const auto id = request()->id;
  const auto first = holder(id);
  wait(1min);
  set_by = -1h;
  restart();
  pass(1s);
  EXPECT_NE(holder(id), first); // Who was asked before may have had it for longer than a window.
  EXPECT_NE(holder(id), "");
  EXPECT_EQ(agent(ann).misses + agent(bob).misses, 0);
  EXPECT_EQ(history_of(id).at(2), "withdrawn");
}

TEST_F(Engine, AfterAStartWithTheClockSetForwardAnOfferEndsAtOnceAsNobodysMiss) {
  register_agent(ann);
  const auto id = request()->id;
  set_by = 24h;
  restart();
  pass(1s);
  EXPECT_EQ(holder(id), "");
  EXPECT_EQ(agent(ann).misses, 0);
  EXPECT_EQ(history_of(id).at(2), "withdrawn");
}

TEST_F(Engine, AfterARestartAcceptedAndMassReferralsAreWhereTheyWere) {
  register_agent(ann);
  const auto taken = request()->id;
  ASSERT_TRUE(accept(ann, taken));
  const auto mass = a_mass_referral();
  restart();
  EXPECT_EQ(holder(taken), "ann");
  EXPECT_TRUE(accept(ann, taken)); // Again: 200.
  EXPECT_TRUE(accept(ann, mass));
}

TEST_F(Engine, WhenThePromisePassesUncontactedTheReferralIsOverdueOnce) {
  const auto id = request()->id;
  wait(30min);
  EXPECT_TRUE(referral(id).overdue);
  restart();
  wait(5min);
  EXPECT_EQ(std::ranges::count(history_of(id), "overdue"), 1);
}

TEST_F(Engine, ARepeatedKeyGivesTheSameAnswerAlsoAfterARestart) {
  auto wish = a_take({});
  wish.key = request_key{"key/resident/k", "hash"};
  const auto first = ask<request_taken>(house.registry, request_order{{}, wish});
  ASSERT_TRUE(first);
  restart();
  const auto again = ask<request_taken>(house.registry, request_order{{}, wish});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(again->callback_by, first->callback_by);

  wish.key->body_hash = "another";
  EXPECT_EQ(
    ask<request_taken>(house.registry, request_order{{}, wish}).error(),
    caf::make_error(rejection::key_reused));
  wish.key.reset();
  EXPECT_EQ(
    ask<request_taken>(house.registry, request_order{{}, wish}).error(),
    caf::make_error(rejection::duplicate_request));
}

TEST_F(Engine, WhatIsKeptUnderAKeyIsFoundWithoutStoringAnything) {
  auto wish = a_take({});
  wish.key = request_key{"key/resident/k", "hash"};
  const auto find = [&](const request_key& key) {
    return ask<request_taken>(house.directory, find_kept{key});
  };
  EXPECT_EQ(find(*wish.key).error(), caf::make_error(rejection::not_found));
  const auto first = ask<request_taken>(house.registry, request_order{{}, wish});
  ASSERT_TRUE(first);
  const auto stored = store->last_sequence();
  const auto again = find(*wish.key);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(again->callback_by, first->callback_by);
  EXPECT_EQ(
    find({wish.key->claim_name, "another"}).error(), caf::make_error(rejection::key_reused));
  EXPECT_EQ(store->last_sequence(), stored);
  wait(std::chrono::duration_cast<std::chrono::seconds>(key_lifetime));
  EXPECT_EQ(find(*wish.key).error(), caf::make_error(rejection::not_found));
}

// -- what the engine does of itself -------------------------------------------

TEST_F(Engine, AnEndedReferralRetiresAndIsWokenOnDemand) {
  register_agent(ann);
  const auto id = request()->id;
  ASSERT_TRUE(order(an_operator, id, cancel{}));
  const auto live = [&] {
    return ask<actor_page>(house.roll, list_actors{.kind = "referral"})->items.size();
  };
  EXPECT_EQ(live(), 0);
  EXPECT_TRUE(order(an_operator, id, cancel{}));
  EXPECT_EQ(accept(ann, id).error(), caf::make_error(rejection::already_ended));
  EXPECT_EQ(live(), 0);
}

TEST_F(Engine, AFailedWriteEndsTheProcessAndAnswersUnknown) {
  register_agent(ann);
  store->fail_after(0);
  EXPECT_FALSE(request());
  EXPECT_FALSE(died_of.empty());
}

TEST_F(Engine, ListsAndFiguresAgree) {
  register_agent(ann);
  register_agent(bob);
  const auto first = request()->id;
  ASSERT_TRUE(accept({holder(first)}, first));
  request();
  request();
  const auto seen = ask<stats>(house.directory, get_stats{});
  ASSERT_TRUE(seen);
  const auto listed = [&](referral_status status) {
    return ask<referral_page>(house.directory, list_referrals{.status = status})->items.size();
  };
  EXPECT_EQ(seen->census.by_status[0], listed(referral_status::pending));
  EXPECT_EQ(seen->census.by_status[1], listed(referral_status::in_progress));
  EXPECT_EQ(seen->census.by_status[1], 1);
  EXPECT_EQ(seen->census.by_status[0], 2);
}

} // namespace
