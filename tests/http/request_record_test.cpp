// What the log tells of requests, and under which id their clients find them there.

#include "http/request_record.hpp"
#include "tests/http/server_fixture.hpp"
#include "tests/support/recorded_log.hpp"

#include <gmock/gmock.h>

namespace {

using namespace kod;
using tests::field_of;

class Told : public tests::Server {
protected:
  ~Told() override {
    if (server)
      server->stop(); // Before its log goes.
  }

  std::string start_told() {
    http::server_options options;
    options.log = &log;
    server.emplace(options, [this](const http::request& head) {
      auto admitted = admit(head);
      admitted.route = head.path == "/refused" ? "" : "/the/{pattern}";
      return admitted;
    });
    return server->listen("127.0.0.1:0");
  }

  static std::string get(const std::string& path, const std::string& headers = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
  }

  tests::recorded_log log;
};

TEST_F(Told, ARequestIsAnsweredWithTheIdThatItsLineHas) {
  tests::raw_client client{start_told()};
  const auto answer = client.ask(get("/hello?name=Plantedname"));
  const auto line = log.first(1).front();
  EXPECT_EQ(answer.header("X-Request-Id").size(), 32U);
  ASSERT_TRUE(line.origin);
  EXPECT_EQ(line.origin->request_id, answer.header("X-Request-Id"));
  EXPECT_EQ(line.origin->traceparent.size(), 55U);
  EXPECT_EQ(line.level, model::log_level::debug);
  EXPECT_EQ(line.component, model::log_component::http);
  EXPECT_EQ(field_of(line, "method"), "GET");
  EXPECT_EQ(field_of(line, "route"), "/the/{pattern}");
  EXPECT_EQ(field_of(line, "status"), "200");
  EXPECT_EQ(field_of(line, "bytes"), std::to_string(answer.head.size() + answer.body.size()));
  EXPECT_NE(field_of(line, "duration_ms"), "");
}

TEST_F(Told, AClientsOwnIdIsKeptAndABadOneIsNot) {
  tests::raw_client client{start_told()};
  EXPECT_EQ(client.ask(get("/a", "X-Request-Id: mine-1\r\n")).header("X-Request-Id"), "mine-1");
  const auto other = client.ask(get("/a", "X-Request-Id: Ann <ann@example.org>\r\n"));
  EXPECT_EQ(other.header("X-Request-Id").size(), 32U);
  const auto next = client.ask(get("/a"));
  EXPECT_NE(next.header("X-Request-Id"), other.header("X-Request-Id"));
}

TEST_F(Told, ARefusalTellsItsCodeAndNoRouteWhereThereIsNone) {
  tests::raw_client client{start_told()};
  const auto answer = client.ask(get("/refused", "X-Request-Id: mine-2\r\n"));
  EXPECT_EQ(answer.header("X-Request-Id"), "mine-2");
  const auto line = log.first(1).front();
  EXPECT_EQ(std::string_view{line.message}, "a request was refused");
  EXPECT_EQ(line.level, model::log_level::debug);
  EXPECT_EQ(field_of(line, "problem"), "not-found");
  EXPECT_EQ(field_of(line, "route"), "");
}

TEST_F(Told, WhatCantBeReadHasAnIdToo) {
  tests::raw_client client{start_told()};
  client.say("NONSENSE\r\n\r\n");
  const auto answer = client.hear();
  EXPECT_EQ(answer.status, 400U);
  const auto line = log.first(1).front();
  EXPECT_EQ(line.origin->request_id, answer.header("X-Request-Id"));
  EXPECT_EQ(field_of(line, "method"), "other");
}

TEST_F(Told, AHandlerThatThrowsIsToldOfByTheExceptionsTypeAlone) {
  tests::raw_client client{start_told()};
  const auto answer = client.ask(get("/throws"));
  const auto lines = log.first(2);
  EXPECT_EQ(lines[0].level, model::log_level::error);
  EXPECT_EQ(field_of(lines[0], "exception"), "std::runtime_error");
  EXPECT_EQ(lines[0].fields.size(), 2U) << "its words may be anything";
  EXPECT_EQ(lines[1].level, model::log_level::error);
  EXPECT_EQ(field_of(lines[1], "problem"), "internal-error");
  for (const auto& line : lines)
    EXPECT_EQ(line.origin->request_id, answer.header("X-Request-Id"));
}

TEST_F(Told, WhatIsNotWantedIsNotWritten) {
  log.change({.levels = {.overall = model::log_level::info}});
  tests::raw_client client{start_told()};
  client.ask(get("/hello"));
  client.ask(get("/forgets"));
  EXPECT_EQ(std::string_view{log.first(1).front().message}, "a request failed");
}

TEST(RequestRecord, TellsWhatWasGivenUpAndWhatFailedLouder) {
  tests::recorded_log log;
  http::marking marks{7};
  http::request_record record;
  for (const auto what :
       {http::code::unknown_outcome, http::code::internal_error, http::code::overloaded}) {
    record.begin(marks, {});
    record.end(&log, http::problem(what), 1);
    EXPECT_FALSE(record.begun());
  }
  const auto lines = log.lines();
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].level, model::log_level::warning);
  EXPECT_EQ(lines[1].level, model::log_level::error);
  EXPECT_EQ(lines[2].level, model::log_level::debug) << "under load these come in crowds";
}

} // namespace
