// The JSON of every call that takes some. The first byte chooses the call, the rest is its body.

#include "http/canonical_json.hpp"
#include "http/router.hpp"
#include "tests/fuzz/site.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace {

using namespace kod;
using tests::must;

/// A seed's first byte is a place in this list: whatever is new comes at its end.
constexpr std::array calls{
  "POST /v1/requests",
  "POST /v1/requests/{id}/cancel",
  "POST /v1/referrals/{id}/accept",
  "POST /v1/referrals/{id}/reject",
  "POST /v1/referrals/{id}/release",
  "POST /v1/referrals/{id}/contacted",
  "POST /v1/referrals/{id}/complete",
  "POST /v1/referrals/{id}/assign",
  "POST /v1/referrals/{id}/broadcast",
  "POST /v1/referrals/{id}/cancel",
  "POST /v1/agents",
  "PATCH /v1/agents/{id}/credentials",
  "POST /v1/agents/{id}/deregister",
  "PUT /v1/agents/{id}/registration/agreement",
  "PUT /v1/agents/{id}/registration/contact",
  "PUT /v1/agents/{id}/registration/schedule",
  "PUT /v1/agents/{id}/availability",
  "POST /v1/agents/{id}/pause",
  "POST /v1/agents/{id}/resume",
  "POST /v1/counties/{county}/pause",
  "POST /v1/counties/{county}/resume",
  "PUT /v1/programme",
  "PUT /v1/logging"};

struct form {
  http::method method;
  std::string path;
  std::string token;
};

std::string path_of(const std::string& pattern) {
  std::string path;
  bool named = false;
  for (const char each : pattern) {
    if (each == '{')
      path += "a-1";
    named = each == '{' || (named && each != '}');
    if (!named && each != '}')
      path += each;
  }
  return path;
}

model::role role_for(const http::route& route) {
  using enum http::access;
  const auto takes = [&](http::access who) {
    return std::ranges::find(route.allowed, who) != route.allowed.end();
  };
  return takes(agent)       ? model::role::agent
         : takes(operator_) ? model::role::operator_
                            : model::role::intake;
}

/// In the order of `calls`.
std::vector<form> forms_of(tests::site& from) {
  std::vector<form> forms(calls.size());
  std::size_t found = 0;
  for (const auto& each : from.routes()) {
    if (each.body != http::body_kind::json && each.body != http::body_kind::optional)
      continue;
    const auto name = std::string{http::to_string(each.method)} + ' ' + each.pattern;
    const auto* place = std::ranges::find(calls, name);
    must(place != calls.end(), "each call that takes JSON is in the list");
    forms[static_cast<std::size_t>(std::distance(calls.begin(), place))] = {
      each.method, path_of(each.pattern), from.token_of({role_for(each), "a-1"})};
    ++found;
  }
  must(found == calls.size(), "each call of the list is there");
  return forms;
}

bool holds_a_fraction(const boost::json::value& read) {
  const auto any = [](const auto& all, auto value_of) {
    return std::ranges::any_of(
      all, [&](const auto& each) { return holds_a_fraction(value_of(each)); });
  };
  if (const auto* object = read.if_object())
    return any(
      *object, [](const auto& each) -> const auto& { return each.value(); });
  if (const auto* array = read.if_array())
    return any(
      *array, [](const auto& each) -> const auto& { return each; });
  return read.is_double();
}

/// Two requests with one key have the same body if they mean the same. Not of numbers that are no
/// whole ones: the library reads those to within a few units of the last place.
void check_spelling(const boost::json::value& read) {
  if (holds_a_fraction(read))
    return;
  const auto again = http::read_json(boost::json::serialize(read));
  must(again && *again == read, "JSON that was read is read again as the same");
  must(http::canonical_json(*again) == http::canonical_json(read), "its meaning has one spelling");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static tests::site site;
  static const auto forms = forms_of(site);
  if (size == 0 || size > http::limits::json_body)
    return 0;
  const auto& form = forms[bytes[0] < forms.size() ? bytes[0] : 0];
  const std::string body{tests::text_of(bytes + 1, size - 1)};
  const auto read = http::read_json(body);
  if (read)
    check_spelling(*read);
  http::request asked{
    .method = form.method,
    .path = form.path,
    .headers =
      {{"Authorization", "Bearer " + form.token},
       {"Content-Type", "application/json"},
       {"Content-Length", std::to_string(body.size())}},
    .body = body,
    .peer = "10.0.0.1"};
  const auto admitted = site.admit(asked);
  must(!admitted.refusal, "each call is let in");
  const auto heard = site.answer(admitted, std::move(asked));
  must(read || body.empty() || heard.status == 400, "what isn't JSON is refused as such");
  return 0;
}
