#include "http/own_page.hpp"

#include <gtest/gtest.h>

namespace {

using namespace kod::http;

asker asked_with(std::vector<name_value> headers) {
  return asker_of({.method = method::post, .headers = std::move(headers)});
}

TEST(OwnPage, IsWhatTheBrowserSaysItIs) {
  EXPECT_EQ(asked_with({{"Sec-Fetch-Site", "same-origin"}}), asker::own_page);
  EXPECT_EQ(asked_with({{"Sec-Fetch-Site", "none"}}), asker::own_page);
  for (const auto* site : {"cross-site", "same-site", "nonsense", ""})
    EXPECT_EQ(asked_with({{"Sec-Fetch-Site", site}}), asker::foreign_page) << site;
}

TEST(OwnPage, IsLookedForInTheOriginWhereTheBrowserSaysNoMore) {
  EXPECT_EQ(
    asked_with({{"Host", "kod.example:8080"}, {"Origin", "http://kod.example:8080"}}),
    asker::own_page);
  EXPECT_EQ(
    asked_with({{"Host", "kod.example"}, {"Origin", "https://KOD.example"}}), asker::own_page);
  for (const auto* origin :
       {"http://kod.example",
        "http://evil.example",
        "http://kod.example:8080.evil.example",
        "null",
        ""})
    EXPECT_EQ(asked_with({{"Host", "kod.example:8080"}, {"Origin", origin}}), asker::foreign_page)
      << origin;
}

TEST(OwnPage, IsNotWhatNoBrowserSends) {
  EXPECT_EQ(asked_with({{"Host", "kod.example"}}), asker::no_browser);
}

} // namespace
