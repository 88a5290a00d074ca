#include "app/new_token.hpp"
#include "app/settings.hpp"
#include "app/verbs.hpp"
#include "model/text_forms.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>

namespace kod::app {

namespace {

struct wanted {
  std::filesystem::path data;
  std::string role;
  std::string agent;
  model::duration ttl = std::chrono::hours{12};
};

model::party agent_party(const std::string& id) {
  if (!model::plausible_id(id))
    throw std::runtime_error{"that is no agent's id"};
  return {model::role::agent, id};
}

/// One for each id on standard input, as they come.
void print_many(const http::tokens& signer, model::duration ttl) {
  for (std::string id; std::getline(std::cin, id);)
    if (!id.empty())
      std::cout << signer.sign(agent_party(id), ttl) << '\n';
}

int print(const wanted& what) {
  // The key is made where there is none yet: a token may be wanted before the first start.
  const auto key = persistence::installation_key::open_or_create(what.data);
  const auto signer = tokens_of(key, wall_time);
  if (what.agent == "-") {
    print_many(signer, what.ttl);
    return done;
  }
  const auto who = what.role == "agent"      ? agent_party(what.agent)
                   : what.role == "operator" ? model::party{model::role::operator_, "operator"}
                                             : model::party{model::role::intake, "intake"};
  std::cout << signer.sign(who, what.ttl) << '\n';
  return done;
}

} // namespace

int token(const arguments& given) {
  CLI::App app{"Prints a bearer token signed with a data folder's key.", "kod token"};
  wanted what;
  app.add_option("--data", what.data, "the engine's data folder")->required()->type_name("DIR");
  app.add_option("--role", what.role, "whose token it is")
    ->required()
    ->check(CLI::IsMember({"operator", "agent", "intake"}));
  app.add_option("--agent", what.agent, "the agent's id; `-`: ids on standard input, one a line");
  add_duration(app, {"--ttl", &what.ttl, std::chrono::seconds{1}, "how long it holds"});
  return run_verb(app, given, [&] {
    if ((what.role == "agent") == what.agent.empty())
      throw CLI::ValidationError{"--agent", "belongs to --role agent, and to no other"};
    return print(what);
  });
}

} // namespace kod::app
