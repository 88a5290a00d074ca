#include "http/pages/page.hpp"

#include <memory>
#include <string_view>
#include <utility>

namespace kod::http {

namespace {

/// Browsers ask so for what they show to a person; programs and scripts of pages don't.
bool is_read_by_a_person(const request& asked) {
  return asked.header("Accept").value_or("").find("text/html") != std::string_view::npos;
}

/// Below this everything is JSON, whoever asks. A path that couldn't be read is nobody's.
bool may_be_a_page(std::string_view path) {
  return path.starts_with('/') && path != "/v1" && !path.starts_with("/v1/");
}

} // namespace

std::function<response(const request&, response)> nowhere_page(services given) {
  return [with = std::make_shared<const services>(std::move(given))](
           const request& asked, response problem) {
    if (!is_read_by_a_person(asked) || !may_be_a_page(asked.path))
      return problem;
    return show_refusal(*with, asked, problem);
  };
}

} // namespace kod::http
