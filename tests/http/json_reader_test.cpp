#include "http/canonical_json.hpp"
#include "http/json_reader.hpp"
#include "http/json_writer.hpp"
#include "http/strict_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace kod;
using http::complaints;
using http::json_reader;
using testing::ElementsAre;

boost::json::value as_json(std::string_view text) {
  return http::read_json(text).value();
}

std::vector<std::string> pointers(const complaints& all) {
  std::vector<std::string> result;
  for (const auto& each : all.all())
    result.push_back(each.pointer);
  return result;
}

class JsonReader : public testing::Test {
protected:
  complaints wrong;
};

TEST_F(JsonReader, NullIsTheSameAsAbsent) {
  const auto body = as_json(R"({"name": null})");
  json_reader fields{body, wrong};
  EXPECT_FALSE(fields.optional("name", http::forms::name));
  EXPECT_TRUE(wrong.none());
  EXPECT_FALSE(fields.needed("name", http::forms::name));
  EXPECT_THAT(pointers(wrong), ElementsAre("/name"));
}

TEST_F(JsonReader, PointersNameNestedFields) {
  const auto body = as_json(R"({"outer": {"inner": 7, "other": 1}})");
  json_reader fields{body, wrong};
  auto outer = fields.needed_object("outer");
  ASSERT_TRUE(outer);
  outer->needed("inner", http::forms::name);
  outer->refuse_others();
  fields.refuse_others();
  EXPECT_THAT(pointers(wrong), ElementsAre("/outer/inner", "/outer/other"));
}

TEST_F(JsonReader, AnUnknownNameIsOnlySaidAgainIfItLooksLikeOne) {
  const auto body =
    as_json(R"({"a_name": 1, "Jane": 1, "+16065550177": 1, "with space": 1, "~/": 1, "": 1})");
  json_reader{body, wrong}.refuse_others();
  EXPECT_THAT(pointers(wrong), ElementsAre("/a_name", "", "", "", "", ""));
}

TEST_F(JsonReader, WhoeverSendsManyMistakesIsToldOfTheFirstOnes) {
  const auto body = as_json("[" + [] {
    std::string many;
    for (int count = 0; count < 500; ++count)
      many += "1,";
    return many + "1]";
  }());
  const auto holder = boost::json::value(boost::json::object{{"all", body}});
  json_reader fields{holder, wrong};
  fields.needed_elements("all", [&](const boost::json::value& each, std::string at) {
    http::read_value(each, http::forms::name, wrong, std::move(at));
  });
  EXPECT_EQ(wrong.all().size(), complaints::most);
}

TEST(Forms, LengthIsCountedInCharactersAndNotInBytes) {
  std::string umlauts;
  for (int count = 0; count < 100; ++count)
    umlauts += "ü";
  EXPECT_TRUE(http::forms::name(umlauts));
  EXPECT_FALSE(http::forms::name(umlauts + "ü"));
}

TEST(Forms, OnlyANoteMayHaveLines) {
  EXPECT_TRUE(http::forms::note("two\nlines"));
  EXPECT_FALSE(http::forms::note("a\rb"));
  EXPECT_FALSE(http::forms::short_text("two\nlines"));
}

TEST(CanonicalJson, OrderSpacesAndNullsDoNotMatter) {
  EXPECT_EQ(
    http::canonical_json(as_json(R"({"b": [1, {"y": null, "x": "\u00e9"}], "a": true})")),
    http::canonical_json(as_json(R"({"a":true,"c":null,"b":[1,{"x":"é"}]})")));
}

TEST(CanonicalJson, WhatDiffersStaysDifferent) {
  EXPECT_NE(http::canonical_json(as_json("[1,2]")), http::canonical_json(as_json("[2,1]")));
  EXPECT_NE(http::canonical_json(as_json("[[1],2]")), http::canonical_json(as_json("[[1,2]]")));
  EXPECT_NE(
    http::canonical_json(as_json(R"({"a":"1"})")), http::canonical_json(as_json(R"({"a":1})")));
}

TEST(JsonWriter, WhatItWritesReadsBackAsTheSame) {
  const std::string odd = "quote \" back \\ line \n tab \t bell \x07 é";
  http::json_writer out;
  out.object([&] {
    out.member("odd", odd);
    out.member("miles", 3.2);
    out.member("tiny", 0.00000013);
    out.member("none", std::optional<std::string>{});
    out.member("list", [&] { out.array(std::vector{1, 2}, [&](int each) { out.value(each); }); });
    out.member("yes", true);
  });
  const auto text = out.take();
  const auto read = as_json(text);
  EXPECT_EQ(read.at("odd").as_string(), odd);
  EXPECT_EQ(read.at("tiny").as_double(), 0.00000013);
  EXPECT_THAT(text, testing::HasSubstr(R"("miles":3.2,)"));
  EXPECT_THAT(text, testing::EndsWith(R"("none":null,"list":[1,2],"yes":true})"));
}

} // namespace
