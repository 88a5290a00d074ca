#pragma once

#include "http/web.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace kod::http {

/// The Mustache template `pages/<name>.html` with the values put in, each escaped for HTML, text
/// and quoted attribute alike. Those that begin with `_` are partials: `{{> head}}` is
/// `pages/_head.html`. Throws `std::logic_error` where there is no such template or it is broken.
std::string render(const web&, std::string_view name, const boost::json::object& values);

} // namespace kod::http
