#pragma once

#include "http/event_stream.hpp"
#include "http/read_buffer.hpp"
#include "http/request_parser.hpp"
#include "http/request_record.hpp"
#include "http/server_core.hpp"

#include <memory>
#include <string>

// INTERNAL to the server: one connection.

namespace kod::http {

/// Reads requests, has them served one after the other, and writes the answers in the same order.
/// All of it runs on the server's thread.
///
///   receiving -- request -------> serving -- answer --> receiving, or draining after the last one
///   receiving -- not readable --> draining -- end ----> closed
///   serving ---- no answer -----> as if it were answered, by a problem
///   serving ---- event stream --> streaming -- end ---> draining
class session : public std::enable_shared_from_this<session> {
public:
  using steady = server_core::steady;

  session(server_core&, server_core::tcp::socket);

  void begin(connection_table<std::shared_ptr<session>>::place);
  /// Ends what takes too long, and keeps a quiet event stream alive.
  void check(steady::time_point now);
  void end_stream();
  /// To the request of that number; one that comes late, or twice, goes nowhere.
  void answer(std::uint64_t number, response&&);
  void close();

private:
  enum class phase : std::uint8_t { receiving, serving, streaming, draining, closed };
  /// What the deadline is for.
  enum class awaited : std::uint8_t { nothing, next, head, body, answer, reader, last_event, end };

  // From bytes to requests.
  void read();
  void on_read(std::size_t arrived);
  bool take_next();
  bool on_head();
  void offer_to_continue();

  // From requests to answers.
  void advance();
  void serve();
  void put(const response&);
  void refuse(const response&);

  // From answers to bytes.
  bool write();
  void on_written();
  void drain();

  void begin_stream(const response&);
  void write_events();
  void leave_stream();

  void expect(awaited);
  std::chrono::milliseconds patience(awaited) const;
  void time_out();
  void give_up_answer();
  void take_place(keeps);
  void account();

  server_core& core_;
  server_core::tcp::socket socket_;
  std::string peer_;
  connection_table<std::shared_ptr<session>>::place place_;
  keeps keeps_ = keeps::quiet;
  phase phase_ = phase::receiving;
  awaited awaited_ = awaited::nothing;
  steady::time_point deadline_ = steady::time_point::max();

  read_buffer in_;
  std::size_t drained_ = 0;
  bool reading_ = false;
  request_parser parser_;

  admission admitted_;
  request_record record_;
  std::uint64_t number_ = 0; // Of the request in work: an answer to an older one is none.
  bool in_work_ = false;     // Its head has come, and it has no answer yet.
  bool head_only_ = false;
  bool keep_alive_ = true;
  bool advancing_ = false;
  bool owes_ = false;

  std::string out_;    // Answers are gathered here ...
  std::string flying_; // ... while the socket takes the rest of these.
  bool writing_ = false;
  steady::time_point written_{};
  std::shared_ptr<event_stream> stream_;
};

} // namespace kod::http
