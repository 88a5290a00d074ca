#include "model/atlas.hpp"

#include "model/tables.hpp"
#include "model/text_forms.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numbers>

namespace kod::model {

namespace {

constexpr double earth_radius_miles = 3958.7613;

std::optional<double> parse_degrees(std::string_view text, double limit) {
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || !(std::abs(value) <= limit))
    return std::nullopt;
  return value;
}

std::optional<point> parse_point(std::string_view latitude, std::string_view longitude) {
  const auto north = parse_degrees(latitude, 90), east = parse_degrees(longitude, 180);
  if (!north || !east)
    return std::nullopt;
  return point{*north, *east};
}

double squared(double x) {
  return x * x;
}

std::string prefix_of(std::string_view zip) {
  return std::string{zip.substr(0, 3)};
}

class mean {
public:
  void add(point each) {
    sum_.latitude += each.latitude;
    sum_.longitude += each.longitude;
    ++count_;
  }
  point value() const { return {sum_.latitude / count_, sum_.longitude / count_}; }

private:
  point sum_;
  double count_ = 0;
};

} // namespace

atlas::atlas(std::string_view census, std::string_view geonames) {
  const auto add = [this](table_row row, std::string_view county) -> std::string_view {
    const auto where = parse_point(row[1], row[2]);
    if (!five_digits(row[0]))
      return "not a ZIP";
    if (!where)
      return "not a latitude and a longitude";
    std::string zip{row[0]};
    if (!county.empty())
      counties_.emplace(county);
    place found{{zip}, *where, std::string{county}};
    return places_.emplace(std::move(zip), std::move(found)).second ? "" : "the ZIP is there twice";
  };
  std::map<std::string, mean> means; // Of the Census points alone.
  read_table(
    "ZIPs of the Census",
    census,
    "zip\tlatitude\tlongitude\tcounty_fips\tcounty\tstate\tpopulation\tother_county_fips",
    [&](table_row row) {
      const auto wrong = add(row, row[4]);
      if (wrong.empty())
        means[prefix_of(row[0])].add(places_.at(std::string{row[0]}).where);
      return wrong;
    });
  for (const auto& [prefix, each] : means)
    prefixes_.emplace(prefix, each.value());

  read_table(
    "ZIPs of GeoNames",
    geonames,
    "zip\tlatitude\tlongitude\tplace\tcounty_fips\tcounty\tstate",
    [&](table_row row) { return add(row, row[5]); });
}

std::optional<place> atlas::find(std::string_view zip) const {
  if (!five_digits(zip))
    return std::nullopt;
  const std::string digits{zip};
  if (const auto known = places_.find(digits); known != places_.end())
    return known->second;
  const auto near = prefixes_.find(prefix_of(zip));
  if (near == prefixes_.end())
    return std::nullopt;
  return place{{digits}, near->second, {}};
}

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

std::int64_t miles_tenths(point a, point b) {
  const double north = radians(b.latitude - a.latitude);
  const double east = radians(b.longitude - a.longitude);
  const double haversine =
    squared(std::sin(north / 2))
    + std::cos(radians(a.latitude)) * std::cos(radians(b.latitude)) * squared(std::sin(east / 2));
  const double angle = 2 * std::asin(std::min(1.0, std::sqrt(haversine)));
  return static_cast<std::int64_t>(std::floor(earth_radius_miles * angle * 10 + 0.5));
}

} // namespace kod::model
