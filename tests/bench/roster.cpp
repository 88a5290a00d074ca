#include "tests/bench/load.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

// The agents of the load: who they are, and their registration.

namespace kod::bench {

namespace {

std::string_view column(std::string_view line, std::size_t number) {
  for (; number > 0; --number)
    line.remove_prefix(std::min(line.find('\t'), line.size() - 1) + 1);
  return line.substr(0, line.find('\t'));
}

constexpr std::string_view all_week =
  R"({"time_zone":"America/New_York","weekly":{)"
  R"("monday":{"start":"00:00","end":"24:00"},"tuesday":{"start":"00:00","end":"24:00"},)"
  R"("wednesday":{"start":"00:00","end":"24:00"},"thursday":{"start":"00:00","end":"24:00"},)"
  R"("friday":{"start":"00:00","end":"24:00"},"saturday":{"start":"00:00","end":"24:00"},)"
  R"("sunday":{"start":"00:00","end":"24:00"}}})";

/// The three sections of one agent after the other.
class registering : public client {
public:
  registering(const server_access& to, population& people, std::size_t& next, std::size_t agents)
    : to_{to}, people_{people}, next_{next}, agents_{agents} {}

  step next(int status, std::string_view body) override {
    if (status != 0 && status != 200)
      throw std::runtime_error{"an agent was not registered: " + std::string{body}};
    if (section_ == 0 && next_ == agents_)
      return {};
    if (section_ == 0)
      agent_ = next_++;
    const auto path = "/v1/agents/me/registration/" + std::string{names[section_]};
    const auto json = section_json();
    section_ = (section_ + 1) % names.size();
    return {request_bytes("PUT", path, to_.agent_tokens.at(agent_), json)};
  }

private:
  static constexpr std::array<std::string_view, 3> names{"agreement", "contact", "schedule"};

  std::string section_json() {
    if (section_ == 0)
      return R"({"agreed":true,"terms_version":"1"})";
    if (section_ == 2)
      return std::string{all_week};
    return R"({"phone":"+15025550100","email":"agent@example.org","preferred_contact":"phone",)"
           R"("languages":)"
           + people_.draw_spoken() + "}";
  }

  const server_access& to_;
  population& people_;
  std::size_t& next_; // Of all clients.
  std::size_t agents_;
  std::size_t agent_ = 0;
  std::size_t section_ = 0;
};

} // namespace

population::population(std::string_view table) {
  std::vector<double> weights;
  table.remove_prefix(table.find('\n') + 1);
  while (!table.empty()) {
    const auto line = table.substr(0, table.find('\n'));
    table.remove_prefix(std::min(line.size() + 1, table.size()));
    zips_.emplace_back(column(line, 0));
    std::uint32_t people = 1; // A blank one draws as one.
    const auto text = column(line, 6);
    std::from_chars(text.data(), text.data() + text.size(), people);
    weights.push_back(std::max(people, 1U));
  }
  by_population_ = {weights.begin(), weights.end()};
}

std::string population::draw_zip() {
  return zips_[by_population_(random_)];
}

std::string population::draw_language() {
  static std::discrete_distribution<std::size_t> shares{80, 14, 2, 2, 2};
  static constexpr std::array tags{"en", "es", "zh", "vi", "ar"};
  return tags[shares(random_)];
}

std::string population::draw_spoken() {
  static std::discrete_distribution<std::size_t> shares{82, 12, 2, 2, 2};
  static constexpr std::array spoken{
    R"(["en"])", R"(["en","es"])", R"(["en","zh"])", R"(["en","vi"])", R"(["en","ar"])"};
  return spoken[shares(random_)];
}

std::string agent_name(std::size_t number) {
  return "bench-" + std::to_string(100'000 + number).substr(1);
}

std::string roster_csv(population& people, std::size_t agents) {
  std::string result =
    "id,npn,name,email,phone,zip,license_number,license_expires,certification_expires,"
    "doi_contact_confirmed_on\n";
  for (std::size_t i = 0; i < agents; ++i) {
    const auto number = std::to_string(100'000 + i).substr(1);
    result += agent_name(i) + ",900" + number + ",Bench Agent " + number
              + ",agent@example.org,+15025550100," + people.draw_zip() + ",L" + number
              + ",2099-12-31,2099-12-31,2026-01-01\n";
  }
  return result;
}

std::unique_ptr<client> registering_client(
  const server_access& to, population& people, std::size_t& next, std::size_t agents) {
  return std::make_unique<registering>(to, people, next, agents);
}

} // namespace kod::bench
