#include "model/text_forms.hpp"
#include "tests/http/resources_fixture.hpp"

// How much the log tells, as operators see and set it.

namespace {

using namespace kod;
using namespace kod::tests;
using namespace std::chrono_literals;

class Logging : public Resources {
protected:
  Logging() {
    log.change({});
    engine.answers(actors::commit_answer{});
  }
  const model::logging_changed& told() {
    return std::get<model::logging_changed>(engine.last<actors::notice_order>().notice.event);
  }
};

TEST_F(Logging, OperatorsSeeWhatHoldsNow) {
  const auto heard = get("/v1/logging", as_operator);
  EXPECT_EQ(heard.status, 200U);
  EXPECT_EQ(heard.text("/level"), "info");
  EXPECT_EQ(heard.text("/components/http"), "null");
  EXPECT_EQ(heard.text("/until"), "null");
  EXPECT_EQ(heard.text("/started_with"), "info");
  EXPECT_EQ(heard.text("/lines_dropped"), "7");
}

TEST_F(Logging, AComponentMayTellMoreUntilAnInstant) {
  const auto until = model::format_instant(now + 20min);
  const auto heard = put(
    "/v1/logging",
    as_operator,
    quoted("{'level': 'warning', 'components': {'http': 'debug'}, 'until': '" + until + "'}"));
  EXPECT_EQ(heard.status, 200U) << heard.body;
  EXPECT_EQ(heard.text("/level"), "warning");
  EXPECT_EQ(heard.text("/components/http"), "debug");
  EXPECT_EQ(heard.text("/until"), until);
  EXPECT_EQ(log.setting().levels.of(model::log_component::http), model::log_level::debug);
  EXPECT_EQ(log.setting().levels.of(model::log_component::disk), model::log_level::warning);
}

TEST_F(Logging, TheAuditIsToldBeforeItHolds) {
  put("/v1/logging", as_operator, quoted("{'level': 'debug'}"));
  const auto& order = engine.last<actors::notice_order>();
  EXPECT_EQ(order.by, an_operator);
  EXPECT_EQ(order.from, "192.0.2.9");
  EXPECT_EQ(order.notice.subject.text, "logging");
  EXPECT_EQ(told().levels, "debug");
  EXPECT_EQ(told().until, now + 1h) << "a forgotten one ends by itself";
  log.change({});
  engine.refuses<actors::commit_answer>(actors::engine_error::unknown_outcome);
  EXPECT_EQ(put("/v1/logging", as_operator, quoted("{'level': 'debug'}")).status, 503U);
  EXPECT_EQ(log.setting(), model::log_setting{}) << "what nobody can look up doesn't hold";
}

TEST_F(Logging, WhatTellsLessHoldsUntilTheNextWord) {
  EXPECT_EQ(put("/v1/logging", as_operator, quoted("{'level': 'error'}")).text("/until"), "null");
  EXPECT_EQ(told().until, std::nullopt);
}

TEST_F(Logging, WhatIsShownMayBePutBack) {
  const auto shown = put(
    "/v1/logging",
    as_operator,
    quoted("{'level': 'info', 'components': {'store': 'error', 'http': null}}"));
  const auto level = shown.text("/level");
  const auto again = put(
    "/v1/logging",
    as_operator,
    quoted("{'level': '" + level + "', 'components': ") + shown.text("/components") + "}");
  EXPECT_EQ(again.body, shown.body);
}

TEST_F(Logging, WhatIsWrongIsNamedWithWhatWouldBeRight) {
  const std::string good = quoted("{'level': 'debug', 'components': {'http': 'debug'}}");
  const auto refused = [&](const std::string& at, const std::string& to) {
    const auto heard = put("/v1/logging", as_operator, changed(good, at, to));
    expect_invalid(heard, at);
    EXPECT_EQ(log.setting(), model::log_setting{}) << at;
    return heard.text("/errors/0/detail");
  };
  EXPECT_EQ(refused("/level", "'loud'"), "It is none of debug, info, warning and error.");
  EXPECT_EQ(
    refused("/components/http", "'trace'"), "It is none of debug, info, warning and error.");
  EXPECT_EQ(refused("/components/radio", "'info'"), "It is unknown.");
  EXPECT_EQ(refused("/level", ""), "It is missing.");
  refused("/level", "3");
  refused("/components", "'http'");
  refused("/colour", "'red'");
  refused("/until", "'soon'");
  const auto at = [](model::instant when) { return "'" + model::format_instant(when) + "'"; };
  EXPECT_EQ(refused("/until", at(now)), "It is in the past.");
  EXPECT_EQ(
    refused("/until", at(now + 25h)), "To tell more than at the start is for 24 hours at most.");
}

TEST_F(Logging, IsForOperators) {
  for (const auto how : {http::method::get, http::method::put})
    EXPECT_EQ(routes.find(how, "/v1/logging").route->allowed, std::vector{http::access::operator_});
}

} // namespace
