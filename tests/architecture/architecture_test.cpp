// Checks what CMake can't: who includes what, asks for the time, or waits for whom.

#include "tests/architecture/code_base.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace kod::tests {

namespace {

using lines = std::vector<std::string>;

constexpr std::string_view directive = "#include ";

/// How each folder's includes may begin. Standard headers may be included by all ...
const std::map<std::string, lines> allowed{
  {"model",
   {"\"model/",
    "<boost/system/result.hpp>",
    "<boost/describe",
    "<boost/mp11",
    "<date/date.h>",
    "<date/tz.h>"}},
  {"persistence",
   {"\"model/",
    "\"persistence/",
    "<rocksdb/",
    "<boost/describe",
    "<boost/mp11",
    "<sodium.h>",
    "<fcntl.h>",
    "<sys/",
    "<unistd.h>"}},
  {"actors", {"\"model/", "\"actors/", "<caf/", "<boost/core/demangle.hpp>"}},
  {"http",
   {"\"model/",
    "\"http/",
    "\"actors/interfaces.hpp\"",
    "\"actors/observed.hpp\"", // The gateway is an actor too.
    "<caf/",
    "<boost/",
    "<cjose/",
    "<jansson.h>",
    "<kainjow/mustache.hpp>",
    "<sodium.h>"}},
};

/// ... but for these in `model`: no thread, no file, no clock, no chance.
constexpr std::string_view denied_to_model =
  "<atomic> <condition_variable> <ctime> <filesystem> <fstream> <future> <iostream> <mutex> "
  "<random> <thread>";

bool may_include(const std::string& folder, std::string_view header) {
  if (header.starts_with('<') && header.find_first_of("./") == header.npos)
    return folder != "model" || denied_to_model.find(header) == header.npos;
  return std::ranges::any_of(
    allowed.at(folder), [&](const auto& start) { return header.starts_with(start); });
}

TEST(Architecture, DependenciesPointOnlyDownwards) {
  for (const auto& rule : allowed)
    for_each_line(rule.first, [&](const fs::path& file, std::string_view line) {
      if (!line.starts_with(directive))
        return;
      EXPECT_TRUE(may_include(rule.first, line.substr(directive.size()))) << file << ": " << line;
    });
}

TEST(Architecture, NobodyBelowIncludesTheApplication) {
  for (const auto* folder : {"model", "persistence", "actors", "http"})
    for_each_line(folder, [&](const fs::path& file, std::string_view line) {
      EXPECT_FALSE(line.starts_with("#include \"app/")) << file;
      EXPECT_FALSE(line.starts_with("#include \"tests/")) << file;
    });
}

TEST(Architecture, HeavyHeadersStayOutOfHeaders) {
  std::set<fs::path> with_beast;
  for (const auto& folder : our_folders)
    for_each_line(folder, [&](const fs::path& file, std::string_view line) {
      if (!line.starts_with(directive))
        return;
      EXPECT_EQ(line.find("<caf/all.hpp>"), line.npos) << file;
      if (line.find("<boost/beast") == line.npos)
        return;
      if (!file.string().starts_with("tests"))
        with_beast.insert(file.stem());
      EXPECT_FALSE(file.extension() == ".hpp" && line.find("<boost/beast.hpp>") != line.npos)
        << file;
    });
  EXPECT_LE(with_beast.size(), 3U) << "each of them takes the compiler half a minute and more";
}

TEST(Architecture, TheModelNeverAsksForTheTime) {
  for_each_line("model", [](const fs::path& file, std::string_view line) {
    EXPECT_EQ(line.find("::now("), line.npos) << file << ": " << line;
  });
}

/// Who may be awaited, and for what. Two that await each other never wake again: a cycle here is a
/// deadlock there. The registry only passes a commit of two on to the agent, and the dispatcher
/// waits for nobody.
const lines awaited{
  "request(world->journal,caf::infinite,commit{",
  "request(world->registry,caf::infinite,std::move(whole))",
  "request(world->registry,caf::infinite,std::move(halves))",
  "request(world->dispatcher,caf::infinite,list_as_mass{",
};

TEST(Architecture, ActorsAwaitOnlyDownwards) {
  std::string request; // What was read since the last one began.
  std::size_t seen = 0;
  for_each_line("actors", [&](const fs::path& file, std::string_view line) {
    if (line.find("request(") != line.npos)
      request.clear();
    std::erase(request += line, ' ');
    if (line.find(".await(") == line.npos)
      return;
    ++seen;
    EXPECT_TRUE(std::ranges::any_of(
      awaited, [&](const auto& one) { return request.find(one) != request.npos; }))
      << file << ": " << request;
  });
  EXPECT_GT(seen, 0U);
}

} // namespace

} // namespace kod::tests
