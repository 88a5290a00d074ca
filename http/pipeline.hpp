#pragma once

#include "http/application.hpp"
#include "http/credentials.hpp"
#include "http/rate_limit.hpp"
#include "http/router.hpp"
#include "http/sessions.hpp"
#include "http/tokens.hpp"

#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace kod::http {

/// Every check before a handler, in the contract's order: path, method, token, role, rate, media
/// type, JSON. Its `admit` is an `application`; what is too large the server has refused before.
class pipeline {
public:
  /// The sessions and their tokens outlive it.
  pipeline(std::vector<route>, const tokens&, const sessions&, rate_limit);

  admission admit(const request& head);

  /// What is answered in place of the problem where no route leads.
  void answer_nowhere_with(std::function<response(const request&, response problem)>);

private:
  admission check(const request& head, const route&, const std::shared_ptr<call>&);
  std::optional<model::party> who_brought(const credentials&, const request& head) const;
  std::variant<caller, response> identify(const request&, const route&) const;
  std::optional<response> check_rate(const request&, const route&, const caller&);

  router router_;
  const tokens& tokens_;
  const sessions& sessions_;
  rate_limit rate_;
  std::function<response(const request&, response problem)> nowhere_;
};

} // namespace kod::http
