#include "app/verbs.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iostream>

namespace kod::app {

int version(const arguments& given) {
  CLI::App app{"Prints the version.", "kod version"};
  return run_verb(app, given, [] {
    std::cout << "kod " KOD_VERSION "\n";
    return done;
  });
}

} // namespace kod::app
