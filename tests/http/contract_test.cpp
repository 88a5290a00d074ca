// Holds http/openapi.yaml and the routes together, both ways. The file is ours, so reading it by
// its indentation is enough.

#include "http/problem.hpp"
#include "tests/http/resources_fixture.hpp"

#include <fstream>
#include <map>
#include <set>

namespace {

using namespace kod;
using namespace kod::tests;

using operations = std::set<std::string>; // `post /v1/requests`

std::string verb(http::method how) {
  static const std::map<http::method, std::string> verbs{
    {http::method::get, "get"},
    {http::method::post, "post"},
    {http::method::put, "put"},
    {http::method::patch, "patch"},
    {http::method::delete_, "delete"}};
  return verbs.at(how);
}

std::vector<std::string> contract_lines() {
  std::ifstream input{"http/openapi.yaml"};
  std::vector<std::string> all;
  for (std::string line; std::getline(input, line);)
    all.push_back(line);
  return all;
}

/// Each operation with the lines that describe it.
std::map<std::string, std::vector<std::string>> operations_of_contract() {
  static const std::set<std::string> verbs{
    "    get:", "    post:", "    put:", "    patch:", "    delete:"};
  std::map<std::string, std::vector<std::string>> all;
  std::string path;
  std::vector<std::string>* now = nullptr;
  for (const auto& line : contract_lines()) {
    if (line.starts_with("components:"))
      break;
    if (line.starts_with("  /")) {
      path = line.substr(2, line.size() - 3);
      now = nullptr;
    } else if (verbs.contains(line)) {
      now = &all[line.substr(4, line.size() - 5) + ' ' + path];
    } else if (now) {
      now->push_back(line);
    }
  }
  return all;
}

class Contract : public Resources {
protected:
  std::vector<http::route> served = http::all_routes(services());

  static std::string name_of(const http::route& route) {
    return verb(route.method) + ' ' + route.pattern;
  }
};

bool promises(const std::vector<std::string>& lines, const std::string& status) {
  return std::ranges::any_of(
    lines, [&](const auto& line) { return line.starts_with("        '" + status + "':"); });
}

TEST_F(Contract, EveryRouteIsAnOperationAndEveryOperationARoute) {
  operations written, routed;
  for (const auto& [name, _] : operations_of_contract())
    written.insert(name);
  for (const auto& route : served)
    routed.insert(name_of(route));
  EXPECT_EQ(written, routed);
}

TEST_F(Contract, EveryOperationPromisesTheProblemsThatItsRouteHas) {
  const auto written = operations_of_contract();
  for (const auto& route : served) {
    const auto& lines = written.at(name_of(route));
    const bool open = route.allowed == std::vector{http::access::anybody};
    const bool reads_json =
      route.body == http::body_kind::json || route.body == http::body_kind::optional;
    const bool page = static_cast<bool>(route.refusal); // It refuses what other sites post.
    EXPECT_EQ(promises(lines, "403"), page ? route.body == http::body_kind::form : !open)
      << name_of(route);
    EXPECT_EQ(promises(lines, "400"), reads_json) << name_of(route);
    EXPECT_EQ(promises(lines, "415"), route.body != http::body_kind::none) << name_of(route);
    EXPECT_EQ(promises(lines, "429"), route.rated) << name_of(route);
  }
}

TEST_F(Contract, EveryCodeOfAConflictIsNamed) {
  std::string whole;
  for (const auto& line : contract_lines())
    whole += line;
  using http::code;
  for (auto each = code::already_ended; each <= code::programme_closed;
       each = static_cast<code>(static_cast<int>(each) + 1))
    EXPECT_NE(whole.find('`' + std::string{http::to_string(each)} + '`'), whole.npos)
      << http::to_string(each);
}

TEST_F(Contract, ItIsServedAsItIs) {
  const auto heard = get("/openapi.yaml", as_anybody);
  EXPECT_EQ(heard.body, "openapi: 3.1.0\n");
  EXPECT_EQ(heard.content_type, "application/yaml");
}

} // namespace
