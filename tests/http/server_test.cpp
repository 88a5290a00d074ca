#include "tests/http/server_fixture.hpp"

#include <gmock/gmock.h>

namespace {

using namespace kod;
using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;
using tests::Server;

TEST_F(Server, AnswersOnAFreePort) {
  tests::raw_client client{start()};
  const auto answer = client.ask("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "/hello<>");
  EXPECT_EQ(answer.header("Content-Type"), "text/plain");
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_THAT(answer.header("Date"), HasSubstr("GMT"));
}

TEST_F(Server, ServesManyRequestsOnOneConnection) {
  tests::raw_client client{start()};
  for (int each = 0; each < 3; ++each)
    EXPECT_EQ(client.ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").body, "/a<>");
}

TEST_F(Server, AnswersPipelinedRequestsInTheirOrder) {
  tests::raw_client client{start()};
  client.say("GET /later HTTP/1.1\r\nHost: x\r\n\r\n"
             "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
             "GET /c HTTP/1.1\r\nHost: x\r\n\r\n");
  was_asked.get_future().wait();
  answer_later();
  EXPECT_EQ(client.hear().body, "at last");
  EXPECT_EQ(client.hear().body, "/b<hi>");
  EXPECT_EQ(client.hear().body, "/c<>");
}

TEST_F(Server, AnswersToPipelinedRequestsAreAllSentHoweverMany) {
  tests::raw_client client{start()};
  std::string many;
  for (int each = 0; each < 5000; ++each)
    many += "POST /many HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx";
  std::thread teller{[&] { client.say(many); }};
  int heard = 0;
  while (heard < 5000 && client.hear().body == "/many<x>")
    ++heard;
  teller.join();
  EXPECT_EQ(heard, 5000);
}

TEST_F(Server, ReadsARequestThatComesInPieces) {
  tests::raw_client client{start()};
  for (const auto piece :
       {"POST /a HT", "TP/1.1\r\nHost: x\r", "\nContent-Length: 4\r\n\r", "\nab", "cd"})
    client.say(piece);
  EXPECT_EQ(client.hear().body, "/a<abcd>");
}

TEST_F(Server, ReadsChunkedBodies) {
  tests::raw_client client{start()};
  client.say("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n");
  client.say("3;name=value\r\ncde\r\n0\r\n");
  client.say("Trailer: ignored\r\n\r");
  client.say("\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.hear().body, "/a<abcde>");
  EXPECT_EQ(client.hear().body, "/b<>");
}

TEST_F(Server, NobodyBelievesTrailers) {
  tests::raw_client client{start()};
  const auto answer =
    client.ask("POST /headers HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
               "0\r\nTrailer-Of-Mine: yes\r\n\r\n");
  EXPECT_EQ(answer.body, "ignored");
}

TEST_F(Server, HeadIsAnsweredWithoutABody) {
  tests::raw_client client{start()};
  client.say("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.hear(false).header("Content-Length"), "4");
  EXPECT_EQ(client.ask("GET /b HTTP/1.1\r\nHost: x\r\n\r\n").body, "/b<>");
}

TEST_F(Server, ClosesWhenAskedTo) {
  tests::raw_client client{start()};
  const auto answer = client.ask("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(client.hears_the_end());
}

TEST_F(Server, AnOldClientIsAnsweredAndLeft) {
  const auto where = start();
  for (const auto* asked :
       {"GET /a HTTP/1.0\r\n\r\n", "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"}) {
    tests::raw_client client{where};
    EXPECT_EQ(client.ask(asked).body, "/a<>");
    EXPECT_TRUE(client.hears_the_end());
  }
}

TEST_F(Server, TellsAClientThatWaitsToGoOn) {
  tests::raw_client client{start()};
  client.say("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(client.hear_until("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue\r\n"));
  EXPECT_EQ(client.ask("hi").body, "/a<hi>");
}

TEST_F(Server, TellsAClientThatWaitsNotToGoOnWhenItIsRefused) {
  tests::raw_client client{start()};
  EXPECT_EQ(
    client
      .ask("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
      .status,
    404);
}

TEST_F(Server, ARefusedRequestsBodyIsReadAndForgotten) {
  tests::raw_client client{start()};
  const auto answer = client.ask("POST /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
                                 "GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(client.hear().body, "/a<>");
}

TEST_F(Server, ABodyMayBeAsLongAsItsLimit) {
  tests::raw_client client{start()};
  const auto body = std::string(65'536, 'x');
  const auto answer =
    client.ask("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 65536\r\n\r\n" + body);
  EXPECT_EQ(answer.body, "/a<" + body + ">");
}

TEST_F(Server, ABodyOverItsLimitIsRefusedBeforeItIsSent) {
  tests::raw_client client{start()};
  const auto answer = client.ask("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(answer.header("Connection"), "close");
}

TEST_F(Server, ABodyOverItsLimitIsRefusedWhileItIsSent) {
  tests::raw_client client{start()};
  const auto body = std::string(200'000, 'x');
  client.say(
    "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + body); // Sends it all.
  EXPECT_EQ(client.hear().status, 413);
  EXPECT_TRUE(client.hears_the_end());
}

TEST_F(Server, AChunkedBodyOverItsLimitIsRefused) {
  tests::raw_client client{start()};
  client.say("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
  const auto chunk = "8000\r\n" + std::string(0x8000, 'x') + "\r\n";
  for (int each = 0; each < 3; ++each)
    client.say(chunk);
  EXPECT_EQ(client.hear().status, 413);
}

TEST_F(Server, ARouteMayTakeMore) {
  tests::raw_client client{start()};
  const auto body = std::string(200'000, 'x');
  const auto answer =
    client.ask("POST /big HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + body);
  EXPECT_EQ(answer.body, "/big<" + body + ">");
}

TEST_F(Server, HeadersOverTheLimitAreRefused) {
  tests::raw_client client{start()};
  const std::string begin = "GET /a HTTP/1.1\r\nHost: x\r\nCookie: ";
  const auto longest = begin + std::string(16 * 1024 - begin.size() - 4, 'x');
  EXPECT_EQ(client.ask(longest + "\r\n\r\n").status, 200);
  EXPECT_EQ(client.ask(longest + "x\r\n\r\n").status, 431);
}

TEST_F(Server, TooManyHeadersAreRefused) {
  tests::raw_client client{start()};
  std::string head = "GET /a HTTP/1.1\r\nHost: x\r\n";
  for (int each = 0; each < 101; ++each)
    head += "A: b\r\n";
  EXPECT_EQ(client.ask(head + "\r\n").status, 431);
}

TEST_F(Server, AHandlerThatThrowsAnswers500) {
  tests::raw_client client{start()};
  EXPECT_EQ(client.ask("GET /throws HTTP/1.1\r\nHost: x\r\n\r\n").status, 500);
  EXPECT_EQ(client.ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
}

TEST_F(Server, AHandlerThatForgetsToAnswerAnswers500) {
  tests::raw_client client{start()};
  EXPECT_EQ(client.ask("GET /forgets HTTP/1.1\r\nHost: x\r\n\r\n").status, 500);
}

TEST_F(Server, AStopAnswersWhatIsInFlight) {
  const auto where = start();
  tests::raw_client waiting{where};
  tests::raw_client old{where};
  EXPECT_EQ(old.ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
  waiting.say("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  was_asked.get_future().wait();
  std::thread stopper{[&] { server->stop(); }};
  tests::raw_answer told;
  do // Until the stop has come through.
    told = old.ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  while (told.status == 200);
  EXPECT_EQ(told.status, 503);
  EXPECT_EQ(told.header("Retry-After"), "1");
  EXPECT_THAT(told.body, HasSubstr("/problems/stopping"));
  answer_later();
  EXPECT_EQ(waiting.hear().body, "at last");
  EXPECT_TRUE(waiting.hears_the_end());
  stopper.join();
}

TEST_F(Server, AStopClosesIdleConnections) {
  tests::raw_client client{start()};
  EXPECT_EQ(client.ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n").status, 200);
  server->stop();
  EXPECT_TRUE(client.hears_the_end());
}

TEST_F(Server, AnAnswerAfterTheEndGoesNowhere) {
  tests::raw_client client{start({.patrol = 10ms, .grace = 0ms})};
  client.say("GET /later HTTP/1.1\r\nHost: x\r\n\r\n");
  was_asked.get_future().wait();
  server->stop();
  server.reset();
  answer_later();
}

} // namespace
