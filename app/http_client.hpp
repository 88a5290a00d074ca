#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>

namespace kod::app {

struct http_answer {
  long status = 0;
  std::string body;
};

/// One connection to a running engine, kept alive. For one thread at a time.
class http_client {
public:
  /// `server` is an address like `http://127.0.0.1:8080`. Without a token it is nobody.
  http_client(std::string server, std::string token);
  ~http_client();
  http_client(http_client&&) noexcept;
  http_client& operator=(http_client&&) noexcept;

  /// What follows is asked for with this token.
  http_client& as(std::string token);

  /// Throws std::runtime_error where there was no answer. Redirects are answers.
  http_answer get(const std::string& path);
  /// The same, but writes what a 200 holds as it comes: it may be long.
  http_answer copy(const std::string& path, std::ostream& to);
  /// `method` is POST, PUT or PATCH.
  http_answer
  send(const std::string& method, const std::string& path, const std::string& json = "{}");
  http_answer send_csv(const std::string& path, const std::string& csv);

private:
  struct state;
  std::unique_ptr<state> state_;
};

} // namespace kod::app
