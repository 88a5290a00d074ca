#include "http/strict_json.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <string>

namespace {

using namespace kod;
using namespace std::string_literals;

class Json : public testing::TestWithParam<std::string> {};

TEST_P(Json, ThatIsStrictIsRead) {
  const auto read = http::read_json(GetParam());
  ASSERT_TRUE(read.has_value()) << GetParam();
  EXPECT_EQ(boost::json::serialize(*read), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
  Texts,
  Json,
  testing::Values(
    "null",
    "true",
    "\"text\"",
    "-12",
    "18446744073709551615",
    "[]",
    "{}",
    R"({"a":1,"b":{"a":[1,2,{"a":null}]}})",
    R"({"a":{"b":1,"c":2},"b":3,"c":[{"b":1},{"b":2}]})",
    "\"caf\xC3\xA9 \xF0\x9F\x98\x80\""));

TEST(StrictJson, IsReadWithSpacesRoundIt) {
  EXPECT_EQ(boost::json::serialize(*http::read_json(" \n{ \"a\" : [ 1 ] }\t\r\n")), R"({"a":[1]})");
}

TEST(StrictJson, ReadsLongNamesAndTexts) {
  const auto longest = std::string(60'000, 'n');
  const auto read = http::read_json("{\"" + longest + "\": \"" + longest + "\"}");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->as_object().at(longest).as_string(), longest);
}

TEST(StrictJson, IsNestedThirtyTwoDeepAtMost) {
  EXPECT_TRUE(http::read_json(std::string(32, '[') + std::string(32, ']')));
  EXPECT_FALSE(http::read_json(std::string(33, '[') + std::string(33, ']')));
  EXPECT_FALSE(http::read_json(std::string(60'000, '[')));
}

class NotJson : public testing::TestWithParam<std::string> {};

TEST_P(NotJson, IsRefused) {
  EXPECT_FALSE(http::read_json(GetParam()).has_value()) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
  Texts,
  NotJson,
  testing::Values(
    "",
    " ",
    "{",
    "{\"a\":}",
    "{a:1}",
    "[1,]",
    "{\"a\":1,}",
    "'a'",
    "01",
    "+1",
    ".5",
    "1.",
    "NaN",
    "[NaN]",
    "Infinity",
    "-Infinity",
    "1e400",
    "-1e400",
    "1e99999999999",
    "{} {}",
    "{}x",
    "null null",
    "/* why */ {}",
    "\xEF\xBB\xBF{}",
    R"({"a":1,"a":2})",
    R"({"a":1,"\u0061":2})",
    R"({"x":{"b":1,"c":1,"b":1}})",
    R"([{"a":1},{"a":1,"a":1}])",
    R"("\uD800")",
    R"("\uDC00")",
    R"("\uD800\u0041")",
    R"({"\uD800":1})",
    "\"\xFF\"",
    "\"\xC3\"",
    "\"\xC0\x80\"",
    "\"\xED\xA0\x80\"",
    "\"\xF5\x80\x80\x80\"",
    "\"line\nbreak\"",
    "\"nul\0\""s,
    "{}\0"s));

} // namespace
