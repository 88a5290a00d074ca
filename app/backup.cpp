#include "app/connection.hpp"
#include "app/verbs.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <iostream>
#include <stdexcept>

namespace kod::app {

int backup(const arguments& given) {
  CLI::App app{"Has a running engine copy its store into its --backup-dir.", "kod backup"};
  connection to;
  add_connection(app, to);
  return run_verb(app, given, [&] {
    const auto answer = connect(to).send("POST", "/v1/backups", {});
    if (answer.status != 201)
      throw std::runtime_error{detail_of(answer)};
    const auto made = boost::json::parse(answer.body);
    std::cout << "backup " << made.at("number") << ": sequence " << made.at("sequence") << ", "
              << made.at("bytes") << " bytes, " << made.at("bytes_copied") << " of them copied\n";
    return done;
  });
}

} // namespace kod::app
