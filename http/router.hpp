#pragma once

#include "http/route.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kod::http {

/// What a path and a method lead to.
struct route_match {
  const http::route* route = nullptr;
  std::map<std::string, std::string> path{};
  /// Without a route: the methods that the path does take; none: there is no such path.
  std::vector<method> allowed{};
};

/// Finds routes by the segments of their patterns. A segment that is spelt out goes before a
/// `{parameter}`, which is never empty; HEAD is taken where GET is.
class router {
public:
  /// Throws `std::logic_error` where two have one pattern and method.
  explicit router(std::vector<route>);
  ~router();

  route_match find(method, std::string_view path) const;

private:
  struct node;
  struct endpoint;
  using values = std::vector<std::string_view>;

  void add(const route&);
  static const endpoint*
  find(const node&, std::string_view rest, method, values&, std::vector<method>& allowed);
  static const endpoint* find_here(const node&, method, std::vector<method>& allowed);

  std::vector<route> routes_;
  std::unique_ptr<node> root_;
};

/// As it stands in `Allow`.
std::string_view to_string(method);

} // namespace kod::http
