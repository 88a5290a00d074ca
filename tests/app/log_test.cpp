// The engine's log: what a line looks like, which lines are wanted, and that nobody waits for it.

#include "app/log/engine_log.hpp"
#include "model/text_forms.hpp"

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace kod::app {

namespace {

using namespace std::chrono_literals;

constexpr model::instant a_moment{
  std::chrono::milliseconds{1'732'958'400'007}}; // 2024-11-30T09:20:00.007Z

/// A pipe, of which the test reads one end.
class pipe_ends {
public:
  pipe_ends() { EXPECT_EQ(::pipe(ends_.data()), 0); }
  ~pipe_ends() {
    close_reader();
    close_writer();
  }
  pipe_ends(const pipe_ends&) = delete;
  pipe_ends& operator=(const pipe_ends&) = delete;

  int writer() const { return ends_[1]; }
  void close_reader() { close_one(0); }
  void close_writer() { close_one(1); }
  std::string read_some() const {
    std::array<char, 4096> piece{};
    const auto got = ::read(ends_[0], piece.data(), piece.size());
    return {piece.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
  }
  /// Until nobody writes any more.
  std::string read_all() const {
    std::string all;
    for (auto piece = read_some(); !piece.empty(); piece = read_some())
      all += piece;
    return all;
  }

private:
  void close_one(std::size_t which) {
    if (ends_[which] >= 0)
      ::close(std::exchange(ends_[which], -1));
  }
  std::array<int, 2> ends_{-1, -1};
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream input{text};
  for (std::string line; std::getline(input, line);)
    all.push_back(line);
  return all;
}

std::string json_with(std::string text) {
  return text_of(
    {model::log_level::info,
     model::log_component::store,
     "the store says",
     {{"text", std::move(text)}}},
    {},
    log_form::json);
}

std::string read_back(const std::string& line) {
  return std::string{boost::json::parse(line).at("text").as_string()};
}

// -- what a line looks like ----------------------------------------------------

TEST(LogLines, AreJsonObjectsWhoseFirstMembersAreAlwaysTheSame) {
  const model::log_line line{
    model::log_level::warning,
    model::log_component::disk,
    "the disk is nearly full",
    {{"free_bytes", 12}, {"share", 0.5}, {"path", std::string{"/d"}}},
    model::log_origin{"mine", "t", "00-t-s-00"}};
  EXPECT_EQ(
    text_of(line, a_moment, log_form::json),
    R"({"at":"2024-11-30T09:20:00.007Z","level":"warning","component":"disk",)"
    R"("message":"the disk is nearly full","request_id":"mine","trace_id":"t",)"
    R"("traceparent":"00-t-s-00","free_bytes":12,"share":0.5,"path":"/d"})"
    "\n");
}

TEST(LogLines, TellMillisecondsEvenWhereThereAreNone) {
  EXPECT_THAT(
    text_of(
      {model::log_level::info, model::log_component::disk, "x"}, model::instant{}, log_form::json),
    testing::HasSubstr("\"at\":\"1970-01-01T00:00:00.000Z\""));
}

TEST(LogLines, AreOneLineWhateverAStringHolds) {
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte)
    every_byte += static_cast<char>(byte);
  for (const auto form : {log_form::json, log_form::text}) {
    const auto line = text_of(
      {model::log_level::info,
       model::log_component::store,
       "the store says",
       {{"text", every_byte}}},
      {},
      form);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    for (const char each : line.substr(0, line.size() - 1))
      EXPECT_GE(static_cast<unsigned char>(each), 0x20U);
    EXPECT_TRUE(model::count_code_points(line)) << "it is valid UTF-8";
  }
}

TEST(LogLines, GiveBackWhatWasTextAndMarkWhatWasNone) {
  for (const std::string text :
       {"plain",
        "a\"b\\c/d",
        "one\ntwo\r\t\x01\x1f\x7f",
        "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x93\x9e",
        "\xe2\x80\xa8 and \xe2\x80\xa9 break lines, as \xc2\x85 does"})
    EXPECT_EQ(read_back(json_with(text)), text);
  const std::string mark = "\xef\xbf\xbd";
  EXPECT_EQ(read_back(json_with("\xff")), mark);
  EXPECT_EQ(read_back(json_with("a\xc3")), "a" + mark) << "cut short";
  EXPECT_EQ(read_back(json_with("\xc0\xaf")), mark + mark) << "longer than it need be";
  EXPECT_EQ(read_back(json_with("\xed\xa0\x80")), mark + mark + mark) << "half a surrogate";
  EXPECT_EQ(read_back(json_with("\xf4\x90\x80\x80x")), mark + mark + mark + mark + "x");
}

TEST(LogLines, AreOfABoundedLength) {
  EXPECT_EQ(read_back(json_with(std::string(100'000, 'x'))), std::string(longest_log_text, 'x'));
}

TEST(LogLines, ArePlainForWhoeverLooksOn) {
  const model::log_line line{
    model::log_level::error,
    model::log_component::http,
    "a request failed",
    {{"status", 500}},
    model::log_origin{"mine", "t", "p"}};
  EXPECT_EQ(
    text_of(line, a_moment, log_form::text),
    "2024-11-30T09:20:00.007Z error http: a request failed; status 500; request_id \"mine\"\n");
}

// -- which lines are wanted ----------------------------------------------------

TEST(LogFilter, WantsWhatIsAsLoudAsItsLevel) {
  log_filter filter{{.overall = model::log_level::info}};
  EXPECT_FALSE(filter.wants(model::log_component::http, model::log_level::debug));
  EXPECT_TRUE(filter.wants(model::log_component::http, model::log_level::info));
  model::log_levels louder{.overall = model::log_level::warning};
  louder.own_of(model::log_component::http) = model::log_level::debug;
  filter.set({louder});
  EXPECT_TRUE(filter.wants(model::log_component::http, model::log_level::debug));
  EXPECT_FALSE(filter.wants(model::log_component::store, model::log_level::info));
  EXPECT_TRUE(filter.wants(model::log_component::store, model::log_level::warning));
}

TEST(LogFilter, FallsBackAtTheInstantAndOnce) {
  log_filter filter{{.overall = model::log_level::info}};
  filter.set({{.overall = model::log_level::debug}, a_moment});
  EXPECT_FALSE(filter.fall_back(a_moment - 1ms));
  EXPECT_TRUE(filter.wants(model::log_component::disk, model::log_level::debug));
  EXPECT_TRUE(filter.fall_back(a_moment));
  EXPECT_FALSE(filter.wants(model::log_component::disk, model::log_level::debug));
  EXPECT_EQ(filter.setting(), model::log_setting{{.overall = model::log_level::info}});
  EXPECT_FALSE(filter.fall_back(a_moment + 1h)) << "it has";
}

TEST(LogFilter, WithoutAnInstantItNeverFallsBack) {
  log_filter filter{{.overall = model::log_level::info}};
  filter.set({{.overall = model::log_level::error}});
  EXPECT_FALSE(filter.fall_back(a_moment + 24h * 365 * 100));
  EXPECT_FALSE(filter.wants(model::log_component::disk, model::log_level::warning));
}

class EngineLog : public testing::Test {
protected:
  std::vector<std::string> said() {
    log->flush(1min); // Its end waits for a second alone.
    log.reset();
    ends.close_writer();
    return lines_of(ends.read_all());
  }

  model::instant now = a_moment;
  pipe_ends ends;
  std::optional<engine_log> log{
    std::in_place, engine_log::options{.descriptor = ends.writer()}, [this] { return now; }};
};

TEST_F(EngineLog, FallsBackByTheClockAndSaysSo) {
  log->change({{.overall = model::log_level::debug}, now + 1h});
  log->write({model::log_level::debug, model::log_component::http, "before"});
  now += 1h;
  log->write({model::log_level::debug, model::log_component::http, "after"});
  log->write({model::log_level::warning, model::log_component::http, "still told"});
  EXPECT_FALSE(log->wants(model::log_component::http, model::log_level::debug));
  const auto lines = said();
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_THAT(lines[0], testing::HasSubstr("levels were changed\",\"levels\":\"debug\""));
  EXPECT_THAT(lines[1], testing::HasSubstr("\"before\""));
  EXPECT_THAT(lines[2], testing::HasSubstr("those of the start again"));
  EXPECT_THAT(lines[3], testing::HasSubstr("still told"));
}

TEST_F(EngineLog, ShowsTheStartsLevelsOnceItIsTimeThoughNothingWasWritten) {
  log->change({{.overall = model::log_level::debug}, now + 1h});
  EXPECT_EQ(log->setting().levels.overall, model::log_level::debug);
  now += 1h;
  EXPECT_EQ(log->setting(), model::log_setting{});
}

// -- nobody waits for it -------------------------------------------------------

std::string numbered(int number) {
  return "line " + std::to_string(number) + std::string(100, '.') + "\n";
}

TEST(LineWriter, WritesAllInItsOrder) {
  pipe_ends ends;
  std::string all;
  std::thread reader{[&] { all = ends.read_all(); }};
  std::string wanted;
  {
    line_writer writer{ends.writer(), 1'000'000, [](auto) { return std::string{}; }};
    for (int each = 0; each < 2'000; ++each) {
      wanted += numbered(each);
      writer.write(numbered(each));
    }
    writer.flush(1min); // Its end waits for a second alone.
  }
  ends.close_writer();
  reader.join();
  EXPECT_EQ(all, wanted);
}

/// What the lines say that tell of lost ones, in all.
std::uint64_t told_lost(const std::string& text) {
  std::uint64_t sum = 0;
  for (const auto& line : lines_of(text.substr(0, text.rfind('\n') + 1)))
    if (line.starts_with("lost "))
      sum += std::stoull(line.substr(5));
  return sum;
}

TEST(LineWriter, NeverWaitsForAReaderAndSaysHowManyLinesItLost) {
  pipe_ends ends;
  constexpr int written = 20'000; // Two megabytes, of which a pipe and the queue take a part.
  std::string all;
  {
    line_writer writer{ends.writer(), 16'384, [](std::uint64_t lines) {
                         return "lost " + std::to_string(lines) + "\n";
                       }};
    for (int each = 0; each < written; ++each)
      writer.write(numbered(each)); // Nobody reads, and it returns.
    const auto lost = writer.dropped();
    EXPECT_GT(lost, 0U);
    while (told_lost(all) < lost)
      all += ends.read_some();
    EXPECT_EQ(told_lost(all), lost);
    writer.write("it moves again\n");
    writer.flush(1min);
  }
  ends.close_writer();
  all += ends.read_all();
  auto lines = lines_of(all);
  EXPECT_EQ(lines.back(), "it moves again");
  lines.pop_back();
  std::erase_if(lines, [](const auto& line) { return line.starts_with("lost "); });
  EXPECT_EQ(lines.size() + told_lost(all), static_cast<std::size_t>(written));
  int former = -1;
  for (const auto& line : lines) {
    const auto number = std::stoi(line.substr(5));
    EXPECT_GT(number, former) << "in their order";
    EXPECT_EQ(line + "\n", numbered(number)) << "whole";
    former = number;
  }
}

TEST(LineWriter, CountsWhatNobodyReadsAnyMore) {
  ::signal(SIGPIPE, SIG_IGN); // As the engine does.
  pipe_ends ends;
  ends.close_reader();
  line_writer writer{ends.writer(), 16'384, [](auto) { return std::string{}; }};
  writer.write(numbered(1));
  writer.flush(1min);
  EXPECT_EQ(writer.dropped(), 1U);
}

TEST(LineWriter, EndsThoughItsReaderIsStuck) {
  pipe_ends ends;
  line_writer writer{ends.writer(), 1'000'000, [](auto) { return std::string{}; }};
  for (int each = 0; each < 2'000; ++each)
    writer.write(numbered(each)); // More than a pipe takes.
}

} // namespace

} // namespace kod::app
