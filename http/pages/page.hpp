#pragma once

#include "http/resources/exchange.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace kod::http {

/// What a template is given: `t` the reader's texts, `lang` their language, `assets` the address
/// below which the files lie, and the page's own values.
struct page {
  std::string_view name; // Of its template.
  boost::json::object values{};
  unsigned status = 200;
  std::vector<name_value> headers{};
  std::string language{}; // Empty: the reader's.
};

/// The page in the reader's language, as a response that no other site can frame or fill.
response show(const services&, const request&, page);

/// A page that says what went wrong, in place of a problem.
response show_refusal(const services&, const request&, const response& problem);

/// 303: the browser goes on there, with GET.
response go_to(std::string location, std::vector<name_value> headers = {});

/// Where somebody signed in is at home.
std::string home_of(const model::party&);

/// A page for anybody, that decides itself what it shows to whom. What a page of another site posts
/// is refused.
route page_route(method, std::string pattern, resource, const shared_services&);

/// Adds to a page's own headers those that every page has.
void protect(response&);

/// A form's field, as it was typed; empty where there is none.
std::string_view field(const call&, std::string_view name);

} // namespace kod::http
