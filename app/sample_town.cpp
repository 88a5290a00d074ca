#include "app/sample_town.hpp"

#include "app/embedded.hpp"
#include "app/new_ids.hpp"
#include "app/new_token.hpp"
#include "app/sample_roster.hpp"
#include "app/simulated_people.hpp"
#include "http/sessions.hpp"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <fstream>
#include <iostream>
#include <mutex>
#include <random>
#include <stdexcept>
#include <utility>

namespace kod::app {

namespace {

using namespace std::chrono_literals;

constexpr auto token_lifetime = 24h * 30;
constexpr auto step_every = 500ms;
constexpr auto link_is_good_for = 12h;

/// The same engine under its other name, whose cookies a browser keeps apart: so one browser can be
/// operator and agent at once.
std::string under_other_name(std::string server) {
  constexpr std::string_view number = "//127.0.0.1:";
  if (const auto at = server.find(number); at != server.npos)
    server.replace(at, number.size(), "//localhost:");
  return server;
}

} // namespace

sample_town::sample_town(
  const http::tokens& tokens, std::string server, std::filesystem::path folder)
  : tokens_{tokens}, server_{std::move(server)}, folder_{std::move(folder)},
    agents_{read_registrations(sample_registrations())} {}

void sample_town::run(bool traffic, const std::stop_token& stopped) const {
  try {
    settle();
    print_how_to_sign_in();
    if (traffic)
      live(stopped);
  } catch (const std::exception& problem) {
    if (!stopped.stop_requested())
      std::cerr << "kod dev: " << problem.what() << '\n';
  }
}

/// A start that was cut short begins again: what is done already is done once more, harmlessly.
void sample_town::settle() const {
  const auto mark = folder_ / "sample-roster-loaded";
  if (std::filesystem::exists(mark))
    return;
  http_client engine{server_, {}};
  load_sample_roster(engine, agents_, {operator_token(), signer()});
  std::ofstream{mark} << agents_.size() << '\n';
}

void sample_town::live(const std::stop_token& stopped) const {
  simulated_people people{
    http_client{server_, {}},
    {.agents = agents_,
     .guest = guest(),
     .zips = read_zips(sample_agents()),
     .operator_token = operator_token(),
     .intake_token = token(model::role::intake, "simulated"),
     .sign_for_agent = signer()},
    std::random_device{}()};
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock{mutex};
  while (!stopped.stop_requested()) {
    people.step(std::chrono::steady_clock::now());
    woken.wait_for(lock, stopped, step_every, [] { return false; });
  }
}

void sample_town::print_how_to_sign_in() const {
  const auto& agent = guest();
  const auto beginner = newcomer();
  const auto kod = "kod token --data " + folder_.string();
  std::cout << "the sample roster is loaded: " << agents_.size() << " agents\n\n"
            << "pages:\n"
            << "  residents  " << server_ << "/\n"
            << "  agents     " << server_ << "/agent\n"
            << "  operators  " << server_ << "/operator\n\n"
            << "sign in with one click, once each:\n"
            << "  as " << agent << "   "
            << link(under_other_name(server_), {model::role::agent, agent}) << "\n"
            << "  as operator " << link(server_, {model::role::operator_, "operator"}) << "\n"
            << "  as " << beginner << "   "
            << link(under_other_name(server_), {model::role::agent, beginner}) << "\n"
            << agent << " is often offered something, and takes by itself what nobody answered for "
            << "a while;\n"
            << beginner << " has not registered yet. Agents sign in on localhost: so one browser "
            << "can be agent and operator.\n\n"
            << "make another link:\n"
            << "  " << kod << " --role operator --link --server " << server_ << "\n"
            << "  " << kod << " --role agent --agent " << agent << " --link --server " << server_
            << "\n\n"
            << "the API's contract: " << server_
            << "/openapi.yaml; tokens for it, good for 30 days:\n"
            << "  operator=" << operator_token() << '\n'
            << "  agent=" << token(model::role::agent, agent) << "   # " << agent << "\n\n"
            << "try: curl -H \"Authorization: Bearer $operator\" " << server_ << "/v1/stats\n"
            << std::flush;
}

/// Whoever tries kod signs in as this one.
const std::string& sample_town::guest() const {
  return agents_.front().agent_id;
}

/// The first of the roster who has not registered.
std::string sample_town::newcomer() const {
  for (auto& id : read_agent_ids(sample_agents()))
    if (std::ranges::count(agents_, id, &sample_registration::agent_id) == 0)
      return std::move(id);
  throw std::logic_error{"every sample agent is registered"};
}

std::string sample_town::link(const std::string& server, const model::party& who) const {
  return server + "/sign-in#"
         + tokens_.sign(
           http::new_link(who, new_ids("l-")(), wall_time(), {link_is_good_for, token_lifetime}));
}

std::string sample_town::token(model::role role, const std::string& id) const {
  return tokens_.sign({role, id}, token_lifetime);
}

std::string sample_town::operator_token() const {
  return token(model::role::operator_, "operator");
}

std::function<std::string(const std::string&)> sample_town::signer() const {
  return [this](const std::string& id) { return token(model::role::agent, id); };
}

} // namespace kod::app
