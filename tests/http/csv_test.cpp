#include "http/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using kod::http::csv_reader;
using kod::http::csv_record;
using strings = std::vector<std::string>;
using testing::ElementsAre;

std::vector<csv_record> records(std::string_view text) {
  std::vector<csv_record> all;
  csv_reader reader{text};
  while (auto record = reader.next())
    all.push_back(std::move(*record));
  return all;
}

strings only_fields(std::string_view text) {
  const auto all = records(text);
  EXPECT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().problem, "");
  return all.front().fields;
}

TEST(Csv, FieldsStandBetweenCommas) {
  EXPECT_THAT(only_fields("a,b,,d"), ElementsAre("a", "b", "", "d"));
  EXPECT_THAT(only_fields("a, b ,\n"), ElementsAre("a", " b ", ""));
}

TEST(Csv, AQuotedFieldMayHoldEverything) {
  EXPECT_THAT(
    only_fields("\"a,b\",\"two\nlines\",\"say \"\"yes\"\"\",\"\"\r\n"),
    ElementsAre("a,b", "two\nlines", "say \"yes\"", ""));
}

TEST(Csv, LinesEndEitherWayAndEmptyOnesAreSkipped) {
  const auto all = records("\xef\xbb\xbfone\r\n\r\n\ntwo\n\"3\n4\"\nfive");
  ASSERT_EQ(all.size(), 4U);
  EXPECT_THAT(all[0].fields, ElementsAre("one"));
  EXPECT_THAT(all[1].fields, ElementsAre("two"));
  EXPECT_EQ(all[0].line, 1U);
  EXPECT_EQ(all[1].line, 4U);
  EXPECT_EQ(all[2].line, 5U);
  EXPECT_EQ(all[3].line, 7U);
}

TEST(Csv, WhatCannotBeReadIsToldAndTheNextLineGoesOn) {
  for (const auto* wrong : {"a\"b,c", "\"a\"b,c", "\"never closed", "a\rb", "a,\"b\"\rc"}) {
    const auto all = records(std::string{wrong} + "\nnext,line\n");
    ASSERT_EQ(all.size(), 2U) << wrong;
    EXPECT_NE(all[0].problem, "") << wrong;
    EXPECT_THAT(all[1].fields, ElementsAre("next", "line"));
    EXPECT_EQ(all[1].line, 2U);
  }
}

TEST(Csv, OfNothingThereIsNothing) {
  EXPECT_TRUE(records("").empty());
  EXPECT_TRUE(records("\n\r\n").empty());
}

} // namespace
