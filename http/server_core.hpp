#pragma once

#include "http/connection_table.hpp"
#include "http/event_budget.hpp"
#include "http/server.hpp"
#include "http/trace.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <mutex>
#include <thread>

// INTERNAL to the server: what its connections share.

namespace kod::http {

class session;

/// Whoever still owes an answer keeps it alive. All but `io` belongs to the server's thread.
struct server_core : std::enable_shared_from_this<server_core> {
  using steady = std::chrono::steady_clock;
  using tcp = boost::asio::ip::tcp;

  server_core(const server_options&, application);
  ~server_core();

  std::string open(const std::string& address);
  void accept();
  void take(tcp::socket);
  admission admit(const request& head);
  void patrol();
  void begin_stop();
  /// A connection begins or ends to owe an answer.
  void owe();
  void settle();
  void leave(connection_table<std::shared_ptr<session>>::place, keeps);
  void close_all();

  server_options options;
  application serve;
  bool stopping = false;
  std::size_t owed = 0;
  steady::time_point end_of_grace = steady::time_point::max();
  std::size_t streams = 0;
  std::shared_ptr<event_budget> events;
  marking marks{marking::by_chance()};
  // Goes first: connections end with it, and say so.
  connection_table<std::shared_ptr<session>> connections;
  boost::asio::io_context io{1};
  tcp::acceptor acceptor{io};
  boost::asio::steady_timer clock{io};
  boost::asio::steady_timer retry{io};
  std::thread thread;
};

} // namespace kod::http
