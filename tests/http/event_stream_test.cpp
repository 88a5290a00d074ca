#include "http/event_stream.hpp"
#include "http/limits.hpp"
#include "http/server.hpp"
#include "tests/http/raw_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <thread>

namespace {

using namespace kod;
using namespace std::chrono_literals;
using testing::HasSubstr;

TEST(EventStream, WakesItsListenerOnceUntilItTakes) {
  http::event_stream stream;
  int woken = 0;
  EXPECT_TRUE(stream.send({1, "requested", "{}"}));
  stream.listen([&] { ++woken; });
  EXPECT_EQ(woken, 1) << "for what was there before it";
  EXPECT_EQ(stream.take(), "id: 1\nevent: requested\ndata: {}\n\n");
  EXPECT_TRUE(stream.send({2, "offered", "{}"}));
  EXPECT_TRUE(stream.send({3, "missed", "{}"}));
  EXPECT_EQ(woken, 2);
  EXPECT_EQ(stream.take(), "id: 2\nevent: offered\ndata: {}\n\nid: 3\nevent: missed\ndata: {}\n\n");
}

TEST(EventStream, WhoeverSendsIsToldThatNobodyListens) {
  http::event_stream stream;
  stream.close();
  EXPECT_FALSE(stream.send({1, "requested", "{}"}));
}

TEST(EventStream, ASlowListenerIsGivenUp) {
  http::event_stream stream;
  const std::string data(1000, 'x');
  std::uint64_t sent = 0;
  while (stream.send({sent, "requested", data}))
    ++sent;
  EXPECT_GT(sent, 900u);
  EXPECT_LT(sent * data.size(), http::limits::waiting_event_bytes);
  EXPECT_EQ(stream.take(), std::nullopt);
}

TEST(LastEventId, SaysWhereToGoOn) {
  const auto of = [](std::string text) {
    return http::last_event_of({.headers = {{"Last-Event-ID", std::move(text)}}});
  };
  EXPECT_EQ(of("42").id, 42u);
  EXPECT_FALSE(of("").id.has_value());
  EXPECT_FALSE(http::last_event_of({}).id.has_value());
  for (const auto* text : {"x", "-1", "4 2", "1.5", "99999999999999999999999"})
    EXPECT_TRUE(of(text).invalid) << text;
}

/// A server whose every answer is one stream, for one client.
class EventServer : public testing::Test {
protected:
  std::string start(const http::server_options& options = {}) {
    server.emplace(options, [this](const http::request&) {
      return http::admission{.serve = [this](const auto&, const http::respond& answer) {
        answer(http::stream_response(stream));
      }};
    });
    return server->listen("127.0.0.1:0");
  }

  static constexpr auto request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  std::shared_ptr<http::event_stream> stream = std::make_shared<http::event_stream>();
  std::optional<http::server> server;
};

TEST_F(EventServer, SendsEventsAsTheyCome) {
  tests::raw_client client{start()};
  const auto answer = client.ask(request);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.header("Content-Type"), "text/event-stream");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_TRUE(stream->send({7, "requested", "{\"a\":1}"}));
  EXPECT_EQ(client.hear_until("\n\n"), "id: 7\nevent: requested\ndata: {\"a\":1}\n\n");
  EXPECT_TRUE(stream->send({8, "offered", "{}"}));
  EXPECT_EQ(client.hear_until("\n\n"), "id: 8\nevent: offered\ndata: {}\n\n");
}

TEST_F(EventServer, SendsCommentsWhileNothingHappens) {
  tests::raw_client client{start({.patrol = 5ms, .heartbeat = 10ms})};
  client.ask(request);
  EXPECT_EQ(client.hear_until("\n\n"), ":\n\n");
  EXPECT_EQ(client.hear_until("\n\n"), ":\n\n");
}

TEST_F(EventServer, EndsTheStreamWhenItsClientGoes) {
  {
    tests::raw_client client{start({.patrol = 5ms, .heartbeat = 5ms})};
    client.ask(request);
  }
  std::uint64_t sent = 0;
  while (stream->send({++sent, "requested", "{}"}))
    std::this_thread::yield();
  SUCCEED();
}

TEST_F(EventServer, ASlowReaderIsDropped) {
  tests::raw_client client{start()};
  client.ask(request);
  const std::string data(10'000, 'x');
  std::uint64_t sent = 0;
  while (stream->send({++sent, "requested", data})) // It reads nothing meanwhile.
    std::this_thread::yield();
  server->stop();
  EXPECT_FALSE(stream->send({++sent, "requested", "{}"}));
}

TEST_F(EventServer, AStopEndsStreams) {
  tests::raw_client client{start()};
  client.ask(request);
  server->stop();
  EXPECT_TRUE(client.hears_the_end());
  EXPECT_FALSE(stream->send({1, "requested", "{}"}));
}

TEST_F(EventServer, HeadIsToldTheHeadersAlone) {
  tests::raw_client client{start()};
  client.say("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.hear(false).header("Content-Type"), "text/event-stream");
  EXPECT_TRUE(client.hears_the_end());
  EXPECT_FALSE(stream->send({1, "requested", "{}"}));
}

} // namespace
