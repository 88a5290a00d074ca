#pragma once

#include "http/json_reader.hpp"
#include "model/programme_decide.hpp"

namespace kod::http {

/// The body of `PUT /v1/programme`.
model::set_programme read_programme(const boost::json::value&, complaints&);

/// The same in a settings file, or the hours alone; what is left out is as it was.
model::programme read_programme_file(const boost::json::value&, complaints&);

} // namespace kod::http
