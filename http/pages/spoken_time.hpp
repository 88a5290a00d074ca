#pragma once

#include "model/ids.hpp"

#include <boost/json/object.hpp>

namespace kod::http {

/// A time as residents are told it, for a template: `clock` on Kentucky's eastern clocks and
/// `central` on its western ones, `day` unless that is today's, and `utc` for scripts, which show
/// the reader's own. `texts` are those of `time`.
boost::json::object
spoken_time(model::instant, model::instant now, const boost::json::object& texts);

} // namespace kod::http
