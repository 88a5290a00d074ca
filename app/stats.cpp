#include "app/connection.hpp"
#include "app/verbs.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iomanip>
#include <iostream>
#include <stdexcept>
#include <string>

namespace kod::app {

namespace {

/// One figure a line, each under its whole name: `referrals.by_status.Pending  3`.
void print(const boost::json::value& value, const std::string& name) {
  if (const auto* object = value.if_object()) {
    for (const auto& [key, each] : *object)
      print(each, name.empty() ? std::string{key} : name + "." + std::string{key});
    return;
  }
  std::cout << std::left << std::setw(40) << name << ' ';
  if (const auto* text = value.if_string())
    std::cout << text->c_str();
  else if (const auto* number = value.if_double())
    std::cout << *number;
  else
    std::cout << boost::json::serialize(value);
  std::cout << '\n';
}

} // namespace

int stats(const arguments& given) {
  CLI::App app{"Prints a running engine's figures.", "kod stats"};
  connection to;
  bool as_json = false;
  add_connection(app, to);
  app.add_flag("--json", as_json, "print them as the engine answered them");
  return run_verb(app, given, [&] {
    const auto answer = connect(to).get("/v1/stats");
    if (answer.status != 200)
      throw std::runtime_error{detail_of(answer)};
    if (as_json)
      std::cout << answer.body << '\n';
    else
      print(boost::json::parse(answer.body), "");
    return done;
  });
}

} // namespace kod::app
