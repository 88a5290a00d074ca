#include "model/languages.hpp"
#include "tests/support/shipped_data.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace kod::model {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

std::string found(std::string_view tag) {
  static const language_list shipped{tests::shipped("languages.tsv")};
  const auto known = shipped.find(tag);
  return known ? known->tag : "none";
}

TEST(Languages, AreFoundByTheirTag) {
  EXPECT_EQ(found("en"), "en");
  EXPECT_EQ(found("ksw"), "ksw"); // S'gaw Karen
  EXPECT_EQ(found("ase"), "ase"); // American Sign Language
}

TEST(Languages, TheCaseOfATagMeansNothing) {
  EXPECT_EQ(found("ES"), "es");
  EXPECT_EQ(found("eS-mX"), "es");
}

TEST(Languages, ARegionOrScriptIsDropped) {
  EXPECT_EQ(found("es-MX"), "es");
  EXPECT_EQ(found("zh-Hant-TW"), "zh");
  EXPECT_EQ(found("en-x-private"), "en");
}

TEST(Languages, WhatIsNoTagOfTheListIsNone) {
  for (const auto* tag :
       {"",
        "e",
        "xx",
        "spa",
        "Spanish",
        "es_MX",
        "es-",
        "-es",
        "es--MX",
        " es",
        "es ",
        "es-México",
        "es-123456789"})
    EXPECT_EQ(found(tag), "none") << tag;
}

TEST(Languages, HaveEnglishNames) {
  const language_list shipped{tests::shipped("languages.tsv")};
  EXPECT_EQ(shipped.all().size(), 188U);
  EXPECT_EQ(shipped.all().at("es"), "Spanish");
  EXPECT_EQ(shipped.native().at("es"), "Español");
}

TEST(Languages, ADamagedTableIsRefusedWithItsLine) {
  const auto reading = [](const std::string& row) {
    return [=] { language_list{"bcp47\tname_en\tname_native\nen\tEnglish\tEnglish\n" + row}; };
  };
  const auto refuses = [](const std::string& why) {
    return ThrowsMessage<std::invalid_argument>(
      AllOf(HasSubstr("languages, line 3"), HasSubstr(why)));
  };
  EXPECT_NO_THROW(reading("")());
  EXPECT_THAT(reading("es\n"), refuses("not as many cells"));
  EXPECT_THAT(reading("ES\tSpanish\tespañol\n"), refuses("not a primary language subtag"));
  EXPECT_THAT(reading("es\t\tespañol\n"), refuses("name is missing"));
  EXPECT_THAT(reading("en\tEnglish\tEnglish\n"), refuses("twice"));
}

} // namespace

} // namespace kod::model
