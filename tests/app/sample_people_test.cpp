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
