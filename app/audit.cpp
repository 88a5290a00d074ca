#include "app/connection.hpp"
#include "app/verbs.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <curl/curl.h>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

namespace kod::app {

namespace {

std::string in_query(const std::string& text) {
  const std::unique_ptr<char, void (*)(void*)> escaped{
    curl_easy_escape(nullptr, text.data(), static_cast<int>(text.size())), curl_free};
  return escaped ? escaped.get() : "";
}

} // namespace

int audit(const arguments& given) {
  CLI::App app{"Prints a running engine's audit as CSV, newest first.", "kod audit"};
  connection to;
  std::string subject;
  add_connection(app, to);
  app.add_option("--subject", subject, "of this referral, agent, person, county or thing alone");
  return run_verb(app, given, [&] {
    const auto about = subject.empty() ? "" : "&subject=" + in_query(subject);
    const auto answer = connect(to).copy("/v1/audit?format=csv" + about, std::cout);
    if (answer.status != 200)
      throw std::runtime_error{detail_of(answer)};
    if (!std::cout.flush())
      throw std::runtime_error{"not all of it could be written"};
    return done;
  });
}

} // namespace kod::app
