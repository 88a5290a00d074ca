#include "app/embedded.hpp"
#include "app/sample_people.hpp"
#include "model/atlas.hpp"
#include "model/languages.hpp"
#include "model/text_forms.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

namespace kod::app {

namespace {

std::string file(const std::string& path) {
  std::ifstream input{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{input}, {}};
}

TEST(EmbeddedFiles, AreThoseOfTheSources) {
  EXPECT_EQ(us_zcta(), file("data/us_zcta.tsv"));
  EXPECT_EQ(geonames(), file("data/ky_zip_not_zcta_geonames.tsv"));
  EXPECT_EQ(languages(), file("data/languages.tsv"));
  EXPECT_EQ(sample_agents(), file("data/sample_agents.csv"));
  EXPECT_EQ(sample_registrations(), file("data/sample_registrations.jsonl"));
  EXPECT_EQ(contract(), file("http/openapi.yaml"));
}

TEST(SamplePeople, AreAgentsOfTheRosterWithLanguagesThatAreKnown) {
  const model::language_list known{languages()};
  const auto agents = read_registrations(sample_registrations());
  EXPECT_GT(agents.size(), 500U);
  for (const auto& each : agents) {
    EXPECT_NE(sample_agents().find("\n" + each.agent_id + ","), std::string_view::npos);
    for (const auto& tag : each.languages())
      EXPECT_TRUE(known.find(tag)) << tag;
  }
}

TEST(SamplePeople, LiveWhereTheAtlasKnows) {
  const model::atlas atlas{us_zcta(), geonames()};
  const auto zips = read_zips(sample_agents());
  EXPECT_GT(zips.size(), 50U);
  for (const auto& zip : zips)
    EXPECT_TRUE(atlas.find(zip)) << zip;
}

/// Of the roster's agents: whose licence and certification hold on that day.
std::ptrdiff_t valid_on(const std::string& csv, const std::string& day) {
  std::istringstream lines{csv};
  std::ptrdiff_t valid = 0;
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> fields;
    std::istringstream parts{line};
    for (std::string each; std::getline(parts, each, ',');)
      fields.push_back(each);
    valid += fields.size() == 10 && fields[7] >= day && fields[8] >= day && fields[9] < day;
  }
  return valid;
}

TEST(SampleRoster, IsAsValidInLaterYearsAsWhenItWasMade) {
  using namespace std::chrono;
  const std::string made{sample_agents()};
  EXPECT_EQ(renewed(made, year{2026} / 11 / 1), made);
  EXPECT_EQ(renewed(made, year{2025} / 1 / 1), made) << "nobody's licence ends before it was made";
  const auto then = valid_on(made, "2026-11-01");
  EXPECT_GT(then, 650);
  EXPECT_EQ(valid_on(made, "2029-02-28"), 0);
  for (const auto* day : {"2028-02-29", "2031-11-01", "2047-06-30"})
    EXPECT_EQ(valid_on(renewed(made, *model::parse_day(day)), std::string{day, 8} + "01"), then)
      << day;
}

TEST(SampleRoster, KeepsTheEndsOfMonths) {
  using namespace std::chrono;
  const std::string line = "a,1,Al Sample,a@example.org,5,40202,D,";
  const std::string head = "header\n";
  EXPECT_EQ(
    renewed(head + line + "2026-11-30,2027-02-28,2026-10-31\n", year{2028} / 1 / 15),
    head + line + "2028-01-31,2028-04-30,2027-12-31\n");
  EXPECT_EQ(
    renewed(head + line + ",,2026-10-30\n", year{2027} / 3 / 1), head + line + ",,2027-02-28\n");
}

TEST(SamplePeople, AskWithANameAndAPhoneOfTheirOwn) {
  std::set<std::string> seen;
  for (std::size_t number = 0; number < 1'000; ++number) {
    const auto body = boost::json::parse(sample_request(number, "40202", "en"));
    const std::string phone{body.at("phone").as_string()};
    EXPECT_EQ(model::parse_phone(phone), phone);
    EXPECT_TRUE(seen.insert(std::string{body.at("name").as_string()}).second);
  }
}

} // namespace

} // namespace kod::app
