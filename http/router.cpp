#include "http/router.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace kod::http {

struct router::endpoint {
  const http::route* route = nullptr;
  std::vector<std::string> parameters; // In the order of the pattern.
};

struct router::node {
  std::map<std::string, node, std::less<>> spelt_out;
  std::unique_ptr<node> parameter;
  bool takes_rest = false; // Reached by a parameter, and whatever follows belongs to that.
  std::vector<endpoint> ends;
};

namespace {

/// The first segment, and what follows it. `/a/b` is `a` and `/b`.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  path.remove_prefix(1);
  const auto end = std::min(path.find('/'), path.size());
  return {path.substr(0, end), path.substr(end)};
}

} // namespace

router::router(std::vector<route> routes)
  : routes_{std::move(routes)}, root_{std::make_unique<node>()} {
  for (const auto& each : routes_)
    add(each);
}

router::~router() = default;

void router::add(const route& added) {
  endpoint end{&added, {}};
  auto* at = root_.get();
  for (std::string_view rest = added.pattern; !rest.empty();) {
    const auto [segment, following] = split(rest);
    rest = following;
    if (!segment.starts_with('{')) {
      at = &at->spelt_out[std::string{segment}];
      continue;
    }
    end.parameters.emplace_back(segment.substr(1, segment.size() - 2));
    if (!at->parameter)
      at->parameter = std::make_unique<node>();
    at = at->parameter.get();
  }
  at->takes_rest = added.takes_rest;
  const auto same = [&](const endpoint& other) { return other.route->method == added.method; };
  if (std::ranges::any_of(at->ends, same))
    throw std::logic_error{"there are two routes for " + added.pattern};
  at->ends.push_back(std::move(end));
}

route_match router::find(method asked, std::string_view path) const {
  route_match match;
  if (!path.starts_with('/'))
    return match;
  values found;
  const auto* end = find(*root_, path, asked, found, match.allowed);
  if (!end)
    return match;
  match.route = end->route;
  match.allowed.clear();
  for (std::size_t each = 0; each < found.size(); ++each)
    match.path.emplace(end->parameters[each], found[each]);
  return match;
}

const router::endpoint* router::find(
  const node& at,
  std::string_view rest,
  method asked,
  values& found,
  std::vector<method>& allowed) {
  if (rest.empty())
    return find_here(at, asked, allowed);
  const auto [segment, following] = split(rest);
  if (const auto next = at.spelt_out.find(segment); next != at.spelt_out.end())
    if (const auto* end = find(next->second, following, asked, found, allowed))
      return end;
  if (!at.parameter || segment.empty())
    return nullptr;
  const bool rest_too = at.parameter->takes_rest;
  found.push_back(rest_too ? rest.substr(1) : segment);
  const auto* end =
    find(*at.parameter, rest_too ? std::string_view{} : following, asked, found, allowed);
  if (!end)
    found.pop_back();
  return end;
}

const router::endpoint*
router::find_here(const node& at, method asked, std::vector<method>& allowed) {
  const auto wanted = asked == method::head ? method::get : asked;
  for (const auto& end : at.ends) {
    if (end.route->method == wanted)
      return &end;
    allowed.push_back(end.route->method);
    if (end.route->method == method::get)
      allowed.push_back(method::head);
  }
  return nullptr;
}

std::string_view to_string(method which) {
  switch (which) {
  case method::get: return "GET";
  case method::head: return "HEAD";
  case method::post: return "POST";
  case method::put: return "PUT";
  case method::patch: return "PATCH";
  case method::delete_: return "DELETE";
  case method::other: break;
  }
  return "other";
}

} // namespace kod::http
