#include "app/connection.hpp"
#include "app/progress.hpp"
#include "app/verbs.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace kod::app {

namespace {

std::string read_whole(const std::filesystem::path& file) {
  std::ifstream input{file, std::ios::binary};
  if (!input)
    throw std::runtime_error{"cannot read " + file.string()};
  return {std::istreambuf_iterator<char>{input}, {}};
}

/// The engine checks the whole file before it answers, so all there is to tell is the time.
http_answer send_watched(http_client& engine, const std::string& path, const std::string& csv) {
  auto answer = std::async(std::launch::async, [&] { return engine.send_csv(path, csv); });
  progress shown{"importing " + std::to_string(std::ranges::count(csv, '\n')) + " lines, seconds"};
  for (std::uint64_t seconds = 0;
       answer.wait_for(std::chrono::seconds{1}) != std::future_status::ready;)
    shown.show(++seconds);
  return answer.get();
}

/// Prints what was wrong, line by line, and answers how many lines that were.
std::size_t print_errors(const boost::json::object& body) {
  const auto* errors = body.if_contains("errors");
  if (!errors || !errors->is_array())
    return 0;
  for (const auto& each : errors->get_array()) {
    const auto& error = each.as_object();
    if (const auto* line = error.if_contains("line"))
      std::cerr << "line " << *line << ": ";
    std::cerr << error.at("pointer").as_string().c_str() << ": "
              << error.at("detail").as_string().c_str() << '\n';
  }
  return errors->get_array().size();
}

int report(const http_answer& answer) {
  boost::system::error_code problem;
  const auto parsed = boost::json::parse(answer.body, problem);
  const auto* body = problem ? nullptr : parsed.if_object();
  if (!body || (answer.status != 200 && answer.status != 422))
    throw std::runtime_error{detail_of(answer)};
  const auto wrong = print_errors(*body);
  if (answer.status != 200)
    throw std::runtime_error{detail_of(answer) + " (nothing was changed)"};
  std::cout << body->at("created") << " created, " << body->at("updated") << " updated, " << wrong
            << " refused\n";
  return wrong == 0 ? done : failed;
}

} // namespace

int import_agents(const arguments& given) {
  CLI::App app{"Sends a file to a running engine.", "kod import"};
  auto* agents = app.add_subcommand("agents", "agents and their credentials, as CSV");
  app.require_subcommand(1);
  connection to;
  std::filesystem::path file;
  bool partial = false;
  add_connection(*agents, to);
  agents->add_option("FILE", file, "the CSV file")->required();
  agents->add_flag("--partial", partial, "take the good lines even if others are wrong");
  take_from_environment(*agents);
  return run_verb(app, given, [&] {
    auto engine = connect(to);
    const auto path = std::string{"/v1/agents/import"} + (partial ? "?partial=true" : "");
    return report(send_watched(engine, path, read_whole(file)));
  });
}

} // namespace kod::app
