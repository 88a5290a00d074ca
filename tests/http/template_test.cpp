// How pages are written, and what the shipped ones may hold.

#include "http/pages/locale.hpp"
#include "http/pages/template.hpp"
#include "tests/http/web_from_source.hpp"

#include <boost/json/array.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace {

using namespace kod;
using namespace kod::tests;
namespace json = boost::json;

std::string rendered(std::string_view text, const json::object& values) {
  const http::web_file file{"pages/it.html", "text/html", "", text, {}};
  return http::render({{&file, 1}, "v"}, "it", values);
}

TEST(Template, EverythingIsEscaped) {
  const auto* evil = R"(<script>alert("x")</script> & 'y')";
  const auto* harmless = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &apos;y&apos;";
  EXPECT_EQ(rendered("{{it}}", {{"it", evil}}), harmless);
  EXPECT_EQ(
    rendered("<i title=\"{{it}}\">", {{"it", evil}}),
    std::string{"<i title=\""} + harmless + "\">");
  EXPECT_EQ(rendered("{{#all}}{{.}}{{/all}}", {{"all", json::array{evil}}}), harmless);
  EXPECT_EQ(rendered("{{#in}}{{it}}{{/in}}", {{"in", {{"it", evil}}}}), harmless);
}

TEST(Template, WhatIsPutInIsNoTemplate) {
  EXPECT_EQ(
    rendered("{{it}}", {{"it", "{{secret}}{{> head}}"}, {"secret", "s"}}),
    "{{secret}}{{&gt; head}}");
}

TEST(Template, WhatIsEmptyOrMissingIsLeftOut) {
  EXPECT_EQ(rendered("{{#it}}a{{/it}}{{^it}}b{{/it}}{{it}}", {{"it", ""}}), "b");
  EXPECT_EQ(rendered("{{#it}}a{{/it}}{{^it}}b{{/it}}{{it}}", {}), "b");
}

TEST(Template, OneThatIsMissingOrBrokenIsAnError) {
  EXPECT_THROW(http::render({}, "it", {}), std::logic_error);
  EXPECT_THROW(rendered("{{#it}}", {}), std::logic_error);
}

/// The shipped ones: path and text.
std::vector<http::web_file> templates() {
  std::vector<http::web_file> all;
  for (const auto& each : web_from_source().files)
    if (each.path.starts_with("pages/"))
      all.push_back(each);
  return all;
}

TEST(Template, NoShippedOneGoesRoundTheEscaping) {
  EXPECT_GT(templates().size(), 5U);
  for (const auto& each : templates())
    for (const auto* way : {"{{{", "{{&", "{{="})
      EXPECT_EQ(each.plain.find(way), each.plain.npos) << each.path << ": " << way;
}

TEST(Template, NoShippedOneHoldsAScriptOrAStyle) {
  for (const auto& each : templates()) {
    for (const auto* word :
         {" style=", "<style", "javascript:", " onclick=", " onsubmit=", " onload="})
      EXPECT_EQ(each.plain.find(word), each.plain.npos) << each.path << ": " << word;
    for (auto at = each.plain.find("<script"); at != each.plain.npos;
         at = each.plain.find("<script", at + 1))
      EXPECT_TRUE(each.plain.substr(at).starts_with("<script type=\"module\" src=\"{{assets}}/"))
        << each.path;
  }
}

/// The texts that a template asks for: `t.ask.title`.
std::set<std::string> asked_for(std::string_view text) {
  std::set<std::string> all;
  for (auto at = text.find("{{"); at != text.npos; at = text.find("{{", at + 2)) {
    auto name = text.substr(at + 2, text.find("}}", at) - at - 2);
    if (name.starts_with('#') || name.starts_with('^') || name.starts_with('/'))
      name.remove_prefix(1);
    if (name.starts_with("t."))
      all.emplace(name.substr(2));
  }
  return all;
}

const json::value* text_at(const json::object& texts, std::string name) {
  std::ranges::replace(name, '.', '/');
  static json::value whole;
  whole = texts;
  boost::system::error_code none;
  return whole.find_pointer('/' + name, none);
}

TEST(Texts, EveryOneThatAPageAsksForIsWrittenInEveryLanguage) {
  for (const auto* language : {"en", "es"}) {
    const auto texts = http::texts_in(web_from_source(), language);
    for (const auto& each : templates())
      for (const auto& name : asked_for(each.plain))
        EXPECT_TRUE(text_at(texts, name)) << language << ", " << each.path << ": " << name;
  }
}

void expect_same_names(const json::value& left, const json::value& right, const std::string& at) {
  ASSERT_EQ(left.kind(), right.kind()) << at;
  if (left.is_array()) {
    EXPECT_EQ(left.get_array().size(), right.get_array().size()) << at;
  }
  if (!left.is_object())
    return;
  for (const auto& [name, member] : left.get_object()) {
    const auto* other = right.get_object().if_contains(name);
    ASSERT_TRUE(other) << at << '/' << name;
    expect_same_names(member, *other, at + '/' + std::string{name});
  }
  EXPECT_EQ(left.get_object().size(), right.get_object().size()) << at;
}

TEST(Texts, AllLanguagesHaveTheSame) {
  expect_same_names(
    http::texts_in(web_from_source(), "en"), http::texts_in(web_from_source(), "es"), "");
}

std::string language_with(std::vector<http::name_value> headers) {
  return http::language_of({.headers = std::move(headers)});
}

TEST(Locale, FollowsTheBrowserUnlessTheReaderHasChosen) {
  EXPECT_EQ(language_with({}), "en");
  EXPECT_EQ(language_with({{"Accept-Language", "es-MX,es;q=0.9,en;q=0.8"}}), "es");
  EXPECT_EQ(language_with({{"Accept-Language", "en-US,en;q=0.9,es;q=0.8"}}), "en");
  EXPECT_EQ(language_with({{"Accept-Language", "de, es;q=0.5"}}), "es");
  EXPECT_EQ(language_with({{"Accept-Language", "fr,de"}}), "en");
  EXPECT_EQ(language_with({{"Accept-Language", "es;q=0, en"}}), "en");
  EXPECT_EQ(language_with({{"Accept-Language", ",;q=,es;q=x"}}), "en");
  EXPECT_EQ(language_with({{"Accept-Language", "es"}, {"Cookie", "kod_language=en"}}), "en");
  EXPECT_EQ(language_with({{"Cookie", "kod_language=../../x"}}), "en");
  EXPECT_EQ(
    http::language_of({.query = {{"lang", "es"}}, .headers = {{"Cookie", "kod_language=en"}}}),
    "es");
}

} // namespace
