#include "tests/http/server_fixture.hpp"

#include <gmock/gmock.h>

// What the server does about clients that are slow, many or never content, and about an engine
// that doesn't answer.

namespace {

using namespace kod;
using namespace std::chrono_literals;
using testing::HasSubstr;
using tests::Server;

TEST_F(Server, ASlowHeadIsGivenUp) {
  tests::raw_client client{start({.patrol = 10ms, .head = 50ms})};
  const auto answer = client.ask("GET /a HTTP/1.1\r\nHost:");
  EXPECT_EQ(answer.status, 408);
  EXPECT_TRUE(client.hears_the_end());
}

TEST_F(Server, ASlowBodyIsGivenUp) {
  tests::raw_client client{start({.patrol = 10ms, .body = 50ms})};
  const auto answer = client.ask("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
  EXPECT_EQ(answer.status, 408);
  EXPECT_TRUE(client.hears_the_end());
}

TEST_F(Server, AnIdleConnectionIsClosed) {
  tests::raw_client client{start({.patrol = 10ms, .idle = 50ms})};
  EXPECT_TRUE(client.hears_the_end());
}

// -- too many -----------------------------------------------------------------

constexpr auto get_a = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr auto get_later = "GET /later HTTP/1.1\r\nHost: x\r\n\r\n";

TEST_F(Server, AFullTableClosesWhoHasBeenIdleForTheLongestTime) {
  const auto where = start({.connections = 2});
  tests::raw_client oldest{where};
  EXPECT_EQ(oldest.ask(get_a).status, 200);
  tests::raw_client other{where};
  EXPECT_EQ(other.ask(get_a).status, 200);
  tests::raw_client fresh{where};
  EXPECT_EQ(fresh.ask(get_a).status, 200);
  EXPECT_TRUE(oldest.hears_the_end());
  EXPECT_EQ(other.ask(get_a).status, 200);
}

TEST_F(Server, WhoAsksNowAndThenIsNotTheOneWhoIsIdle) {
  const auto where = start({.connections = 2});
  tests::raw_client asking{where};
  EXPECT_EQ(asking.ask(get_a).status, 200);
  tests::raw_client idle{where};
  EXPECT_EQ(idle.ask(get_a).status, 200);
  EXPECT_EQ(asking.ask(get_a).status, 200);
  tests::raw_client fresh{where};
  EXPECT_EQ(fresh.ask(get_a).status, 200);
  EXPECT_TRUE(idle.hears_the_end());
  EXPECT_EQ(asking.ask(get_a).status, 200);
}

TEST_F(Server, HalfAHeadDoesNotKeepAPlaceInAFullTable) {
  const auto where = start({.connections = 1});
  tests::raw_client slow{where};
  slow.say("GET /a HTTP/1.1\r\nHos");
  tests::raw_client fresh{where};
  EXPECT_EQ(fresh.ask(get_a).status, 200);
  EXPECT_TRUE(slow.hears_the_end());
}

TEST_F(Server, HalfABodyDoesNotKeepAPlaceInAFullTable) {
  const auto where = start({.connections = 1});
  tests::raw_client slow{where};
  slow.say("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
  slow.hear_until("\r\n\r\n");
  slow.say("ab");
  tests::raw_client fresh{where};
  EXPECT_EQ(fresh.ask(get_a).status, 200);
  EXPECT_TRUE(slow.hears_the_end());
}

TEST_F(Server, TellsOneConnectionTooManyThatItIsOverloadedWhereAllAreBusy) {
  const auto where = start({.connections = 1});
  tests::raw_client first{where};
  first.say(get_later);
  was_asked.get_future().wait();
  tests::raw_client second{where};
  const auto answer = second.hear();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("Retry-After"), "1");
  EXPECT_THAT(answer.body, HasSubstr("/problems/overloaded"));
  EXPECT_TRUE(second.hears_the_end());
  answer_later();
  EXPECT_EQ(first.hear().body, "at last");
}

// -- an engine that doesn't answer ----------------------------------------------

TEST_F(Server, ALookThatIsNotAnsweredInTimeIsOverloaded) {
  tests::raw_client client{start({.patrol = 5ms, .answer = 20ms})};
  const auto answer = client.ask(get_later);
  EXPECT_EQ(answer.status, 503);
  EXPECT_THAT(answer.body, HasSubstr("/problems/overloaded"));
}

TEST_F(Server, AChangeThatIsNotAnsweredInTimeHasAnUnknownOutcome) {
  tests::raw_client client{start({.patrol = 5ms, .answer = 20ms})};
  const auto answer = client.ask("POST /later HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("Retry-After"), "1");
  EXPECT_THAT(answer.body, HasSubstr("/problems/unknown-outcome"));
}

TEST_F(Server, AnAnswerThatComesTooLateIsNotTheNextOnes) {
  tests::raw_client client{start({.patrol = 5ms, .answer = 20ms})};
  EXPECT_EQ(client.ask(get_later).status, 503);
  client.say("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nh");
  answer_later();
  client.say("i");
  EXPECT_EQ(client.hear().body, "/a<hi>");
  EXPECT_EQ(client.ask(get_a).body, "/a<>");
}

TEST_F(Server, LongWorkIsWaitedForLonger) {
  const auto where = start({.patrol = 5ms, .body = 50ms, .answer = 20ms, .long_answer = 1h});
  tests::raw_client client{where};
  client.say("POST /long HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
  was_asked.get_future().wait();
  tests::raw_client slow{where};
  const auto told = slow.ask("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(told.status, 408); // More than 20 ms have gone by.
  answer_later();
  EXPECT_EQ(client.hear().body, "at last");
}

// -- clients that never read ------------------------------------------------------

/// Says it until the server hangs up. One that waits for ever for its client would never do so.
void say_until_the_end(tests::raw_client& client, const std::string& requests) {
  while (client.say(requests)) {
  }
}

TEST_F(Server, AClientThatNeverReadsIsGivenUp) {
  tests::raw_client client{start({.patrol = 5ms, .writing = 50ms})};
  say_until_the_end(client, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
}

TEST_F(Server, AClientThatNeverReadsIsGivenUpAlsoWhileTheEngineIsAtWorkForIt) {
  tests::raw_client client{start({.patrol = 5ms, .writing = 50ms})};
  say_until_the_end(
    client,
    "GET /large HTTP/1.1\r\nHost: x\r\n\r\n"
    "GET /soon HTTP/1.1\r\nHost: x\r\n\r\n");
}

} // namespace
