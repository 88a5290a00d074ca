#include "app/sample_people.hpp"

#include "model/text_forms.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace kod::app {

namespace {

/// The next line of the text, which is taken off it.
std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

std::string_view field(std::string_view line, std::size_t number) {
  for (; number > 0; --number)
    line.remove_prefix(std::min(line.find(',') + 1, line.size()));
  return line.substr(0, line.find(','));
}

constexpr std::size_t id_field = 0;
constexpr std::size_t zip_field = 5;
constexpr std::size_t first_day_field = 7; // From there on a line holds days, or nothing.
constexpr std::size_t fields = 10;

/// As data/make_sample_roster.py has it.
constexpr std::chrono::year_month roster_made{std::chrono::year{2026} / 11};

/// The end of a month stays one.
model::day later_by(model::day from, std::chrono::months passed) {
  const std::chrono::year_month_day before{from};
  const auto month = before.year() / before.month() + passed;
  const std::chrono::year_month_day same{month / before.day()};
  const std::chrono::year_month_day_last end{month / std::chrono::last};
  const bool was_end = before.day() == (before.year() / before.month() / std::chrono::last).day();
  return was_end || !same.ok() ? model::day{end} : model::day{same};
}

constexpr std::array given_names{
  "Ada",
  "Ben",
  "Clara",
  "David",
  "Elena",
  "Frank",
  "Grace",
  "Henry",
  "Iris",
  "Jonas",
  "Karen",
  "Luis"};

} // namespace

std::vector<std::string> sample_registration::languages() const {
  std::vector<std::string> result;
  for (const auto& each : contact.at("languages").as_array())
    result.emplace_back(each.as_string());
  return result;
}

std::vector<sample_registration> read_registrations(std::string_view lines) {
  std::vector<sample_registration> result;
  while (!lines.empty()) {
    const auto line = take_line(lines);
    if (line.empty())
      continue;
    const auto parsed = boost::json::parse({line.data(), line.size()});
    result.push_back(
      {std::string{parsed.at("id").as_string()}, parsed.at("contact"), parsed.at("schedule")});
  }
  return result;
}

std::vector<std::string> read_agent_ids(std::string_view csv) {
  std::vector<std::string> result;
  take_line(csv); // The header.
  while (!csv.empty())
    result.emplace_back(field(take_line(csv), id_field));
  return result;
}

std::string renewed(std::string_view csv, model::day today) {
  const std::chrono::year_month_day now{today};
  const auto passed = std::max(now.year() / now.month() - roster_made, std::chrono::months{0});
  std::string result{take_line(csv)};
  while (!csv.empty()) {
    const auto line = take_line(csv);
    for (std::size_t number = 0; number < fields; ++number) {
      const auto text = field(line, number);
      const auto day = number < first_day_field ? std::nullopt : model::parse_day(text);
      result += number == 0 ? '\n' : ',';
      result += day ? model::format_day(later_by(*day, passed)) : text;
    }
  }
  return result + '\n';
}

std::vector<std::string> read_zips(std::string_view csv) {
  std::set<std::string> result;
  take_line(csv); // The header.
  while (!csv.empty())
    result.emplace(field(take_line(csv), zip_field));
  return {result.begin(), result.end()};
}

std::string
sample_request(std::size_t number, const std::string& zip, const std::string& language) {
  const auto digits = std::to_string(10'000 + number % 10'000).substr(1);
  const auto name =
    std::string{given_names[number % given_names.size()]} + " Sample " + std::to_string(number);
  return boost::json::serialize(boost::json::value{
    {"name", name},
    {"phone", "+1502555" + digits},
    {"preferred_contact", "phone"},
    {"language", language},
    {"zip", zip},
    {"note", "This is a simulated resident."},
    {"consent", {{"agreed", true}, {"text_version", "sample"}}}});
}

} // namespace kod::app
