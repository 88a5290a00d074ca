#pragma once

#include "http/complaints.hpp"
#include "http/services.hpp"

#include <boost/json/value.hpp>

namespace kod::http {

/// What a resident asks for, from the fields of the API's body: checked, and with the claims that
/// keep the same person from being called twice. Good for use where nothing was complained of.
model::take_request
read_request_fields(const boost::json::value& body, const services&, complaints&);

} // namespace kod::http
