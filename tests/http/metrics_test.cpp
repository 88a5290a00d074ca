#include "http/metrics_text.hpp"
#include "tests/http/resources_fixture.hpp"

// What Prometheus reads, and who may ask for it.

namespace {

using namespace kod;
using namespace kod::tests;
using testing::HasSubstr;
using testing::Not;

TEST(MetricsText, WritesEachFamilyWithItsHelpAndType) {
  http::metrics_text out;
  out.one("kod_overdue_referrals", http::metric::gauge, "Past the promise.", 3);
  EXPECT_EQ(
    out.take(),
    "# HELP kod_overdue_referrals Past the promise.\n"
    "# TYPE kod_overdue_referrals gauge\n"
    "kod_overdue_referrals 3\n");
}

TEST(MetricsText, PutsLabelsBehindTheName) {
  http::metrics_text out;
  out.begin("kod_referrals", http::metric::counter, "By status.");
  out.sample({{"status", "In Progress"}, {"type", "a\"b\\c\nd"}}, 0.25);
  EXPECT_THAT(
    out.take(), HasSubstr("kod_referrals{status=\"In Progress\",type=\"a\\\"b\\\\c\\nd\"} 0.25\n"));
}

TEST(MetricsText, EndsAHistogramWithAllThatWasCounted) {
  http::metrics_text out;
  const std::vector<http::metric_bucket> buckets{{0.001, 2}, {0.5, 5}};
  out.begin("x_seconds", http::metric::histogram, "Times.");
  out.sample({{"name", "agent"}}, buckets, 7, 12.5);
  EXPECT_THAT(
    out.take(),
    HasSubstr("x_seconds_bucket{name=\"agent\",le=\"0.001\"} 2\n"
              "x_seconds_bucket{name=\"agent\",le=\"0.5\"} 5\n"
              "x_seconds_bucket{name=\"agent\",le=\"+Inf\"} 7\n"
              "x_seconds_sum{name=\"agent\"} 12.5\n"
              "x_seconds_count{name=\"agent\"} 7\n"));
}

class Metrics : public Resources {
protected:
  Metrics() {
    actors::stats counted;
    counted.at = noon;
    counted.census.overdue = 4;
    counted.census.by_status[0] = 3;
    counted.census.oldest_waiting_since = noon - 90s;
    counted.backups.emplace().last_at = noon - 1h;
    counted.referral_events[model::referral_event{model::missed{}}.index()] = 6;
    engine.answers(counted);
    actors::kind_row agents;
    agents.kind = "agent";
    agents.live = 750;
    agents.figures.handled = 9;
    agents.figures.lost = 1;
    agents.figures.handling_times[9] = 2;  // Below 512 ns.
    agents.figures.handling_times[20] = 7; // About a millisecond.
    agents.figures.busy = 8ms;
    agents.figures.waits[0] = 3;  // Below 1,024 ns.
    agents.figures.waits[11] = 1; // Longer than is told apart.
    agents.figures.waited = 5s;
    engine.answers(actors::actor_page{.kinds = {agents}, .items = {}, .next = {}});
  }
  answer ask(const std::string& peer, const http::caller& who, http::name_value header = {}) {
    auto made = std::make_shared<http::call>();
    made->request = {.method = http::method::get, .path = "/metrics", .peer = peer};
    if (!header.first.empty())
      made->request.headers.push_back(std::move(header));
    made->caller = who;
    http::response heard{.status = 0};
    routes.find(http::method::get, "/metrics").route->handler(made, [&](http::response response) {
      heard = std::move(response);
    });
    return answer{std::move(heard)};
  }
  std::string body() { return ask("127.0.0.1", as_anybody).body; }
};

TEST_F(Metrics, TellTheFiguresOfReferralsAndBackups) {
  const auto text = body();
  EXPECT_THAT(text, HasSubstr("kod_referrals{status=\"Pending\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("kod_overdue_referrals 4\n"));
  EXPECT_THAT(text, HasSubstr("kod_oldest_waiting_seconds 90\n"));
  EXPECT_THAT(text, HasSubstr("kod_backup_age_seconds 3600\n"));
  EXPECT_THAT(text, HasSubstr("kod_referral_events_total{type=\"missed\"} 6\n"));
  EXPECT_THAT(text, HasSubstr("kod_referral_events_total{type=\"accepted\"} 0\n"));
}

TEST_F(Metrics, SayNothingOfWhatWasNeverCounted) {
  EXPECT_THAT(body(), Not(HasSubstr("kod_inside_promise_ratio")));
  EXPECT_THAT(body(), Not(HasSubstr("kod_time_to_accept_seconds")));
}

TEST_F(Metrics, TellEachKindOfActorUnderTheLibrarysNames) {
  const auto text = body();
  EXPECT_THAT(text, HasSubstr("caf_system_running_actors{name=\"agent\"} 750\n"));
  EXPECT_THAT(text, HasSubstr("caf_system_processed_messages_total 9\n"));
  EXPECT_THAT(text, HasSubstr("caf_system_rejected_messages_total 1\n"));
  const std::string times = "caf_actor_processing_time_seconds_";
  EXPECT_THAT(text, HasSubstr(times + "bucket{name=\"agent\",le=\"1.024e-06\"} 2\n"));
  EXPECT_THAT(text, HasSubstr(times + "bucket{name=\"agent\",le=\"0.001048576\"} 9\n"));
  EXPECT_THAT(text, HasSubstr(times + "sum{name=\"agent\"} 0.008\n"));
  EXPECT_THAT(text, HasSubstr(times + "count{name=\"agent\"} 9\n"));
  const std::string waits = "caf_actor_mailbox_time_seconds_";
  EXPECT_THAT(text, HasSubstr(waits + "bucket{name=\"agent\",le=\"1.024e-06\"} 3\n"));
  EXPECT_THAT(text, HasSubstr(waits + "bucket{name=\"agent\",le=\"1.073741824\"} 3\n"));
  EXPECT_THAT(text, HasSubstr(waits + "sum{name=\"agent\"} 5\n"));
  EXPECT_THAT(text, HasSubstr(waits + "count{name=\"agent\"} 4\n"));
}

TEST_F(Metrics, NeedNoMoreOfTheActorsThanTheirSums) {
  body();
  EXPECT_EQ(engine.last<actors::list_actors>().limit, 0U);
}

TEST_F(Metrics, TellWhatTheMachineAndTheStoreSay) {
  machine.version = "1.2.3";
  machine.process.memory_bytes = 4096;
  machine.store.last_sequence = 77;
  machine.log_lines_dropped = 4;
  machine.door.refused[static_cast<std::size_t>(http::errand::new_request)] = 5;
  auto& looks = machine.door.times[static_cast<std::size_t>(http::errand::look)];
  looks.add(0.002);
  looks.add(0.1);
  looks.add(60);
  const auto text = body();
  EXPECT_THAT(text, HasSubstr("kod_build_info{version=\"1.2.3\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("process_resident_memory_bytes 4096\n"));
  EXPECT_THAT(text, HasSubstr("kod_journal_events_total 77\n"));
  EXPECT_THAT(text, HasSubstr("kod_requests_refused_total{errand=\"new_request\"} 5\n"));
  const std::string times = "kod_http_request_duration_seconds_";
  EXPECT_THAT(text, HasSubstr(times + "bucket{errand=\"look\",le=\"0.001\"} 0\n"));
  EXPECT_THAT(text, HasSubstr(times + "bucket{errand=\"look\",le=\"0.0025\"} 1\n"));
  EXPECT_THAT(text, HasSubstr(times + "bucket{errand=\"look\",le=\"0.1\"} 2\n"));
  EXPECT_THAT(text, HasSubstr(times + "bucket{errand=\"look\",le=\"+Inf\"} 3\n"));
  EXPECT_THAT(text, HasSubstr(times + "count{errand=\"order\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("kod_clock_steps_total 2\n"));
  EXPECT_THAT(text, HasSubstr("kod_log_lines_dropped_total 4\n"));
}

TEST_F(Metrics, AreForThisMachineAndForOperators) {
  EXPECT_EQ(ask("127.0.0.1", as_anybody).status, 200U);
  EXPECT_EQ(ask("::1", as_anybody).status, 200U);
  EXPECT_EQ(ask("10.0.0.7", as_operator).status, 200U);
  expect_refused(ask("10.0.0.7", as_anybody), 401, "unauthorized");
  expect_refused(ask("10.0.0.7", as_agent(ann)), 403, "forbidden");
  EXPECT_EQ(ask("127.0.0.1", as_anybody).content_type, http::metrics_type);
}

TEST_F(Metrics, AreNotForWhomAProxyOnThisMachineAsks) {
  expect_refused(
    ask("127.0.0.1", as_anybody, {"X-Forwarded-For", "10.0.0.7"}), 401, "unauthorized");
  expect_refused(ask("::1", as_anybody, {"Forwarded", "for=10.0.0.7"}), 401, "unauthorized");
}

} // namespace
