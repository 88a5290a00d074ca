#include "http/own_page.hpp"

#include "http/media_type.hpp"

namespace kod::http {

asker asker_of(const request& asked) {
  // `none`: the person did it, by typing the address or loading it again.
  if (const auto site = asked.header("Sec-Fetch-Site"))
    return *site == "same-origin" || *site == "none" ? asker::own_page : asker::foreign_page;
  // Browsers say the above to hosts that they trust, so not to a plain one on a local network.
  const auto origin = asked.header("Origin");
  if (!origin)
    return asker::no_browser;
  const auto authority = origin->find("://");
  const bool ours =
    authority != origin->npos
    && same_without_case(origin->substr(authority + 3), asked.header("Host").value_or(""));
  return ours ? asker::own_page : asker::foreign_page;
}

bool only_looks(const request& asked) {
  return asked.method == method::get || asked.method == method::head;
}

} // namespace kod::http
