#pragma once

#include "http/router.hpp"
#include "http/services.hpp"
#include "http/sessions.hpp"
#include "http/strict_json.hpp"
#include "http/target.hpp"
#include "http/tokens.hpp"
#include "tests/http/fake_engine.hpp"
#include "tests/http/web_from_source.hpp"
#include "tests/support/people.hpp"
#include "tests/support/recorded_log.hpp"

#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace kod::tests {

namespace json = boost::json;

/// Says plainly what it was given.
struct open_fingerprints final : model::fingerprints {
  std::string of(std::string_view text) const override { return '<' + std::string{text} + '>'; }
};

inline http::caller as_agent(const model::agent_id& id) {
  return {.who = as(id), .anonymous = false};
}
inline const http::caller as_operator{.who = an_operator, .anonymous = false};
inline const http::caller as_intake{.who = {model::role::intake, "exchange"}, .anonymous = false};
inline const http::caller as_anybody{};
inline http::caller with_link_to(const model::referral_id& id) {
  return {.who = {model::role::resident, id.text}, .anonymous = false};
}

/// What a call was answered, ready to be looked into.
struct answer : http::response {
  explicit answer(http::response from) : http::response{std::move(from)} {}

  json::value read() const {
    auto value = http::read_json(body);
    EXPECT_TRUE(value) << "not JSON: " << body;
    return value.value_or(json::value{});
  }
  /// By JSON Pointer; a failed test where there is nothing.
  json::value at(std::string_view pointer) const {
    const auto whole = read();
    boost::system::error_code none;
    const auto* found = whole.find_pointer({pointer.data(), pointer.size()}, none);
    EXPECT_TRUE(found) << "nothing at " << pointer << " of " << body;
    return found ? *found : json::value{};
  }
  std::string text(std::string_view pointer) const {
    const auto value = at(pointer);
    return value.is_string() ? std::string{value.get_string()} : json::serialize(value);
  }
  std::vector<std::string> pointers() const {
    std::vector<std::string> all;
    const auto whole = read();
    if (const auto* errors = whole.as_object().if_contains("errors"))
      for (const auto& each : errors->as_array())
        all.emplace_back(each.at("pointer").as_string());
    return all;
  }
  std::string header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &http::name_value::first);
    return found == headers.end() ? std::string{} : found->second;
  }
};

/// The resources over an engine that is none: what they ask it, and what they answer.
class Resources : public testing::Test {
protected:
  answer call(
    http::method how,
    const std::string& path,
    const http::caller& who,
    const std::string& body = {},
    std::vector<http::name_value> headers = {}) {
    auto made = std::make_shared<http::call>();
    made->request.method = how;
    made->request.path = path.substr(0, path.find('?'));
    made->request.query = query_of(path);
    made->request.headers = std::move(headers);
    made->request.peer = "192.0.2.9";
    made->request.body = body;
    made->caller = who;
    auto match = routes.find(how, made->request.path);
    if (!match.route) {
      ADD_FAILURE() << "no route for " << path;
      return answer{{.status = 404}};
    }
    made->path = std::move(match.path);
    if (match.route->body == http::body_kind::form)
      made->form = http::read_query(body);
    else if (match.route->body != http::body_kind::csv && !body.empty())
      made->body = http::read_json(body).value();
    http::response heard{.status = 0};
    match.route->handler(made, [&](http::response response) { heard = std::move(response); });
    return answer{std::move(heard)};
  }

  answer get(const std::string& path, const http::caller& who) {
    return call(http::method::get, path, who);
  }
  answer post(
    const std::string& path,
    const http::caller& who,
    const std::string& body = {},
    std::vector<http::name_value> headers = {}) {
    return call(http::method::post, path, who, body, std::move(headers));
  }
  answer put(const std::string& path, const http::caller& who, const std::string& body) {
    return call(http::method::put, path, who, body);
  }

  /// 422 `invalid` at this pointer among others, and nothing was asked of the engine that could
  /// change anything.
  void expect_invalid(const answer& heard, const std::string& pointer) {
    EXPECT_EQ(heard.status, 422U) << heard.body;
    EXPECT_EQ(heard.text("/type"), "/problems/invalid");
    EXPECT_THAT(heard.pointers(), testing::Contains(pointer)) << heard.body;
    EXPECT_EQ(engine.orders(), 0U);
  }
  void expect_refused(const answer& heard, unsigned status, const std::string& code) {
    EXPECT_EQ(heard.status, status) << heard.body;
    EXPECT_EQ(heard.text("/type"), "/problems/" + code);
  }

  static std::vector<http::name_value> query_of(const std::string& path) {
    std::vector<http::name_value> query;
    const auto begin = path.find('?');
    std::string_view rest = begin == path.npos ? "" : std::string_view{path}.substr(begin + 1);
    while (!rest.empty()) {
      const auto part = rest.substr(0, rest.find('&'));
      rest.remove_prefix(std::min(part.size() + 1, rest.size()));
      const auto split = part.find('=');
      query.emplace_back(part.substr(0, split), part.substr(split + 1));
    }
    return query;
  }

  model::instant now = noon;
  model::room room{.free_bytes = 100, .floor_bytes = 10};
  http::machine_figures machine;
  recorded_log log;
  fake_engine engine;
  model::atlas atlas{
    "zip\tlatitude\tlongitude\tcounty_fips\tcounty\tstate\tpopulation\tother_county_fips\n"
    "40202\t38.252811\t-85.751946\t21111\tJefferson County\tKY\t7000\t\n",
    "zip\tlatitude\tlongitude\tplace\tcounty_fips\tcounty\tstate\n"};
  model::language_list languages{"bcp47\tname_en\tname_native\nen\tEnglish\tEnglish\n"
                                 "es\tSpanish\tespañol\n"};
  open_fingerprints hashes;
  http::tokens tokens{std::string(32, 'k'), [this] { return now; }};
  int drawn = 0;
  http::sessions sessions{
    tokens, [this] { return now; }, [this] { return "s-" + std::to_string(++drawn); }};
  http::services services() {
    return {
      .engine = engine,
      .atlas = atlas,
      .languages = languages,
      .tokens = tokens,
      .sessions = sessions,
      .fingerprints = hashes,
      .now = [this] { return now; },
      .clock_standing =
        [] {
          return model::clock_standing{2, 90s};
        },
      .room = [this] { return room; },
      .dispatch = {},
      .machine = [this] { return machine; },
      .draw_agent_id = [] { return std::string{"a-drawn"}; },
      .draw_form_key = [this] { return "f-" + std::to_string(++drawn); },
      .log = log,
      .run_aside = [](const std::function<void()>& work) { work(); },
      .contract = "openapi: 3.1.0\n",
      .web = web_from_source()};
  }
  http::router routes{http::all_routes(services())};
};

/// A JSON body by its lines, with single quotes for double ones.
inline std::string quoted(std::string text) {
  std::ranges::replace(text, '\'', '"');
  return text;
}

/// The body with the member at the pointer set, or taken out where `value` is empty.
inline std::string
changed(const std::string& body, const std::string& pointer, const std::string& value) {
  auto whole = http::read_json(body).value();
  const auto last = pointer.rfind('/');
  boost::system::error_code none;
  auto& parent = last == 0 ? whole : *whole.find_pointer(pointer.substr(0, last), none);
  const auto name = pointer.substr(last + 1);
  if (value.empty())
    parent.as_object().erase(name);
  else
    parent.as_object()[name] = http::read_json(quoted(value)).value();
  return json::serialize(whole);
}

} // namespace kod::tests
