#include "app/connection.hpp"

#include "app/new_token.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <chrono>
#include <stdexcept>

namespace kod::app {

namespace {

/// Empty where the answer is none.
boost::json::object object_in(const http_answer& answer) {
  boost::system::error_code problem;
  const auto body = boost::json::parse(answer.body, problem);
  return !problem && body.is_object() ? body.get_object() : boost::json::object{};
}

std::string detail_in(const http_answer& answer, const boost::json::object& object) {
  const auto* detail = object.if_contains("detail");
  const auto* text = detail ? detail->if_string() : nullptr;
  return "HTTP " + std::to_string(answer.status) + (text ? ": " + std::string{*text} : "");
}

} // namespace

void add_connection(CLI::App& app, connection& to) {
  app.add_option("--server", to.server, "the engine's address")->capture_default_str();
  app.add_option("--token", to.token, "an operator's token");
  app.add_option("--data", to.data, "without a token: the engine's folder, whose key makes one")
    ->type_name("DIR");
}

http_client connect(const connection& to) {
  if (!to.token.empty())
    return {to.server, to.token};
  if (to.data.empty())
    throw std::runtime_error{"give --token, or --data to make one with the folder's key"};
  const auto key = persistence::installation_key::open(to.data);
  const model::party who{model::role::operator_, "kod"};
  return {to.server, tokens_of(key, wall_time).sign(who, std::chrono::hours{1})};
}

std::string detail_of(const http_answer& answer) {
  return detail_in(answer, object_in(answer));
}

std::string fields_and_detail_of(const http_answer& answer) {
  const auto object = object_in(answer);
  auto said = detail_in(answer, object);
  const auto* errors = object.if_contains("errors");
  if (errors && errors->is_array())
    for (const auto& each : errors->get_array())
      said.append("\n  ")
        .append(each.at("pointer").as_string())
        .append(": ")
        .append(each.at("detail").as_string());
  return said;
}

} // namespace kod::app
