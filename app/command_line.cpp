#include "app/command_line.hpp"

#include "app/verbs.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <memory>
#include <string_view>

namespace kod::app {

namespace {

struct verb {
  std::string_view name;
  int (*run)(const arguments&);
  std::string_view says;
};

constexpr std::array verbs{
  verb{"serve", serve, "run the engine on a data folder"},
  verb{"dev", dev, "run it on sample data, with simulated residents and agents"},
  verb{"token", token, "print a bearer token"},
  verb{"import", import_agents, "send a CSV file of agents to a running engine"},
  verb{"backup", backup, "have a running engine copy its store"},
  verb{"restore", restore, "put a backup back into an empty folder"},
  verb{"check", check, "verify the data folder of a stopped engine"},
  verb{"stats", stats, "print a running engine's figures"},
  verb{"audit", audit, "print who did what, and why, as CSV"},
  verb{"top", top, "watch a running engine's referrals, agents and actors"},
  verb{"log-level", log_level, "print or set how much a running engine's log tells"},
  verb{"version", version, "print the version"},
};

void print_usage(std::ostream& out) {
  out << "kod: the dispatch engine behind kynect On Demand\n\nusage: kod VERB [FLAGS]\n\n";
  for (const auto& each : verbs)
    out << "  " << each.name << std::string(10 - each.name.size(), ' ') << each.says << '\n';
  out << "\n`kod VERB --help` tells a verb's flags.\n";
}

std::string environment_name(std::string_view flag) {
  std::string result = "KOD_";
  for (const char c : flag)
    result += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return result;
}

/// CLI11 lets the file win over the environment: so a line is dropped where a variable is set.
class settings_file : public CLI::ConfigTOML {
public:
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    auto lines = CLI::ConfigTOML::from_config(input);
    std::erase_if(lines, [](const auto& item) {
      const char* variable = std::getenv(environment_name(item.name).c_str());
      return variable && *variable;
    });
    return lines;
  }
};

} // namespace

int run(arguments given) {
  if (given.empty()) {
    print_usage(std::cerr);
    return wrong_usage;
  }
  const auto name = given.front();
  if (name == "--help" || name == "-h" || name == "help") {
    print_usage(std::cout);
    return done;
  }
  const auto* found = std::ranges::find(verbs, name == "--version" ? "version" : name, &verb::name);
  if (found == verbs.end()) {
    std::cerr << "kod: there is no verb '" << name << "'\n\n";
    print_usage(std::cerr);
    return wrong_usage;
  }
  given.erase(given.begin());
  return found->run(given);
}

int run_verb(CLI::App& app, const arguments& given, const std::function<int()>& verb) {
  take_from_environment(app);
  try {
    app.parse(arguments{given.rbegin(), given.rend()}); // CLI11 takes them from the end.
  } catch (const CLI::ParseError& problem) {
    return app.exit(problem) == 0 ? done : wrong_usage; // Help is an exception as well.
  }
  try {
    return verb();
  } catch (const CLI::ParseError& problem) { // Flags that don't go together.
    app.exit(problem);
    return wrong_usage;
  } catch (const std::exception& problem) {
    std::cerr << app.get_name() << ": " << problem.what() << '\n';
    return failed;
  }
}

void take_from_environment(CLI::App& app) {
  for (auto* option : app.get_options())
    if (const auto& names = option->get_lnames();
        !names.empty() && names.front() != "config" && option->get_configurable())
      option->envname(environment_name(names.front()));
}

void take_from_file(CLI::App& app) {
  app.set_config("--config", "", "a TOML file with a line for each setting");
  app.config_formatter(std::make_shared<settings_file>());
  app.allow_config_extras(CLI::config_extras_mode::error);
}

} // namespace kod::app
