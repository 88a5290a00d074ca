#include "app/connection.hpp"
#include "app/new_token.hpp"
#include "app/settings.hpp"
#include "app/verbs.hpp"
#include "model/text_forms.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace kod::app {

namespace {

struct wanted_levels {
  std::string overall; // Empty: it is only asked what holds.
  std::vector<std::string> own;
  model::duration lasts{};
};

/// As the engine takes it, which says what is wrong with the words.
std::string order_of(const wanted_levels& wanted) {
  boost::json::object components;
  for (const auto& each : wanted.own) {
    const auto split = each.find('=');
    if (split == each.npos)
      throw CLI::ValidationError{"--component", "'" + each + "' is not like http=debug"};
    components[each.substr(0, split)] = each.substr(split + 1);
  }
  boost::json::object order{{"level", wanted.overall}, {"components", std::move(components)}};
  if (wanted.lasts > model::duration{})
    order["until"] = model::format_instant(wall_time() + wanted.lasts);
  return boost::json::serialize(order);
}

/// `info, http debug, until 2026-11-30T06:33:12Z`.
void print_levels(const boost::json::value& now) {
  std::cout << now.at("level").as_string().c_str();
  for (const auto& [name, level] : now.at("components").as_object())
    if (level.is_string())
      std::cout << ", " << std::string_view{name} << ' ' << level.as_string().c_str();
  if (const auto& until = now.at("until"); until.is_string())
    std::cout << ", until " << until.as_string().c_str();
  std::cout << '\n';
}

} // namespace

int log_level(const arguments& given) {
  CLI::App app{"Prints how much a running engine's log tells, or sets it.", "kod log-level"};
  connection to;
  wanted_levels wanted;
  app.add_option("level", wanted.overall, "debug, info, warning or error")
    ->type_name("LEVEL")
    ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
  app.add_option("--component", wanted.own, "a level of its own for one, like http=debug")
    ->type_name("NAME=LEVEL")
    ->allow_extra_args(false); // Each says one, so that the level may come behind it.
  add_duration(
    app,
    {"--for",
     &wanted.lasts,
     std::chrono::seconds{1},
     "after that the levels of the start hold again; one hour if more is told than those"});
  add_connection(app, to);
  return run_verb(app, given, [&] {
    if (wanted.overall.empty() && (!wanted.own.empty() || wanted.lasts > model::duration{}))
      throw CLI::ValidationError{"kod log-level", "say the level of all others first"};
    auto engine = connect(to);
    const auto answer = wanted.overall.empty()
                          ? engine.get("/v1/logging")
                          : engine.send("PUT", "/v1/logging", order_of(wanted));
    if (answer.status != 200)
      throw std::runtime_error{fields_and_detail_of(answer)};
    print_levels(boost::json::parse(answer.body));
    return done;
  });
}

} // namespace kod::app
