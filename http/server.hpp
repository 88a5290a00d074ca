#pragma once

#include "http/application.hpp"
#include "model/logbook.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace kod::http {

struct server_options {
  /// Each needs a file descriptor. One more, and who has been idle for the longest time is closed;
  /// where none is, the new one is told `overloaded`.
  std::size_t connections = 10'000;
  /// Connections that may listen to events; one more is told `overloaded`.
  std::size_t streams = 5'000;
  /// What all of these together may hold for slow readers.
  std::size_t event_bytes = 64 * 1024 * 1024;

  // How long a client may take, or the engine. Deadlines are looked at once in each `patrol`.
  std::chrono::milliseconds patrol = std::chrono::seconds{1};
  std::chrono::milliseconds idle = std::chrono::seconds{60}; // Between two requests.
  std::chrono::milliseconds head = std::chrono::seconds{10};
  std::chrono::milliseconds body = std::chrono::seconds{30};
  std::chrono::milliseconds long_body = std::chrono::minutes{5};   // Over 64 KiB.
  std::chrono::milliseconds answer = std::chrono::seconds{10};     // Of ours.
  std::chrono::milliseconds long_answer = std::chrono::minutes{5}; // To over 64 KiB.
  std::chrono::milliseconds writing = std::chrono::seconds{30};    // To read any of our answer.
  std::chrono::milliseconds draining = std::chrono::seconds{5};
  std::chrono::milliseconds heartbeat = std::chrono::seconds{15}; // Of a quiet event stream.
  /// How long a stop waits for what is in flight.
  std::chrono::milliseconds grace = std::chrono::seconds{10};

  /// Told what became of each request; it outlives the server. None: nobody is told.
  model::logbook* log = nullptr;
};

struct server_core;

/// An HTTP/1.1 server on a thread of its own. Requests of one connection are served one after the
/// other; a handler may answer on any thread.
class server {
public:
  server(const server_options&, application);
  /// Stops.
  ~server();
  server(const server&) = delete;
  server& operator=(const server&) = delete;

  /// Takes connections from now on at an address like `127.0.0.1:8080` or `[::1]:0`, and answers
  /// the real one: port 0 takes a free one. Throws `std::system_error`. Call it once.
  std::string listen(const std::string& address);

  /// Takes no more connections, answers what is in flight, tells new requests on old connections
  /// `stopping`, ends the event streams, then closes. Returns when all is over.
  void stop();

private:
  std::shared_ptr<server_core> core_;
};

} // namespace kod::http
