#pragma once

#include "model/ids.hpp"

#include <boost/describe/class.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace kod::model {

/// Degrees, WGS 84.
struct point {
  double latitude = 0;
  double longitude = 0;
  bool operator==(const point&) const = default;
};
BOOST_DESCRIBE_STRUCT(point, (), (latitude, longitude))

/// Where a ZIP lies. The county is empty where it isn't known.
struct place {
  zip_code zip;
  point where;
  std::string county;
  bool operator==(const place&) const = default;
};

/// Where each ZIP of the United States lies: its Census centroid, else its GeoNames point, else
/// the mean of its three-digit prefix's centroids. A ZIP of an unknown prefix is no ZIP.
class atlas {
public:
  /// Takes the texts of data/us_zcta.tsv and data/ky_zip_not_zcta_geonames.tsv. Throws
  /// std::invalid_argument, naming the line, where one of them is damaged.
  atlas(std::string_view census, std::string_view geonames);

  std::optional<place> find(std::string_view zip) const;
  /// As `place::county` has it: `Jefferson County`. Several states have one of that name.
  bool has_county(const std::string& name) const { return counties_.contains(name); }

private:
  std::unordered_map<std::string, place> places_;
  std::unordered_set<std::string> counties_;
  std::unordered_map<std::string, point> prefixes_;
};

double radians(double degrees);

/// Great-circle miles on a sphere of radius 3,958.7613 miles, in tenths, rounded half up.
std::int64_t miles_tenths(point, point);

} // namespace kod::model
