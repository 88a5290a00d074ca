// The sample roster of data/: that it is what the API takes, and in the shares that are promised.

#include "model/atlas.hpp"
#include "model/credentials.hpp"
#include "model/languages.hpp"
#include "model/schedule.hpp"
#include "model/text_forms.hpp"
#include "tests/support/shipped_data.hpp"
#include "tests/support/wall_times.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace kod::model {

namespace {

namespace json = boost::json;

using row = std::map<std::string, std::string>;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream rest{line + ','};
  for (std::string cell; std::getline(rest, cell, ',');)
    cells.push_back(cell);
  return cells;
}

/// No cell is quoted: the names hold no comma.
std::vector<row> read_agents() {
  std::istringstream file{tests::shipped("sample_agents.csv")};
  std::string line;
  std::getline(file, line);
  const auto names = cells_of(line);
  std::vector<row> rows;
  while (std::getline(file, line)) {
    const auto cells = cells_of(line);
    EXPECT_EQ(cells.size(), names.size()) << line;
    row& next = rows.emplace_back();
    for (std::size_t i = 0; i < std::min(cells.size(), names.size()); ++i)
      next[names[i]] = cells[i];
  }
  return rows;
}

std::vector<json::value> read_registrations() {
  std::istringstream file{tests::shipped("sample_registrations.jsonl")};
  std::vector<json::value> lines;
  for (std::string line; std::getline(file, line);)
    lines.push_back(json::parse(line));
  return lines;
}

std::string text(const json::value& from) {
  return std::string{from.as_string()};
}

std::optional<day> day_in(const row& agent, const std::string& column) {
  const auto& cell = agent.at(column);
  const auto parsed = parse_day(cell);
  EXPECT_TRUE(cell.empty() || parsed) << column << " of " << agent.at("id");
  return parsed;
}

credentials credentials_of(const row& agent) {
  credentials result;
  if (const auto expires = day_in(agent, "license_expires"))
    result.license = license{agent.at("license_number"), *expires};
  if (const auto expires = day_in(agent, "certification_expires"))
    result.certification = certification{*expires};
  result.doi_contact_confirmed_on = day_in(agent, "doi_contact_confirmed_on");
  return result;
}

day_span span_of(const json::value& from) {
  const auto start = parse_minute_of_day(text(from.at("start")));
  const auto end = parse_minute_of_day(text(from.at("end")));
  EXPECT_TRUE(start && end);
  return {start.value_or(0), end.value_or(0)};
}

std::optional<working_day> working_day_of(const json::value& from) {
  if (from.is_null())
    return std::nullopt;
  working_day result{span_of(from), {}};
  if (const auto* breaks = from.as_object().if_contains("breaks"))
    for (const auto& each : breaks->as_array())
      result.breaks.push_back(span_of(each));
  return result;
}

weekly_hours weekly_of(const json::value& from) {
  weekly_hours result;
  std::size_t day = 0;
  for (const auto* name :
       {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
    result.at(day++) = working_day_of(from.at(name));
  return result;
}

void expect_in_order(const working_day& hours) {
  auto last = hours.hours.start;
  for (const auto& each : hours.breaks) {
    EXPECT_LE(last, each.start);
    EXPECT_LT(each.start, each.end);
    last = each.end;
  }
  EXPECT_LE(last, hours.hours.end);
  EXPECT_LT(hours.hours.start, hours.hours.end);
}

const auto open_enrolment = tests::at("2026-11-02T12:00:00-05:00");

const std::vector<row>& agents() {
  static const auto all = read_agents();
  return all;
}

const std::vector<json::value>& registrations() {
  static const auto all = read_registrations();
  return all;
}

double share(std::size_t of) {
  return static_cast<double>(of) / static_cast<double>(agents().size());
}

template <class Predicate>
double share_of_registrations(Predicate holds) {
  return share(static_cast<std::size_t>(std::ranges::count_if(registrations(), holds)));
}

bool speaks(const json::value& registration, std::string_view tag) {
  const auto& languages = registration.at("contact").at("languages").as_array();
  return std::ranges::any_of(languages, [&](const auto& each) { return each.as_string() == tag; });
}

// -- it is what the API takes -------------------------------------------------

TEST(SampleRoster, EachAgentCanBeImported) {
  const atlas where{tests::shipped("us_zcta.tsv"), tests::shipped("ky_zip_not_zcta_geonames.tsv")};
  ASSERT_EQ(agents().size(), 750U);
  for (const auto& agent : agents()) {
    EXPECT_TRUE(plausible_id(agent.at("id")));
    EXPECT_TRUE(plausible_npn(agent.at("npn")));
    EXPECT_TRUE(plain_text(agent.at("name"), longest_name));
    EXPECT_TRUE(plausible_email(agent.at("email")));
    EXPECT_EQ(parse_phone(agent.at("phone")), agent.at("phone"));
    EXPECT_TRUE(where.find(agent.at("zip")));
    EXPECT_EQ(agent.at("license_number").empty(), agent.at("license_expires").empty());
  }
}

TEST(SampleRoster, NobodyInItCouldBeReal) {
  std::set<std::string> ids, npns, names;
  for (const auto& agent : agents()) {
    ids.insert(agent.at("id"));
    npns.insert(agent.at("npn"));
    names.insert(agent.at("name"));
    EXPECT_TRUE(agent.at("npn").starts_with("900"));
    EXPECT_NE(agent.at("name").find(" Sample"), std::string::npos);
    EXPECT_EQ(agent.at("phone").substr(5, 5), "55501");
    EXPECT_TRUE(agent.at("email").ends_with("@example.org"));
  }
  EXPECT_EQ(std::min({ids.size(), npns.size(), names.size()}), agents().size());
}

TEST(SampleRoster, EachRegistrationCanBeSent) {
  const language_list languages{tests::shipped("languages.tsv")};
  for (const auto& each : registrations()) {
    const auto& contact = each.at("contact");
    EXPECT_TRUE(parse_phone(text(contact.at("phone"))));
    EXPECT_TRUE(plausible_email(text(contact.at("email"))));
    for (const auto& tag : contact.at("languages").as_array())
      EXPECT_TRUE(languages.find(text(tag))) << tag;
    const auto& schedule = each.at("schedule");
    EXPECT_TRUE(known_time_zone(text(schedule.at("time_zone"))));
    for (const auto& hours : weekly_of(schedule.at("weekly")))
      if (hours)
        expect_in_order(*hours);
    for (const auto& absence : schedule.at("out_of_office").as_array())
      EXPECT_TRUE(parse_instant(text(absence.at("from"))));
  }
}

// -- in the shares that are promised ------------------------------------------

TEST(SampleRoster, NinetyTwoPercentAreRegistered) {
  std::set<std::string> confirmed;
  for (const auto& each : registrations())
    confirmed.insert(text(each.at("id")));
  const auto is_registered = [&](const row& agent) {
    return confirmed.contains(agent.at("id"))
           && eligible(credentials_of(agent), default_time_zone, open_enrolment);
  };
  const auto count = std::ranges::count_if(agents(), is_registered);
  EXPECT_NEAR(share(static_cast<std::size_t>(count)), 0.92, 0.01);
}

TEST(SampleRoster, SomeLackEachCredential) {
  std::map<credential_problem, int> problems;
  for (const auto& agent : agents())
    for (const auto each : problems_of(credentials_of(agent), default_time_zone, open_enrolment))
      ++problems[each];
  EXPECT_EQ(problems.size(), 5U);
}

TEST(SampleRoster, AllSpeakEnglishAndEightPercentSpanish) {
  EXPECT_EQ(
    std::ranges::count_if(registrations(), [](const auto& each) { return speaks(each, "en"); }),
    std::ssize(registrations()));
  EXPECT_NEAR(
    share_of_registrations([](const auto& each) { return speaks(each, "es"); }), 0.08, 0.01);
  const auto with_another = [](const json::value& each) {
    return each.at("contact").at("languages").as_array().size() > 1 && !speaks(each, "es");
  };
  EXPECT_NEAR(share_of_registrations(with_another), 0.09, 0.01);
}

TEST(SampleRoster, AQuarterKeepsCentralTime) {
  const auto central = [](const json::value& each) {
    return each.at("schedule").at("time_zone") == "America/Chicago";
  };
  EXPECT_NEAR(share_of_registrations(central), 0.23, 0.02);
}

TEST(SampleRoster, MostKeepOfficeHoursAndSomeAreThereAtAnyTime) {
  const auto office = [](const json::value& each) {
    const auto week = weekly_of(each.at("schedule").at("weekly"));
    const auto ends_by_six = [](const auto& day) { return !day || day->hours.end <= 18 * 60; };
    return !week[5] && std::ranges::all_of(week, ends_by_six);
  };
  EXPECT_NEAR(share_of_registrations(office), 0.58, 0.03);
  const auto at_any_time = [](const json::value& each) {
    const working_day all_day{{0, 1440}, {}};
    const auto week = weekly_of(each.at("schedule").at("weekly"));
    return std::ranges::all_of(week, [&](const auto& day) { return day == all_day; });
  };
  EXPECT_NEAR(share_of_registrations(at_any_time), 0.02, 0.005);
}

} // namespace

} // namespace kod::model
