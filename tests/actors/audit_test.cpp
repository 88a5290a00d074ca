#include "actors/audit_pages.hpp"
#include "model/audit.hpp"
#include "tests/support/with_engine.hpp"

using namespace kod::model;
using namespace kod::actors;
using namespace kod::tests;

namespace {

class Audit : public with_engine {
protected:
  Audit() { register_agent(ann); }

  audit_page page(list_audit wanted = {}) {
    auto found = ask<audit_page>(house.directory, std::move(wanted));
    return found ? std::move(*found) : audit_page{};
  }
  std::vector<std::string> types(const std::optional<std::string>& subject = {}) {
    std::vector<std::string> all;
    for (const auto& each : page({.subject = subject, .limit = 200}).items)
      std::visit(
        [&](const auto& event) {
          std::visit([&](const auto& one) { all.emplace_back(one.type); }, event);
        },
        each.event.event);
    return all;
  }
  void look(const referral_id& id, const std::string& why) {
    ASSERT_TRUE(ask<referral_view>(
      house.registry, referral_order{id, an_operator, reveal{why}, {}, "192.0.2.1"}));
  }
  commit_answer note(const notice& what) {
    return *ask<commit_answer>(house.registry, notice_order{as(ann), what, "192.0.2.7"});
  }
};

TEST_F(Audit, EveryLookHasItsRecordWithReasonAndOrigin) {
  const auto id = request()->id;
  look(id, "first");
  look(id, "second");
  const auto found = page();
  ASSERT_EQ(found.items.size(), 2U);
  EXPECT_EQ(found.items[0].reason, "second");
  EXPECT_EQ(found.items[1].reason, "first");
  EXPECT_EQ(found.items[0].event.from, "192.0.2.1");
  EXPECT_EQ(found.items[0].event.by, an_operator);
}

TEST_F(Audit, AnAddressIsNotKeptOfWhatItDoesNotTell) {
  const auto id = request()->id;
  ASSERT_TRUE(ask<referral_view>(
    house.registry, referral_order{id, a_resident, cancel{"no more"}, {}, "192.0.2.1"}));
  for (const auto& each : store->since(0, 500))
    EXPECT_EQ(each.from, "") << each.sequence;
}

TEST_F(Audit, ASignInIsARecordOfItsOwn) {
  note({{"ann"}, signed_in{"link"}});
  note({{"backups"}, backup_made{3}});
  EXPECT_EQ(types(), (std::vector<std::string>{"backup-made", "signed-in"}));
  EXPECT_EQ(types("ann"), std::vector<std::string>{"signed-in"});
  EXPECT_EQ(page().items.back().event.from, "192.0.2.7");
  restart();
  EXPECT_EQ(types().size(), 2U);
}

TEST_F(Audit, ASubjectsRecordsAreItsNoticesAndItsHistory) {
  note({{"ann"}, signed_in{"link"}});
  ASSERT_TRUE(ask<agent_view>(
    house.registry, agent_order{ann, an_operator, deregister_agent{"left"}, "192.0.2.1"}));
  EXPECT_EQ(types("ann"), (std::vector<std::string>{"deregistered", "signed-in"}));
  EXPECT_EQ(page().items.front().reason, "left");
}

TEST_F(Audit, TheRosterIsChangedByHandUnderItsAgentAndNotByAnImportsLine) {
  const auto give = [this](agent_command what, const std::string& from) {
    ASSERT_TRUE(
      ask<agent_view>(house.registry, agent_order{ann, an_operator, std::move(what), from}));
  };
  patch_credentials lapsed;
  lapsed.certification_expires.emplace();
  give(lapsed, "192.0.2.1");
  EXPECT_EQ(types("ann"), std::vector<std::string>{"credentials-changed"});
  EXPECT_EQ(page().items.front().event.from, "192.0.2.1");
  give(lapsed, "192.0.2.1");
  EXPECT_EQ(types("ann").size(), 1U) << "it changed nothing";
  give(supply_agent{ann, facts_of(newcomer(ann))}, "");
  EXPECT_EQ(types("ann").size(), 1U);
  ASSERT_TRUE(ask<agent_view>(
    house.registry,
    agent_order{bob, an_operator, create_agent{bob, facts_of(newcomer(bob))}, "192.0.2.1"}));
  EXPECT_EQ(types("bob"), std::vector<std::string>{"created"});
}

TEST_F(Audit, PausesAndSettingsAreTheirCountysAndTheProgrammes) {
  const auto set = [this](programme_command what) {
    ASSERT_TRUE(ask<kod::model::programme>(
      house.registry, programme_order{an_operator, std::move(what), "192.0.2.1"}));
  };
  set(set_programme{
    {.open = false, .message = "closed", .hours = {}, .contact_centre_phone = "+15025550100"},
    "storm"});
  set(pause_county{"Pike County", "flood", {}});
  set(resume_county{"Pike County", "dry again"});
  ASSERT_TRUE(ask<agent_view>(
    house.registry, agent_order{ann, an_operator, pause_offers{"on leave", {}}, "192.0.2.1"}));
  EXPECT_EQ(types("programme"), std::vector<std::string>{"programme-changed"});
  EXPECT_EQ(types("Pike County"), (std::vector<std::string>{"county-resumed", "county-paused"}));
  EXPECT_EQ(types("ann"), std::vector<std::string>{"offers-paused"});
  std::vector<std::string> why;
  for (const auto& each : page().items) {
    why.push_back(each.reason.value_or("none"));
    EXPECT_EQ(each.event.from, "192.0.2.1");
  }
  EXPECT_EQ(why, (std::vector<std::string>{"on leave", "dry again", "flood", "storm"}));
}

TEST_F(Audit, PagesGoOnWhereTheyEndedThoughMoreHasHappened) {
  const auto id = request()->id;
  for (const auto* why : {"1", "2", "3", "4", "5"})
    look(id, why);
  const auto first = page({.limit = 2});
  look(id, "6");
  const auto second = page({.before = first.next, .limit = 2});
  const auto third = page({.before = second.next, .limit = 2});
  ASSERT_EQ(third.items.size(), 1U);
  EXPECT_EQ(first.items[1].reason, "4");
  EXPECT_EQ(second.items[0].reason, "3");
  EXPECT_EQ(third.items[0].reason, "1");
  EXPECT_EQ(third.next, std::nullopt);
  const auto whole = page({.limit = 6});
  EXPECT_EQ(whole.next, std::nullopt) << "a page that holds the rest is the last";
}

TEST_F(Audit, WhatLiesFarBackIsFoundPieceByPiece) {
  const auto id = request()->id;
  look(id, "long ago");
  for (std::size_t told = 0; told < 3 * audit_piece_events; told += 2) {
    order(ann, set_override{override_mode::off, {}});
    order(ann, set_override{override_mode::schedule, {}});
  }
  ASSERT_GT(store->last_sequence(), 3 * audit_piece_events);
  ASSERT_EQ(page().items.size(), 1U);
  EXPECT_EQ(page().items.front().reason, "long ago");
}

} // namespace
