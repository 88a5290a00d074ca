#include "http/event_stream.hpp"
#include "http/limits.hpp"
#include "http/server.hpp"
#include "tests/http/raw_client.hpp"
#include "tests/support/people.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace {

using namespace kod;
using namespace std::chrono_literals;
using testing::HasSubstr;

const model::clock at_noon = [] { return tests::noon; };

std::shared_ptr<http::event_stream> shared_stream() {
  return std::make_shared<http::event_stream>(at_noon);
}

TEST(EventStream, WakesItsListenerOnceUntilItTakes) {
  http::event_stream stream{at_noon};
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
  http::event_stream stream{at_noon};
  stream.close();
  EXPECT_FALSE(stream.send({1, "requested", "{}"}));
}

TEST(EventStream, ASlowListenerIsGivenUpAndToldThatThisIsTheEnd) {
  http::event_stream stream{at_noon};
  const std::string data(1000, 'x');
  std::uint64_t sent = 0;
  while (stream.send({sent, "requested", data}))
    ++sent;
  EXPECT_GT(sent, 900u);
  EXPECT_LT(sent * data.size(), http::limits::waiting_event_bytes);
  EXPECT_TRUE(stream.over());
  EXPECT_FALSE(stream.send({sent, "requested", "{}"}));
  EXPECT_EQ(
    stream.take(),
    "event: ended\ndata: {\"at\":\"2026-11-10T17:00:00Z\",\"reason\":\"too-slow\"}\n\n")
    << "it costs nothing more: the rest is in the journal";
  EXPECT_EQ(stream.take(), std::nullopt);
}

TEST(EventStream, IsTakenInPiecesOfWholeEvents) {
  http::event_stream stream{at_noon};
  const std::string data(1000, 'x');
  std::string told;
  for (std::uint64_t id = 0; id < 100; ++id) {
    EXPECT_TRUE(stream.send({id, "requested", data}));
    told += "id: " + std::to_string(id) + "\nevent: requested\ndata: " + data + "\n\n";
  }
  std::string taken;
  for (auto piece = stream.take(); !piece->empty(); piece = stream.take()) {
    EXPECT_TRUE(piece->starts_with("id: ") && piece->ends_with("x\n\n"));
    EXPECT_LT(piece->size(), http::limits::event_piece_bytes + 2 * data.size());
    taken += *piece;
  }
  EXPECT_EQ(taken, told);
}

TEST(EventStream, WhatWaitsIsToldBeforeAnEndThatIsNotItsListenersFault) {
  http::event_stream stream{at_noon};
  stream.send({1, "requested", "{}"});
  stream.end(http::stream_end::stopping);
  EXPECT_THAT(stream.take().value_or(""), HasSubstr("{}\n\nevent: ended\n"));
}

TEST(EventStream, HasOneEndAlone) {
  http::event_stream stream{at_noon};
  stream.end(http::stream_end::stopping);
  stream.end(http::stream_end::unavailable);
  EXPECT_THAT(stream.take().value_or(""), HasSubstr("\"reason\":\"stopping\"}\n\n"));
  EXPECT_EQ(stream.take(), std::nullopt);
}

TEST(EventStream, SaysWhenAllHasBeenTakenAlsoWhereNothingWasSent) {
  http::event_stream stream{at_noon};
  int woken = 0;
  int taken = 0;
  stream.listen([&] { ++woken; });
  stream.take();
  stream.when_taken([&] { ++taken; });
  EXPECT_EQ(woken, 2);
  stream.take();
  EXPECT_EQ(taken, 1);
  stream.when_taken([&] { ++taken; });
  stream.send({1, "requested", "{}"});
  stream.take();
  EXPECT_EQ(taken, 1) << "it is still on its way to the client";
  EXPECT_EQ(stream.take(), "");
  EXPECT_EQ(taken, 2);
}

TEST(EventStream, AListenerThatIsGivenUpIsWokenOnceMoreThoughItTakesNothing) {
  http::event_stream stream{at_noon};
  int woken = 0;
  stream.listen([&] { ++woken; });
  const std::string data(1000, 'x');
  while (stream.send({1, "requested", data}))
    EXPECT_EQ(woken, 1);
  EXPECT_EQ(woken, 2);
}

/// Two streams that share room for little.
class SharedBudget : public testing::Test {
protected:
  SharedBudget() {
    for (auto* each : {&slow, &fast})
      each->listen([] {}, budget);
  }
  static constexpr std::size_t most = 10'000;
  const std::string data = std::string(1'000, 'x');
  std::shared_ptr<http::event_budget> budget = std::make_shared<http::event_budget>(most);
  http::event_stream slow{at_noon};
  http::event_stream fast{at_noon};
};

TEST_F(SharedBudget, IsForWhoeverNeedsItUntilItIsUsedUp) {
  for (std::uint64_t id = 0; id < 8; ++id)
    EXPECT_TRUE(slow.send({id, "requested", data}));
  EXPECT_GT(budget->held(), 8'000u);
}

TEST_F(SharedBudget, DropsTheSlowAndNotWhoReads) {
  std::uint64_t id = 0;
  while (slow.send({++id, "requested", data})) {
    EXPECT_TRUE(fast.send({id, "requested", data}));
    EXPECT_TRUE(fast.take());
  }
  EXPECT_LT(id * data.size(), 2 * most) << "long before it held what one alone may";
  EXPECT_LT(budget->held(), most) << "what the slow one held is free again";
  for (int each = 0; each < 100; ++each) {
    EXPECT_TRUE(fast.send({++id, "requested", data}));
    EXPECT_TRUE(fast.take());
  }
}

TEST_F(SharedBudget, HoldsWhatIsBeingSent) {
  EXPECT_TRUE(slow.send({1, "requested", data}));
  slow.take();
  EXPECT_GT(budget->held(), data.size()) << "until more is asked for";
  slow.take();
  EXPECT_EQ(budget->held(), 0u);
}

TEST_F(SharedBudget, IsFreeAgainWhenStreamsEnd) {
  EXPECT_TRUE(slow.send({1, "requested", data}));
  slow.take();
  EXPECT_TRUE(slow.send({2, "requested", data}));
  slow.close();
  fast.close();
  EXPECT_EQ(budget->held(), 0u);
  EXPECT_FALSE(slow.send({3, "requested", data}));
  EXPECT_EQ(budget->held(), 0u);
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
  std::shared_ptr<http::event_stream> stream = shared_stream();
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

TEST_F(EventServer, EndsTheStreamWhenItsClientGoesThoughNothingHappens) {
  std::optional<tests::raw_client> client{start()};
  client->ask(request);
  EXPECT_FALSE(stream->over());
  client.reset();
  while (!stream->over()) // Until the server has noticed.
    std::this_thread::yield();
  EXPECT_FALSE(stream->send({1, "requested", "{}"}));
}

TEST_F(EventServer, ASlowReaderHearsWholeEventsAndThatThisIsTheEnd) {
  tests::raw_client client{start({.draining = 1h})};
  client.ask(request);
  const std::string data(10'000, 'x');
  std::uint64_t sent = 0;
  std::promise<void> first_is_sent; // Or all could be dropped before anything was.
  stream->send({++sent, "requested", data});
  stream->when_taken([&] { first_is_sent.set_value(); });
  first_is_sent.get_future().wait();
  while (stream->send({++sent, "requested", data})) // It reads nothing meanwhile.
    std::this_thread::yield();
  const auto heard = client.hear_until("\n\nevent: ended");
  EXPECT_THAT(heard, testing::EndsWith(data + "\n\nevent: ended"));
  EXPECT_THAT(client.hear_until("\n\n"), HasSubstr("too-slow"));
  EXPECT_TRUE(client.hears_the_end());
}

TEST_F(EventServer, ASlowReaderIsDropped) {
  tests::raw_client client{start({.patrol = 5ms, .draining = 20ms, .grace = 1h})};
  client.ask(request);
  const std::string data(10'000, 'x');
  std::uint64_t sent = 0;
  while (stream->send({++sent, "requested", data})) // It reads nothing meanwhile.
    std::this_thread::yield();
  server->stop(); // Or it would wait for that one.
  EXPECT_FALSE(stream->send({++sent, "requested", "{}"}));
}

TEST_F(EventServer, ADroppedReaderIsHungUpOnThoughItReadsNothing) {
  const auto where = start({.streams = 1, .patrol = 5ms, .writing = 1h, .draining = 50ms});
  tests::raw_client deaf{where};
  deaf.ask(request);
  const std::string data(10'000, 'x');
  while (stream->send({1, "requested", data}))
    std::this_thread::yield();
  unsigned told = 0;
  do { // Until its place is free.
    stream = shared_stream();
    told = tests::raw_client{where}.ask(request).status;
  } while (told == 503u);
  EXPECT_EQ(told, 200u);
  EXPECT_EQ(deaf.hear_until("no such event"), "");
}

TEST_F(EventServer, OneStreamTooManyIsOverloaded) {
  const auto where = start({.streams = 1});
  std::optional<tests::raw_client> first{where};
  EXPECT_EQ(first->ask(request).status, 200u);
  const auto kept = std::exchange(stream, shared_stream());
  tests::raw_client second{where};
  const auto answer = second.ask(request);
  EXPECT_EQ(answer.status, 503u);
  EXPECT_THAT(answer.body, HasSubstr("/problems/overloaded"));
  EXPECT_FALSE(stream->send({1, "requested", "{}"})) << "nobody will ever listen to it";
  EXPECT_TRUE(kept->send({1, "requested", "{}"}));
  EXPECT_THAT(first->hear_until("\n\n"), HasSubstr("event: requested"));
  kept->close();
  first.reset();
  stream = shared_stream();
  tests::raw_answer third;
  do { // Until the server has noticed.
    tests::raw_client again{where};
    third = again.ask(request);
    stream = shared_stream();
  } while (third.status == 503u);
  EXPECT_EQ(third.status, 200u);
}

TEST_F(EventServer, AFullTableDoesNotCloseAListener) {
  const auto where = start({.connections = 1});
  tests::raw_client listener{where};
  listener.ask(request);
  tests::raw_client second{where};
  EXPECT_EQ(second.hear().status, 503u);
  EXPECT_TRUE(stream->send({1, "requested", "{}"}));
  EXPECT_THAT(listener.hear_until("\n\n"), HasSubstr("event: requested"));
}

TEST_F(EventServer, AStreamThatComesTooLateIsClosed) {
  http::respond later;
  std::promise<void> asked;
  server.emplace(http::server_options{.patrol = 5ms, .answer = 20ms}, [&](const http::request&) {
    return http::admission{.serve = [&](const auto&, http::respond answer) {
      later = std::move(answer);
      asked.set_value();
    }};
  });
  const auto where = server->listen("127.0.0.1:0");
  EXPECT_EQ(tests::raw_client{where}.ask(request).status, 503u);
  asked.get_future().wait();
  later(http::stream_response(stream));
  // Who is answered after it, on the server's one thread, sees it done.
  EXPECT_EQ(tests::raw_client{where}.ask("nonsense\r\n\r\n").status, 400u);
  EXPECT_FALSE(stream->send({1, "requested", "{}"}));
}

TEST_F(EventServer, AStopEndsStreams) {
  tests::raw_client client{start()};
  client.ask(request);
  server->stop();
  EXPECT_THAT(client.hear_until("\n\n"), HasSubstr("\"reason\":\"stopping\""));
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
