#include "app/command_line.hpp"
#include "app/connection.hpp"

#include <gtest/gtest.h>

namespace kod::app {

namespace {

struct outcome {
  int code = 0;
  std::string out;
  std::string err;
};

outcome run_with(const arguments& given) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  outcome result;
  result.code = run(given);
  result.out = testing::internal::GetCapturedStdout();
  result.err = testing::internal::GetCapturedStderr();
  return result;
}

TEST(CommandLine, TellsItsUsageWhenNothingWasAskedFor) {
  const auto said = run_with({});
  EXPECT_EQ(said.code, wrong_usage);
  EXPECT_NE(said.err.find("usage: kod VERB"), said.err.npos);
}

TEST(CommandLine, RefusesAVerbThatIsNone) {
  EXPECT_EQ(run_with({"dance"}).code, wrong_usage);
}

TEST(CommandLine, ListsEveryVerbInItsHelp) {
  const auto said = run_with({"--help"});
  EXPECT_EQ(said.code, done);
  for (const char* verb :
       {"serve", "dev", "token", "import", "check", "stats", "log-level", "version"})
    EXPECT_NE(said.out.find(verb), said.out.npos) << verb;
}

TEST(CommandLine, PrintsItsVersion) {
  EXPECT_EQ(run_with({"version"}).out, run_with({"--version"}).out);
  EXPECT_EQ(run_with({"version"}).out.find("kod "), 0U);
}

TEST(CommandLine, WantsAnAgentsIdForAnAgentsTokenAlone) {
  EXPECT_EQ(run_with({"token", "--data", "unused", "--role", "agent"}).code, wrong_usage);
  EXPECT_EQ(
    run_with({"token", "--data", "unused", "--role", "operator", "--agent", "a"}).code,
    wrong_usage);
}

TEST(CommandLine, FailsWhereAFolderHasNoKey) {
  const auto said = run_with({"check", "--data", "no-such-folder"});
  EXPECT_EQ(said.code, failed);
  EXPECT_EQ(said.err.find("kod check: "), 0U);
}

TEST(Connection, WantsATokenOrAFolder) {
  EXPECT_EQ(run_with({"stats"}).code, failed);
}

TEST(Connection, TellsWhatAProblemDocumentSays) {
  EXPECT_EQ(detail_of({409, R"({"detail":"that is taken"})"}), "HTTP 409: that is taken");
  EXPECT_EQ(detail_of({502, "<html>"}), "HTTP 502");
  EXPECT_EQ(
    fields_and_detail_of(
      {422, R"({"detail":"wrong","errors":[{"pointer":"/a","detail":"It is missing."}]})"}),
    "HTTP 422: wrong\n  /a: It is missing.");
}

} // namespace

} // namespace kod::app
