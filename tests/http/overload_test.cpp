#include "http/door.hpp"
#include "http/server.hpp"
#include "tests/http/raw_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>

// A server with a door, before an engine that is stuck: who is turned away, and for how long.

namespace {

using namespace kod;
using namespace std::chrono_literals;
using http::errand;
using testing::HasSubstr;

constexpr http::credits::bounds two_of_each{
  {{.least = 2, .most = 2}, {.least = 2, .most = 2}, {.least = 2, .most = 2}, {2, 2, {}}}};

/// The path says what it is: `/new_request`, `/order`, `/health`; nothing is answered until the
/// test says so.
class StuckEngine : public testing::Test {
protected:
  ~StuckEngine() override { answer_all(); }

  http::admission admit(const http::request& head) {
    return door.watch(
      {.serve = [this](const auto&, http::respond answer) { keep(std::move(answer)); },
       .errand = head.path == "/new_request" ? errand::new_request
                 : head.path == "/order"     ? errand::order
                                             : errand::health});
  }
  void start(const http::server_options& options = {}) {
    server.emplace(options, [this](const http::request& head) { return admit(head); });
    where = server->listen("127.0.0.1:0");
  }

  /// Has come to the engine once this returns.
  void ask(const std::string& path) {
    std::unique_lock lock{mutex};
    const auto before = waiting.size();
    clients.emplace_back(where).say("POST " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    changed.wait(lock, [&] { return waiting.size() > before; });
  }
  tests::raw_answer ask_in_vain(const std::string& path) {
    return tests::raw_client{where}.ask("POST " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
  }

  void keep(http::respond answer) {
    const std::scoped_lock lock{mutex};
    waiting.push_back(std::move(answer));
    changed.notify_one();
  }
  void answer_all() {
    std::vector<http::respond> now;
    {
      const std::scoped_lock lock{mutex};
      now.swap(waiting);
    }
    for (const auto& each : now)
      each({.body = "done"});
  }

  http::door door{two_of_each, [] { return model::instant{1h}; }};
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<http::respond> waiting;
  std::string where;
  std::list<tests::raw_client> clients;
  std::optional<http::server> server;
};

TEST_F(StuckEngine, RefusesNewRequestsBeforeOrdersAndHealth) {
  start();
  ask("/new_request");
  ask("/new_request");
  const auto refused = ask_in_vain("/new_request");
  EXPECT_EQ(refused.status, 503u);
  EXPECT_EQ(refused.header("Retry-After"), "1");
  EXPECT_THAT(refused.body, HasSubstr("/problems/overloaded"));
  ask("/order");
  ask("/health");
  answer_all();
  for (auto& each : clients)
    EXPECT_EQ(each.hear().body, "done");
  ask("/new_request");
}

TEST_F(StuckEngine, RefusesWhileItStillHasWhatItsClientsHaveGivenUp) {
  start({.patrol = 5ms, .answer = 20ms});
  ask("/new_request");
  ask("/new_request");
  for (auto& each : clients)
    EXPECT_THAT(each.hear().body, HasSubstr("/problems/unknown-outcome"));
  clients.clear();
  EXPECT_EQ(ask_in_vain("/new_request").status, 503u);
  EXPECT_EQ(waiting.size(), 2u);
  answer_all();
  EXPECT_EQ(door.inside(errand::new_request), 0u);
  ask("/new_request");
}

TEST_F(StuckEngine, RefusesWhatComesAfterARefusalOnTheSameConnectionToo) {
  start();
  ask("/new_request");
  ask("/new_request");
  tests::raw_client client{where};
  for (int each = 0; each < 3; ++each)
    EXPECT_EQ(client.ask("POST /new_request HTTP/1.1\r\nHost: x\r\n\r\n").status, 503u);
  answer_all();
  client.say("POST /new_request HTTP/1.1\r\nHost: x\r\n\r\n");
  {
    std::unique_lock lock{mutex};
    changed.wait(lock, [&] { return !waiting.empty(); });
  }
  answer_all();
  EXPECT_EQ(client.hear().body, "done");
}

} // namespace
