#pragma once

#include "app/http_client.hpp"

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace kod::app {

/// How a verb reaches a running engine.
struct connection {
  std::string server = "http://127.0.0.1:8080";
  std::string token;
  std::filesystem::path data; // Without a token, one is made with this folder's key.
};

void add_connection(CLI::App&, connection& to);

/// Connects as an operator. Throws std::runtime_error where there is neither token nor folder.
http_client connect(const connection&);

/// What a problem document says, for people.
std::string detail_of(const http_answer&);
/// The same, and what is wrong with which field.
std::string fields_and_detail_of(const http_answer&);

} // namespace kod::app
