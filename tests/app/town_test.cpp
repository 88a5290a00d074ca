// The whole engine in this process, with the people of `kod dev`.

#include "app/embedded.hpp"
#include "app/sample_roster.hpp"
#include "app/simulated_people.hpp"
#include "app/wiring/house.hpp"
#include "model/journal.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <unistd.h>

namespace kod::app {

namespace {

using namespace std::chrono_literals;

constexpr auto never =
  R"({"time_zone":"America/New_York","weekly":{"monday":null,"tuesday":null,"wednesday":null,)"
  R"("thursday":null,"friday":null,"saturday":null,"sunday":null}})";

class Town : public testing::Test {
protected:
  Town() {
    given.data = testing::TempDir() + "kod_town_test_" + std::to_string(::getpid());
    given.listen = "127.0.0.1:0";
    given.storage_floor = 0; // However full this machine's disk is.
    std::filesystem::remove_all(given.data);
    open();
  }
  ~Town() override {
    engine.reset();
    std::filesystem::remove_all(given.data);
  }

  void open() {
    engine.emplace(under, given, [](std::uint64_t) {});
    server = "http://" + engine->listen();
  }

  std::string token(model::role role, const std::string& id) const {
    return engine->tokens().sign({role, id}, 1h);
  }

  void load_roster() {
    agents.resize(40);
    http_client client{server, {}};
    load_sample_roster(
      client, agents, {token(model::role::operator_, "test"), [this](const std::string& id) {
                         return token(model::role::agent, id);
                       }});
  }

  std::int64_t completed() const {
    http_client client{server, token(model::role::operator_, "test")};
    const auto stats = boost::json::parse(client.get("/v1/stats").body);
    return stats.at("referrals").at("by_status").at("Complete").as_int64();
  }

  /// How many of the guest's referrals are so.
  std::size_t guests(const std::string& status) const {
    http_client client{server, token(model::role::agent, agents.front().agent_id)};
    const auto list =
      boost::json::parse(client.get("/v1/agents/me/referrals?status=" + status).body);
    return list.at("items").as_array().size();
  }

  simulated_people people() const {
    return {
      http_client{server, {}},
      {.agents = agents,
       .guest = agents.front().agent_id,
       .zips = read_zips(sample_agents()),
       .operator_token = token(model::role::operator_, "test"),
       .intake_token = token(model::role::intake, "test"),
       .sign_for_agent = [this](const std::string& id) { return token(model::role::agent, id); }},
      7};
  }

  settings given;
  ground under{{.form = {}, .level = model::log_level::warning}};
  std::vector<sample_registration> agents = read_registrations(sample_registrations());
  std::optional<house> engine;
  std::string server;
};

TEST_F(Town, BringsRequestsToTheirEnds) {
  load_roster();
  auto living = people();
  simulated_people::time now{};
  for (int second = 0; second < 3'000 && completed() < 3; ++second)
    living.step(now += 1s); // Their time, not ours.
  EXPECT_GE(completed(), 3);
}

TEST_F(Town, AsksItsGuestWhateverTheHourAndLetsThemAnswerFirst) {
  load_roster();
  http_client guest{server, token(model::role::agent, agents.front().agent_id)};
  ASSERT_EQ(guest.send("PUT", "/v1/agents/me/registration/schedule", never).status, 200);
  auto living = people();
  simulated_people::time now{};
  for (int second = 0; second < 600 && guests("Pending") == 0; ++second)
    living.step(now += 1s);
  ASSERT_GT(guests("Pending"), 0U);
  for (int second = 0; second < 13; ++second) {
    living.step(now += 1s);
    EXPECT_EQ(guests("In%20Progress"), 0U) << second;
  }
  for (int second = 0; second < 30 && guests("In%20Progress") == 0; ++second)
    living.step(now += 1s);
  EXPECT_GT(guests("In%20Progress"), 0U);
}

TEST_F(Town, LoadsItsRosterTwiceWithoutHarm) {
  load_roster();
  EXPECT_NO_THROW(load_roster());
}

TEST_F(Town, IsThereAgainAfterItWasClosed) {
  load_roster();
  engine.reset();
  open();
  http_client client{server, token(model::role::agent, agents.front().agent_id)};
  EXPECT_EQ(client.get("/v1/agents/me").status, 200);
}

TEST_F(Town, HasItsFolderForItself) {
  EXPECT_THROW(house(under, given, [](std::uint64_t) {}), model::journal_failure);
  EXPECT_EQ(http_client(server, {}).get("/readyz").status, 200);
}

} // namespace

} // namespace kod::app
