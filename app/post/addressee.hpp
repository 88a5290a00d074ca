#pragma once

#include "model/journal.hpp"

#include <string>

namespace kod::app {

/// Where an e-mail goes, as of now; empty: they gave none, or it was erased.
std::string mail_address_of(const model::archive&, const model::party&);

/// The first word of an agent's name.
std::string first_name_of(const model::archive&, const model::agent_id&);

} // namespace kod::app
