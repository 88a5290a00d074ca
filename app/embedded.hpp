#pragma once

#include "http/web.hpp"

#include <string_view>

// Files that travel in the binary: see app/embedded.S.

namespace kod::app {

std::string_view us_zcta();              // data/us_zcta.tsv
std::string_view geonames();             // data/ky_zip_not_zcta_geonames.tsv
std::string_view languages();            // data/languages.tsv
std::string_view sample_agents();        // data/sample_agents.csv
std::string_view sample_registrations(); // data/sample_registrations.jsonl
std::string_view contract();             // http/openapi.yaml

http::web web_files(); // http/web, by cmake/embed_web.cmake

} // namespace kod::app
