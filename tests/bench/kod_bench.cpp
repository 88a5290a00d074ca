// The bench's parts, each a verb: `sync`, `load` and `flood` print one JSON object, `bare` is a
// server. scripts/bench puts them together.

#include "tests/bench/bare_server.hpp"
#include "tests/bench/flood.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/sync_rate.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <stdexcept>

namespace kod::bench {

namespace {

struct load_settings {
  server_access server;
  std::string mode = "posts";
  std::string tokens_file; // An agent's token a line, by number.
  std::string zips_file = "data/us_zcta.tsv";
  std::size_t clients = 64;
  double seconds = 5;
};

using clients = std::vector<std::unique_ptr<client>>;

clients make(std::size_t count, const std::function<std::unique_ptr<client>()>& one) {
  clients result;
  for (std::size_t i = 0; i < count; ++i)
    result.push_back(one());
  return result;
}

std::string read_whole(const std::string& file) {
  std::ifstream input{file, std::ios::binary};
  if (!input)
    throw std::runtime_error{"cannot read " + file};
  return {std::istreambuf_iterator<char>{input}, {}};
}

void read_tokens(load_settings& settings) {
  std::ifstream input{settings.tokens_file};
  for (std::string token; std::getline(input, token);)
    settings.server.agent_tokens.push_back(token);
}

boost::json::value measured(loop_result& result, tally& sum) {
  const auto per_second = [&](std::size_t count) {
    return static_cast<double>(count) / result.seconds;
  };
  return {
    {"seconds", result.seconds},
    {"answers_per_second", result.rate()},
    {"requests_per_second", per_second(sum.requests)},
    {"cycles_per_second", per_second(sum.cycles)},
    {"looks_per_second", per_second(sum.looks)},
    {"refused", sum.refused},
    {"accepts", sum.accepts_us.size()},
    {"accepts_refused", sum.accepts_refused},
    {"accept_p50_us", latency_at(sum.accepts_us, 0.5)},
    {"accept_p99_us", latency_at(sum.accepts_us, 0.99)},
    {"p50_us", latency_at(result.latencies_us, 0.5)},
    {"p99_us", latency_at(result.latencies_us, 0.99)}};
}

boost::json::value load(load_settings& settings) {
  const std::chrono::milliseconds most{static_cast<std::int64_t>(settings.seconds * 1000)};
  population people{read_whole(settings.zips_file)};
  read_tokens(settings);
  tally sum;
  const auto& server = settings.server;
  std::size_t next = 0;
  clients all;
  if (settings.mode == "posts")
    all = make(settings.clients, [&] { return posting_client(server, people, sum); });
  else if (settings.mode == "cycles")
    all = make(settings.clients, [&] { return cycling_client(server, people, sum); });
  else
    all = make(settings.clients, [&] {
      return registering_client(server, people, next, server.agent_tokens.size());
    });
  auto result = run_closed_loop(server.address, all, most);
  return measured(result, sum);
}

boost::json::value flood(load_settings& settings, double per_second) {
  population people{read_whole(settings.zips_file)};
  auto result = bench::flood(
    settings.server,
    people,
    {.connections = settings.clients,
     .per_second = per_second,
     .during = std::chrono::milliseconds{static_cast<std::int64_t>(settings.seconds * 1000)}});
  const auto rate = [&](std::size_t count) { return static_cast<double>(count) / result.seconds; };
  return {
    {"seconds", result.seconds},
    {"offered_per_second", rate(result.offered)},
    {"withheld_per_second", rate(result.withheld)},
    {"taken_per_second", rate(result.taken)},
    {"refused_per_second", rate(result.refused)},
    {"others", result.others},
    {"p50_us", latency_at(result.latencies_us, 0.5)},
    {"p99_us", latency_at(result.latencies_us, 0.99)}};
}

void add_flood(CLI::App& app, load_settings& settings, double& per_second) {
  auto* verb = app.add_subcommand("flood", "offer new requests, and cancel what is taken");
  verb->add_option("--server", settings.server.address)->required();
  verb->add_option("--intake-token", settings.server.intake_token)->required();
  verb->add_option("--zips", settings.zips_file)->capture_default_str();
  verb->add_option("--clients", settings.clients)->capture_default_str();
  verb->add_option("--seconds", settings.seconds)->capture_default_str();
  verb->add_option("--per-second", per_second, "0: each asks when it has its answer");
  verb->callback([&] { std::cout << flood(settings, per_second) << '\n'; });
}

void add_load(CLI::App& app, load_settings& settings, std::function<void()> run) {
  auto* verb = app.add_subcommand("load", "let clients work on a server");
  verb->add_option("--server", settings.server.address)->required();
  verb->add_option("--mode", settings.mode)->check(CLI::IsMember({"register", "posts", "cycles"}));
  verb->add_option("--operator-token", settings.server.operator_token);
  verb->add_option("--intake-token", settings.server.intake_token);
  verb->add_option("--agent-tokens", settings.tokens_file);
  verb->add_option("--zips", settings.zips_file)->capture_default_str();
  verb->add_option("--clients", settings.clients)->capture_default_str();
  verb->add_option("--seconds", settings.seconds)->capture_default_str();
  verb->callback(std::move(run));
}

int run(int argc, char** argv) {
  CLI::App app{"Measures the engine.", "kod_bench"};
  app.require_subcommand(1);
  load_settings settings;
  std::string folder;
  std::size_t agents = 0;
  double per_second = 0;
  auto* sync = app.add_subcommand("sync", "how often a second the disk syncs");
  sync->add_option("--data", folder)->required();
  sync->add_option("--seconds", settings.seconds)->capture_default_str();
  sync->callback([&] {
    const std::chrono::milliseconds during{static_cast<std::int64_t>(settings.seconds * 1000)};
    std::cout << boost::json::value{{"syncs_per_second", sync_rate(folder, during)}} << '\n';
  });
  auto* bare = app.add_subcommand("bare", "serve with the journal and no engine");
  bare->add_option("--data", folder)->required();
  bare->callback([&] { serve_bare(folder); });
  auto* roster = app.add_subcommand("roster", "print agents as a CSV file");
  roster->add_option("--agents", agents)->required();
  roster->add_option("--zips", settings.zips_file)->capture_default_str();
  roster->callback([&] {
    population people{read_whole(settings.zips_file)};
    std::cout << roster_csv(people, agents);
  });
  add_flood(app, settings, per_second);
  add_load(app, settings, [&] { std::cout << load(settings) << '\n'; });
  try {
    app.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem);
  } catch (const std::exception& problem) {
    std::cerr << "kod_bench: " << problem.what() << '\n';
    return 1;
  }
}

} // namespace

} // namespace kod::bench

int main(int argc, char** argv) {
  return kod::bench::run(argc, argv);
}
