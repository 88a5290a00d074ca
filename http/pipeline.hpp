#pragma once

#include "http/application.hpp"
#include "http/rate_limit.hpp"
#include "http/router.hpp"
#include "http/tokens.hpp"

#include <memory>
#include <variant>
#include <vector>

namespace kod::http {

/// Every check before a handler, in the contract's order: path, method, token, role, rate, media
/// type, JSON. Its `admit` is an `application`; what is too large the server has refused before.
class pipeline {
public:
  /// The tokens outlive it.
  pipeline(std::vector<route>, const tokens&, rate_limit);

  admission admit(const request& head);

private:
  std::variant<caller, response> identify(const request&, const route&) const;
  std::optional<response> check_rate(const request&, const route&, const caller&);

  router router_;
  const tokens& tokens_;
  rate_limit rate_;
};

} // namespace kod::http
