#pragma once

#include <boost/json/value.hpp>

#include <string>

namespace kod::http {

/// The same text for values that mean the same: members sorted, without those that are null.
std::string canonical_json(const boost::json::value&);

} // namespace kod::http
