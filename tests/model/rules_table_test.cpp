// Holds the table of rules to the tests that exist.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

std::set<std::string> all_tests() {
  std::set<std::string> names;
  const auto& unit = *testing::UnitTest::GetInstance();
  for (int i = 0; i < unit.total_test_suite_count(); ++i) {
    const auto& suite = *unit.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j)
      names.insert(std::string{suite.name()} + '.' + suite.GetTestInfo(j)->name());
  }
  return names;
}

std::set<std::string> named_in_the_table() {
  std::ifstream file{"tests/model/README.md"};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  static const std::regex test_name{"`([A-Za-z/]+\\.[A-Z][A-Za-z/0-9]+)`"};
  std::set<std::string> names;
  for (std::sregex_iterator match{text.begin(), text.end(), test_name}, end; match != end; ++match)
    names.insert((*match)[1]);
  return names;
}

TEST(RulesTable, NamesTestsThatExist) {
  const auto named = named_in_the_table();
  EXPECT_GT(named.size(), 90U) << "the table was not read";
  EXPECT_THAT(all_tests(), testing::IsSupersetOf(named));
}

} // namespace
