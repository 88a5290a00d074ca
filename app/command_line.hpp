#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace kod::app {

using arguments = std::vector<std::string>;

/// What the process answers with.
enum exit_code : int { done = 0, failed = 1, wrong_usage = 2, journal_failed = 74 };

/// Runs the verb that the arguments begin with.
int run(arguments);

/// Reads the arguments into what the flags are bound to, then runs. Wrong usage and exceptions
/// are told on stderr and become their exit codes.
int run_verb(CLI::App&, const arguments&, const std::function<int()>&);

/// Lets each flag be given as an environment variable too: `--offer-window` as KOD_OFFER_WINDOW.
void take_from_environment(CLI::App&);

/// Adds `--config`: a TOML file with a line for each setting. A flag wins over the environment,
/// which wins over the file. An unknown line is wrong usage.
void take_from_file(CLI::App&);

} // namespace kod::app
