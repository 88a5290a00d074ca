#include "persistence/log_survey.hpp"
#include "tests/support/journal_on_disk.hpp"

#include <gmock/gmock.h>

namespace kod::tests {

namespace {

using namespace persistence;
using testing::HasSubstr;
using testing::ThrowsMessage;
using ending = log_survey::ending;

class LogSurvey : public testing::Test {
protected:
  /// Batches without an event: no chain of hashes holds them together.
  LogSurvey() {
    const auto journal = one.open();
    for (int number = 0; number < batches; ++number) {
      auto batch = taking(a_claim("key/" + std::to_string(number), "r-1"));
      // The last is longer than two blocks; whatever came after it would begin another log.
      const std::size_t length = number == batches - 1 ? 70'000 : 10;
      batch.sealed = {
        {"r-1/text/" + std::to_string(number), model::free_text{std::string(length, 'a')}}};
      journal->append({&batch, 1});
    }
    killed = one.disk().image();
    log = killed.contents_of("/kod/journal/" + newest_log(killed));
  }

  static std::vector<std::string> records_in(std::string_view file, log_survey* found = nullptr) {
    std::vector<std::string> result;
    const auto survey = survey_log(file, [&](auto record) {
      result.emplace_back(record);
      return true;
    });
    if (found != nullptr)
      *found = survey;
    return result;
  }

  static constexpr int batches = 8;
  machine one;
  disk_image killed;
  std::string log;
};

TEST_F(LogSurvey, ReadsWhatRocksdbWrote) {
  log_survey found;
  EXPECT_EQ(records_in(log, &found).size(), batches + 1U) << "the start's own batch and these";
  EXPECT_EQ(found.ends, ending::whole);
  EXPECT_EQ(found.whole_bytes, log.size());
}

TEST_F(LogSurvey, TakesEachShorterFileForACutOneOrWhole) {
  const auto all = records_in(log);
  for (std::size_t length = 0; length <= log.size(); length += 1 + length % 13) {
    log_survey found;
    const auto records = records_in(std::string_view{log}.substr(0, length), &found);
    EXPECT_NE(found.ends, ending::damaged) << length;
    EXPECT_EQ(found.ends == ending::whole, found.whole_bytes == length) << length;
    EXPECT_TRUE(std::equal(records.begin(), records.end(), all.begin())) << length;
  }
}

TEST_F(LogSurvey, TakesZerosAtTheEndForACut) {
  log_survey found;
  records_in(log + std::string(100'000, '\0'), &found);
  EXPECT_EQ(found.ends, ending::cut);
  EXPECT_EQ(found.whole_bytes, log.size());
}

TEST_F(LogSurvey, FindsWhatRocksdbTakesForTheEnd) {
  const auto first = 7 + records_in(log).front().size();
  for (const auto& [what, at, byte] : std::vector<std::tuple<std::string, std::size_t, char>>{
         {"a type of recycled logs", first + 6, '\5'},
         {"an unknown type", first + 6, '\x42'},
         {"a length beyond the block", first + 5, '\xff'}}) {
    auto rotten = log;
    rotten[at] = byte;
    log_survey found;
    EXPECT_EQ(records_in(rotten, &found).size(), 1U) << what;
    EXPECT_EQ(found.ends, ending::damaged) << what;
    EXPECT_EQ(found.whole_bytes, first) << what;
  }
}

TEST_F(LogSurvey, FindsWhatRocksdbTakesForTheEndOfAManifest) {
  auto manifest = killed.contents_of("/kod/journal/CURRENT");
  manifest.pop_back();
  const auto path = "/kod/journal/" + manifest;
  std::size_t last = 0;
  const auto records = records_in(killed.contents_of(path));
  for (std::size_t at = 0; at + 1 < records.size(); ++at)
    last += 7 + records[at].size();
  killed.flip_bit(path, last + 6, 2); // A whole record's type becomes one of recycled logs.
  machine next{killed};
  EXPECT_THAT(
    [&] { next.open(); },
    ThrowsMessage<model::journal_failure>(
      HasSubstr(manifest + " is damaged at byte " + std::to_string(last) + " of ")));
}

TEST_F(LogSurvey, FindsTheRecordsBehindDamage) {
  const auto first = 7 + records_in(log).front().size();
  for (const std::size_t at : {first, first + 4, first + 6, first + 20}) {
    auto rotten = log;
    rotten[at] = static_cast<char>(~rotten[at]);
    int behind = 0;
    survey_behind(rotten, first, [&](auto) { return ++behind > 0; });
    EXPECT_EQ(behind, batches - 1) << at;
  }
}

TEST_F(LogSurvey, FindsThatARecordWasTakenOut) {
  const auto records = records_in(log);
  const auto first = 7 + records[0].size();
  auto shorter =
    log.substr(0, first) + log.substr(first + 7 + records[1].size(), 7 + records[2].size());
  const auto path = "/kod/journal/" + newest_log(killed);
  const auto number = killed.file_at(path).value();
  killed.apply({.what = disk_change::kind::resize, .file = number, .at = 0});
  killed.apply({.what = disk_change::kind::write, .file = number, .at = 0, .bytes = shorter});
  killed.apply({.what = disk_change::kind::remove, .path = "/kod/high-water"});
  machine next{killed};
  EXPECT_THAT(
    [&] { next.open(); },
    ThrowsMessage<model::journal_failure>(
      HasSubstr("damaged at byte " + std::to_string(first) + " of ")));
}

TEST_F(LogSurvey, FindsThatTheLastRecordWasAnsweredThoughItLooksCutShort) {
  const auto path = "/kod/journal/" + newest_log(killed);
  log_survey found;
  records_in(std::string_view{log}.substr(0, log.size() - 1), &found);
  const auto number = killed.file_at(path).value();
  killed.apply({.what = disk_change::kind::resize, .file = number, .at = log.size() - 1});
  machine next{killed};
  EXPECT_THAT(
    [&] { next.open(); },
    ThrowsMessage<model::journal_failure>(
      HasSubstr(newest_log(killed) + " is damaged at byte " + std::to_string(found.whole_bytes))));
}

TEST_F(LogSurvey, FindsThatCurrentIsMissing) {
  killed.apply({.what = disk_change::kind::remove, .path = "/kod/journal/CURRENT"});
  machine next{killed};
  EXPECT_THAT(
    [&] { next.open(); },
    ThrowsMessage<model::journal_failure>(HasSubstr("journal/CURRENT is damaged")));
}

} // namespace

} // namespace kod::tests
