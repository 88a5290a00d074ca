#include "model/atlas.hpp"
#include "tests/support/shipped_data.hpp"

#include <gmock/gmock.h>

#include <numbers>
#include <stdexcept>

namespace kod::model {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

const atlas& shipped_atlas() {
  static const atlas all{
    tests::shipped("us_zcta.tsv"), tests::shipped("ky_zip_not_zcta_geonames.tsv")};
  return all;
}

std::int64_t miles_between(std::string_view from, std::string_view to) {
  return miles_tenths(shipped_atlas().find(from)->where, shipped_atlas().find(to)->where);
}

// -- where a ZIP lies ---------------------------------------------------------

TEST(Atlas, KnowsTheCentroidAndTheCounty) {
  EXPECT_EQ(
    shipped_atlas().find("40202"), (place{{"40202"}, {38.252811, -85.751946}, "Jefferson County"}));
}

TEST(Atlas, ReachesBeyondKentucky) {
  EXPECT_EQ(shipped_atlas().find("10001")->county, "New York County");
}

TEST(Atlas, APostOfficeBoxLiesAtItsGeoNamesPoint) {
  EXPECT_EQ(
    shipped_atlas().find("40201"), (place{{"40201"}, {38.189, -85.6768}, "Jefferson County"}));
}

TEST(Atlas, AnUnknownZipLiesAmongTheCensusCentroidsOfItsPrefix) {
  const auto found = shipped_atlas().find("40200");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->zip.digits, "40200");
  EXPECT_EQ(found->county, "");
  EXPECT_NEAR(found->where.latitude, 38.2074815, 1e-6); // GeoNames' points would pull it away.
  EXPECT_NEAR(found->where.longitude, -85.6931904, 1e-6);
}

TEST(Atlas, AZipOfAnUnknownPrefixIsNone) {
  for (const auto* zip : {"00000", "09012", "99999x", "4020", "402021", "40 02", ""})
    EXPECT_EQ(shipped_atlas().find(zip), std::nullopt) << zip;
}

// -- miles --------------------------------------------------------------------

TEST(Miles, AreThoseOfAGreatCircle) {
  EXPECT_EQ(miles_between("40202", "40203"), 7);
  EXPECT_EQ(miles_between("40202", "40507"), 697);   // Lexington
  EXPECT_EQ(miles_between("41568", "42050"), 3999);  // From one end of Kentucky to the other.
  EXPECT_EQ(miles_between("96913", "40202"), 75949); // Guam
  EXPECT_EQ(miles_between("40202", "40202"), 0);
}

TEST(Miles, AreTheSameBothWays) {
  EXPECT_EQ(miles_between("42050", "41568"), miles_between("41568", "42050"));
}

TEST(Miles, AreRoundedHalfUpToATenth) {
  constexpr double degrees_a_mile = 180 / std::numbers::pi / 3958.7613;
  EXPECT_EQ(miles_tenths({0, 0}, {0, 0.0499 * degrees_a_mile}), 0);
  EXPECT_EQ(miles_tenths({0, 0}, {0, 0.0501 * degrees_a_mile}), 1);
  EXPECT_EQ(miles_tenths({0, 0}, {10.2499 * degrees_a_mile, 0}), 102);
  EXPECT_EQ(miles_tenths({0, 0}, {10.2501 * degrees_a_mile, 0}), 103);
}

TEST(Miles, ReachHalfWayRoundTheEarthAndAcrossTheDateLine) {
  EXPECT_EQ(miles_tenths({0, 0}, {0, 180}), 124368);
  EXPECT_EQ(miles_tenths({90, 0}, {-90, 0}), 124368);
  EXPECT_EQ(miles_tenths({0, 179.5}, {0, -179.5}), 691);
}

// -- damaged tables -----------------------------------------------------------

const std::string census_header =
  "zip\tlatitude\tlongitude\tcounty_fips\tcounty\tstate\tpopulation\tother_county_fips\n";
const std::string geonames_header = "zip\tlatitude\tlongitude\tplace\tcounty_fips\tcounty\tstate\n";
const std::string louisville = "40202\t38.25\t-85.75\t21111\tJefferson County\tKY\t6442\t\n";

auto refuses(const std::string& line, const std::string& why) {
  return ThrowsMessage<std::invalid_argument>(AllOf(HasSubstr(line), HasSubstr(why)));
}

TEST(Atlas, ADamagedTableIsRefusedWithItsLine) {
  const auto reading = [](const std::string& second_row) {
    return [=] { atlas{census_header + louisville + second_row, geonames_header}; };
  };
  const auto line = "ZIPs of the Census, line 3";
  EXPECT_NO_THROW(reading("")());
  EXPECT_THAT(reading("40203\t38.25\n"), refuses(line, "not as many cells"));
  EXPECT_THAT(reading("\n"), refuses(line, "not as many cells"));
  EXPECT_THAT(reading("4020\t38.25\t-85\t\t\t\t\t\n"), refuses(line, "not a ZIP"));
  EXPECT_THAT(reading("40203\t98.25\t-85\t\t\t\t\t\n"), refuses(line, "not a latitude"));
  EXPECT_THAT(reading("40203\tnan\t-85\t\t\t\t\t\n"), refuses(line, "not a latitude"));
  EXPECT_THAT(reading("40203\t38.25\t-85x\t\t\t\t\t\n"), refuses(line, "not a latitude"));
  EXPECT_THAT(reading(louisville), refuses(line, "twice"));
}

TEST(Atlas, TheSecondTablesLinesAreNamedToo) {
  const auto reading = [](const std::string& geonames) {
    return [=] { atlas{census_header + louisville, geonames}; };
  };
  EXPECT_THAT(reading("zip\n"), refuses("ZIPs of GeoNames, line 1", "header"));
  EXPECT_THAT(reading(""), refuses("ZIPs of GeoNames, line 1", "header"));
  EXPECT_THAT(
    reading(geonames_header + "40202\t38\t-85\tLouisville\t21111\tJefferson County\tKY\n"),
    refuses("ZIPs of GeoNames, line 2", "twice"));
}

} // namespace

} // namespace kod::model
