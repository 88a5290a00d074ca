#include "http/session.hpp"

#include "http/answer_slot.hpp"
#include "http/limits.hpp"
#include "http/problem.hpp"
#include "http/response_text.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <utility>

namespace kod::http {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

session::session(server_core& core, tcp::socket socket) : core_{core}, socket_{std::move(socket)} {}

void session::begin(connection_table<std::shared_ptr<session>>::place place) {
  place_ = place;
  error_code ignored; // A socket that has ended already says so when it is read.
  socket_.non_blocking(true, ignored);
  socket_.set_option(tcp::no_delay{true}, ignored);
  const auto address = socket_.remote_endpoint(ignored).address();
  const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
  peer_ = mapped ? asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string()
                 : address.to_string();
  expect(awaited::next);
  read();
}

// -- from bytes to requests ---------------------------------------------------

void session::read() {
  if (reading_ || phase_ == phase::closed)
    return;
  const auto room = in_.room();
  if (room.empty()) { // An endless line of a chunk.
    refuse(problem(code::bad_request));
    return advance();
  }
  reading_ = true;
  socket_.async_read_some(
    asio::buffer(room.data(), room.size()),
    [self = shared_from_this()](const error_code& failed, std::size_t arrived) {
      self->reading_ = false;
      if (failed)
        self->close();
      else
        self->on_read(arrived);
    });
}

void session::on_read(std::size_t arrived) {
  if (phase_ == phase::receiving) {
    in_.arrived(arrived);
    return advance();
  }
  // Nobody wants this: an event stream's client has nothing to say, a refused one is talking on.
  drained_ += arrived;
  if (drained_ > limits::drained_bytes)
    close();
  else
    read();
}

/// Whether there may be more to take.
bool session::take_next() {
  auto unread = in_.unread();
  const auto progress = parser_.feed(unread);
  in_.keep(unread);
  switch (progress) {
  case request_parser::progress::more:
    expect(in_work_ ? awaited::body : parser_.begun() ? awaited::head : awaited::next);
    return false;
  case request_parser::progress::head: return on_head();
  case request_parser::progress::whole:
    if (admitted_.refusal)
      put(*admitted_.refusal);
    else
      serve();
    return true;
  case request_parser::progress::refused: refuse(problem(parser_.why())); return false;
  }
  return false;
}

bool session::on_head() {
  auto& head = parser_.now();
  head.peer = peer_;
  in_work_ = true;
  ++number_;
  head_only_ = head.method == method::head;
  keep_alive_ = parser_.keep_alive() && !core_.stopping;
  record_.begin(core_.marks, head);
  admitted_ = core_.admit(head);
  record_.found(admitted_.route);
  const auto length = parser_.content_length().value_or(0);
  const bool refused = admitted_.refusal.has_value();
  if (length > admitted_.body_limit) {
    refuse(problem(code::too_large));
    return false;
  }
  if (refused && (length > limits::json_body || parser_.expects_continue())) {
    refuse(*std::exchange(admitted_.refusal, {}));
    return false;
  }
  parser_.limit_body(
    refused ? std::min(limits::json_body, admitted_.body_limit) : admitted_.body_limit);
  offer_to_continue();
  return true;
}

void session::offer_to_continue() {
  const bool has_body = parser_.chunked() || parser_.content_length().value_or(0) > 0;
  if (parser_.expects_continue() && has_body && in_.unread().empty())
    out_ += "HTTP/1.1 100 Continue\r\n\r\n";
}

// -- from requests to answers -------------------------------------------------

/// Takes as many requests as have come and can be answered, writes, and reads on.
void session::advance() {
  if (advancing_)
    return; // An answer that came at once: whoever is in the loop below goes on.
  advancing_ = true;
  do {
    while (phase_ == phase::receiving && out_.size() < limits::gathered_bytes && take_next()) {
    }
  } while (!out_.empty() && write());
  advancing_ = false;
  account();
  if (phase_ == phase::receiving && !writing_)
    read();
}

void session::serve() {
  phase_ = phase::serving;
  expect(awaited::answer);
  const auto slot =
    std::make_shared<answer_slot>(core_.shared_from_this(), weak_from_this(), number_);
  const auto serve_it = std::exchange(admitted_.serve, {});
  try {
    serve_it(std::move(parser_.now()), [slot](response answer) { slot->give(std::move(answer)); });
  } catch (const std::exception& thrown) {
    record_.tell_exception(core_.options.log, thrown);
    slot->give(problem(code::internal_error));
  }
}

void session::answer(std::uint64_t number, response&& given) {
  const bool late = phase_ != phase::serving || number != number_;
  if (late && given.stream)
    given.stream->close();
  if (late)
    return;
  if (given.stream)
    begin_stream(given);
  else
    put(given);
  advance();
}

void session::put(const response& given) {
  keep_alive_ = keep_alive_ && !core_.stopping;
  if (!record_.begun())
    record_.begin_unread(core_.marks);
  const auto before = out_.size();
  const framing how{keep_alive_, head_only_, record_.id()};
  append(out_, given, how);
  record_.end(core_.options.log, given, out_.size() - before);
  in_work_ = head_only_ = false;
  phase_ = keep_alive_ ? phase::receiving : phase::draining;
  expect(awaited::nothing); // The time to the next one counts from here.
  parser_.begin();
}

/// The answer to what can't be read to its end: the connection's last one.
void session::refuse(const response& given) {
  keep_alive_ = false;
  put(given);
}

// -- from answers to bytes ----------------------------------------------------

/// Whether all is written and more may be taken. Most answers fit in at once.
bool session::write() {
  if (writing_ || phase_ == phase::closed)
    return false;
  error_code problem;
  const auto sent = socket_.write_some(asio::buffer(out_), problem);
  if (problem && problem != asio::error::would_block) {
    close();
    return false;
  }
  written_ = steady::now();
  if (sent == out_.size()) {
    out_.clear();
    if (out_.capacity() > 2 * limits::gathered_bytes)
      out_ = {}; // One long answer needn't cost its memory for as long as the connection lasts.
    drain();
    return phase_ == phase::receiving;
  }
  writing_ = true;
  flying_ = std::exchange(out_, {});
  expect(awaited::reader);
  asio::async_write(
    socket_,
    asio::buffer(flying_) + sent,
    [self = shared_from_this()](const error_code& failed, std::size_t) {
      self->writing_ = false;
      self->flying_ = {};
      if (failed)
        self->close();
      else
        self->on_written();
    });
  return false;
}

void session::on_written() {
  written_ = steady::now();
  expect(phase_ == phase::serving ? awaited::answer : awaited::nothing);
  if (phase_ == phase::streaming)
    write_events();
  else
    advance();
  drain();
}

/// Says that nothing follows, and lets the client finish what it is sending.
void session::drain() {
  if (phase_ != phase::draining || !out_.empty() || writing_ || awaited_ == awaited::end)
    return;
  error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  expect(awaited::end);
  in_.forget();
  account();
  read();
}

void session::close() {
  if (phase_ == phase::closed)
    return;
  leave_stream();
  phase_ = phase::closed;
  in_work_ = false;
  error_code ignored;
  socket_.close(ignored);
  account();
  core_.leave(place_, keeps_); // Last: it may be the end of this.
}

// -- events -------------------------------------------------------------------

void session::begin_stream(const response& given) {
  keep_alive_ = false; // Its end is the connection's.
  const bool without_events = head_only_ || core_.stopping;
  const bool full = !without_events && core_.streams >= core_.options.streams;
  put(full ? problem(code::overloaded) : given);
  if (without_events || full)
    return given.stream->close();
  phase_ = phase::streaming;
  expect(awaited::nothing);
  ++core_.streams;
  stream_ = given.stream;
  in_.forget();
  const auto wake = [core = core_.shared_from_this(), whose = weak_from_this()] {
    asio::post(core->io, [whose] {
      if (const auto alive = whose.lock())
        alive->write_events();
    });
  };
  stream_->listen(wake, core_.events);
  read(); // Or its end would be noticed with the next event only.
}

void session::write_events() {
  while (!writing_ && phase_ == phase::streaming) {
    const auto told = stream_->take();
    if (!told) {
      leave_stream();
      phase_ = phase::draining;
      break;
    }
    out_ += *told;
    if (out_.empty())
      break;
    write();
  }
  if (phase_ == phase::streaming && stream_->over())
    expect(awaited::last_event); // What comes before it has to be read first.
  drain();
  account();
}

void session::end_stream() {
  if (phase_ != phase::streaming)
    return;
  stream_->end(stream_end::stopping);
  write_events();
}

void session::leave_stream() {
  if (phase_ != phase::streaming)
    return;
  stream_->close();
  --core_.streams;
}

// -- deadlines ----------------------------------------------------------------

void session::expect(awaited what) {
  if (writing_ && what != awaited::end && what != awaited::last_event)
    what = awaited::reader; // Whatever else: a client that never reads is not waited for.
  const bool listening = phase_ == phase::streaming && what != awaited::last_event;
  if (phase_ == phase::serving || listening)
    take_place(keeps::busy);
  else
    take_place(what == awaited::next || what == awaited::head ? keeps::quiet : keeps::slow);
  if (what == awaited_)
    return;
  awaited_ = what;
  const auto wait = patience(what);
  deadline_ = wait == wait.max() ? steady::time_point::max() : steady::now() + wait;
}

/// Who goes on as before keeps its turn.
void session::take_place(keeps now) {
  if (now != keeps_)
    core_.connections.move(place_, std::exchange(keeps_, now), now);
}

std::chrono::milliseconds session::patience(awaited what) const {
  const auto& options = core_.options;
  const bool long_work = admitted_.body_limit > limits::json_body;
  switch (what) {
  case awaited::next: return options.idle;
  case awaited::head: return options.head;
  case awaited::body: return long_work ? options.long_body : options.body;
  case awaited::answer: return long_work ? options.long_answer : options.answer;
  case awaited::reader: return options.writing;
  case awaited::last_event:
  case awaited::end: return options.draining;
  case awaited::nothing: break;
  }
  return std::chrono::milliseconds::max();
}

void session::check(steady::time_point now) {
  if (now >= deadline_)
    time_out();
  else if (phase_ == phase::streaming && !writing_ && now - written_ >= core_.options.heartbeat)
    stream_->send_comment();
}

void session::time_out() {
  switch (awaited_) {
  case awaited::answer: return give_up_answer();
  case awaited::head:
  case awaited::body: refuse(problem(code::timeout)); return advance();
  default: return close();
  }
}

/// What was to be changed may yet be. An answer that comes later goes nowhere.
void session::give_up_answer() {
  const bool looks = admitted_.errand == errand::look || admitted_.errand == errand::health;
  answer(number_, problem(looks ? code::overloaded : code::unknown_outcome));
}

/// Tells the server whether something is in flight here.
void session::account() {
  const bool ends_soon = phase_ != phase::streaming || core_.stopping;
  const bool alive = phase_ != phase::closed && ends_soon;
  const bool owing = alive && (in_work_ || !out_.empty() || writing_);
  if (owing == std::exchange(owes_, owing))
    return;
  if (owing)
    core_.owe();
  else
    core_.settle();
}

} // namespace kod::http
