#pragma once

#include "http/json_writer.hpp"
#include "model/views.hpp"

namespace kod::http {

/// A referral as whoever looks may see it: an agent's fields, and an operator's beside them.
void write_referral(json_writer&, const model::referral_view&, model::instant now);

/// The same referral as its resident's request.
void write_request(json_writer&, const model::referral_view&);

} // namespace kod::http
