#pragma once

#include "http/services.hpp"

#include <vector>

// One function for each place of the pages, in the file of its name.

namespace kod::http {

void add_ask_page_routes(std::vector<route>&, const shared_services&);    // The resident's form.
void add_follow_page_routes(std::vector<route>&, const shared_services&); // What became of it.
void add_sign_in_routes(std::vector<route>&, const shared_services&);     // Sessions.
void add_portal_routes(std::vector<route>&, const shared_services&);      // Agents and operators.
void add_asset_routes(std::vector<route>&, const shared_services&);       // Styles, scripts, fonts.

} // namespace kod::http
