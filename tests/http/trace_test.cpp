#include "http/trace.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace {

using namespace kod::http;

const std::string sample_trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
const std::string sample_parent_id = "00f067aa0ba902b7";
const std::string sample_traceparent = "00-" + sample_trace_id + "-" + sample_parent_id + "-01";

request head_with(std::vector<name_value> headers) {
  request head;
  head.headers = std::move(headers);
  return head;
}

TEST(Traceparent, IsReadAsW3CsRecommendationSays) {
  const trace_context meant{
    0x4bf92f3577b34da6ULL, 0xa3ce929d0e0e4736ULL, 0x00f067aa0ba902b7ULL, true};
  for (const auto& good : std::vector<std::string>{
         sample_traceparent,
         "00-" + sample_trace_id + "-" + sample_parent_id + "-03", // Flags that nobody knows yet.
         "cc-" + sample_trace_id + "-" + sample_parent_id
           + "-01", // A later version, like this one ...
         "cc-" + sample_trace_id + "-" + sample_parent_id
           + "-01-what-the-future-will-be-like"}) // ... and more.
    EXPECT_EQ(read_traceparent(good), meant) << good;
  auto unsampled = meant;
  unsampled.sampled = false;
  EXPECT_EQ(read_traceparent("00-" + sample_trace_id + "-" + sample_parent_id + "-00"), unsampled);
}

TEST(Traceparent, IsIgnoredWhereItIsNone) {
  const std::string zeros(32, '0');
  for (const auto& bad : std::vector<std::string>{
         "",
         "00",
         sample_trace_id,
         sample_traceparent + "-",
         sample_traceparent + "-more", // Version 00 has no more.
         sample_traceparent + " ",
         " " + sample_traceparent,
         sample_traceparent.substr(0, 54),
         "ff-" + sample_trace_id + "-" + sample_parent_id + "-01",
         "0x-" + sample_trace_id + "-" + sample_parent_id + "-01",
         "00-" + zeros + "-" + sample_parent_id + "-01",
         "00-" + sample_trace_id + "-" + zeros.substr(16) + "-01",
         "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + sample_parent_id + "-01",
         "00-" + sample_trace_id + "-00F067AA0BA902B7-01",
         "00-" + sample_trace_id + "-" + sample_parent_id + "-0x",
         "00-" + sample_trace_id.substr(1) + "g-" + sample_parent_id + "-01",
         "00_" + sample_trace_id + "-" + sample_parent_id + "-01",
         "00-" + sample_trace_id + "_" + sample_parent_id + "-01",
         "00-" + sample_trace_id + "-" + sample_parent_id + "_01",
         "cc-" + sample_trace_id + "-" + sample_parent_id + "-01.more"})
    EXPECT_EQ(read_traceparent(bad), std::nullopt) << bad;
}

TEST(Traceparent, IsWrittenAsItWasRead) {
  EXPECT_EQ(traceparent_of(*read_traceparent(sample_traceparent)), sample_traceparent);
  EXPECT_EQ(trace_id_of(*read_traceparent(sample_traceparent)), sample_trace_id);
}

TEST(RequestIds, AreTakenAsClientsMakeThem) {
  for (const auto* good :
       {"a",
        "7",
        "test-1",
        "0f9f1e5e-8d1c-4a6b-9a38-0d3b8e0a7c11",
        "01JDZK7Q8R9S0T1V2W3X4Y5Z6A",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "1732958400123456789",
        "Under_score"})
    EXPECT_TRUE(is_request_id(good)) << good;
  EXPECT_TRUE(is_request_id(std::string(64, 'x')));
}

TEST(RequestIds, AreNothingThatBreaksALineOrNamesSomebody) {
  const std::string with_zero{"a\0b", 3};
  for (const auto& bad : std::vector<std::string>{
         "",
         std::string(65, 'x'),
         "two words",
         "a\"b",
         "a\\b",
         "a\nb",
         "a\x7f",
         "caf\xc3\xa9",
         "\xff\xfe",
         with_zero,
         "ann@example.org",
         "ann.example",
         "502-555-0100",
         "15025550100",
         "(502)5550100",
         "555_0100",
         "</script>",
         "${jndi:ldap}"})
    EXPECT_FALSE(is_request_id(bad)) << bad;
}

TEST(Marking, KeepsWhatAClientBroughtUnderASpanOfItsOwn) {
  marking marks{7};
  const auto made =
    marks.mark(head_with({{"x-request-id", "mine"}, {"Traceparent", sample_traceparent}}));
  EXPECT_EQ(made.id, "mine");
  const auto origin = made.origin();
  EXPECT_EQ(origin.request_id, "mine");
  EXPECT_EQ(origin.trace_id, sample_trace_id);
  EXPECT_EQ(origin.traceparent.substr(0, 36), "00-" + sample_trace_id + "-");
  EXPECT_EQ(origin.traceparent.find(sample_parent_id), std::string::npos) << "the span is ours";
  EXPECT_EQ(origin.traceparent.substr(52), "-01");
}

TEST(Marking, DrawsWhatIsMissingOrBad) {
  marking marks{7};
  std::set<std::string> ids, traces;
  for (const auto& head :
       {head_with({}),
        head_with({{"X-Request-Id", "two words"}, {"traceparent", "00-nonsense"}}),
        head_with({{"X-Request-Id", "a"}, {"X-Request-Id", "b"}}), // Nobody knows which.
        head_with({{"traceparent", sample_traceparent}, {"traceparent", sample_traceparent}})}) {
    const auto made = marks.mark(head);
    EXPECT_EQ(made.id.size(), 32U);
    EXPECT_TRUE(is_request_id(made.id)) << made.id;
    EXPECT_EQ(read_traceparent(traceparent_of(made.trace)), made.trace);
    ids.insert(made.id);
    traces.insert(trace_id_of(made.trace));
  }
  EXPECT_EQ(ids.size(), 4U);
  EXPECT_EQ(traces.size(), 4U);
  EXPECT_FALSE(traces.contains(sample_trace_id));
}

} // namespace
