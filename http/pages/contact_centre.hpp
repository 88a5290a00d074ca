#pragma once

#include "model/programme.hpp"

#include <boost/json/object.hpp>

#include <string>

namespace kod::http {

/// Groups of three and four, as one reads a number out.
std::string readable_phone(const std::string& phone);

/// Whom to call instead, for a template: `phone`, and `phone_text` to be read.
boost::json::object contact_centre_of(const model::programme&);

} // namespace kod::http
