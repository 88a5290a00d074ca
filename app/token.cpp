#include "app/new_ids.hpp"
#include "app/new_token.hpp"
#include "app/settings.hpp"
#include "app/verbs.hpp"
#include "http/sessions.hpp"
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
  bool link = false;
  std::string server = "http://127.0.0.1:8080";
};

/// Long enough to be sent to somebody who waits for it.
constexpr std::chrono::minutes printed_link_is_good_for{10};

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

model::party party_of(const wanted& what) {
  if (what.role == "agent")
    return agent_party(what.agent);
  return what.role == "operator" ? model::party{model::role::operator_, "operator"}
                                 : model::party{model::role::intake, "intake"};
}

int print(const wanted& what) {
  // The key is made where there is none yet: a token may be wanted before the first start.
  const auto key = persistence::installation_key::open_or_create(what.data);
  const auto signer = tokens_of(key, wall_time);
  if (what.agent == "-") {
    print_many(signer, what.ttl);
    return done;
  }
  if (what.link)
    std::cout
      << what.server << "/sign-in#"
      << signer.sign(http::new_link(
           party_of(what), new_ids("l-")(), wall_time(), {printed_link_is_good_for, what.ttl}))
      << '\n';
  else
    std::cout << signer.sign(party_of(what), what.ttl) << '\n';
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
  app.add_flag("--link", what.link, "a link instead, that signs in to the pages once");
  app.add_option("--server", what.server, "where the link leads")
    ->capture_default_str()
    ->type_name("URL");
  return run_verb(app, given, [&] {
    if (what.link && (what.role == "intake" || what.agent == "-"))
      throw CLI::ValidationError{"--link", "is for one operator or agent"};
    if ((what.role == "agent") == what.agent.empty())
      throw CLI::ValidationError{"--agent", "belongs to --role agent, and to no other"};
    return print(what);
  });
}

} // namespace kod::app
