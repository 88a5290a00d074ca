#pragma once

#include "http/event_budget.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace kod::http {

/// One of the Server-Sent Events. Neither type nor data may hold a line's end.
struct server_event {
  std::uint64_t id = 0;
  std::string_view type;
  std::string_view data;
};

/// The pipe between whoever has events to tell, on any thread, and the connection that sends them.
/// What is told before the connection listens waits for it.
class event_stream {
public:
  event_stream() = default;
  ~event_stream();
  event_stream(const event_stream&) = delete;
  event_stream& operator=(const event_stream&) = delete;

  /// False once nobody listens any more, or the listener is so slow that it was given up: it
  /// comes again with `Last-Event-ID`.
  bool send(const server_event&);

  /// The connection's side: it takes what waits whenever it is woken. `wake` is called on the
  /// sender's thread, once for any number of events until they are taken, and when the listener is
  /// given up. What waits and what was taken last is held against the budget.
  void listen(std::function<void()> wake, std::shared_ptr<event_budget> = nullptr);
  /// Nothing once the stream was given up. Whoever takes has sent what it took before.
  std::optional<std::string> take();
  /// A comment keeps the connection alive, and finds out that it isn't.
  void send_comment();
  /// Nobody will be told anything any more.
  bool over();
  void close();

private:
  bool push(std::string_view text);
  void hold(std::size_t bytes);
  void release(std::size_t bytes);

  std::mutex mutex_;
  std::string waiting_;
  std::size_t taken_ = 0; // Bytes that are being sent.
  std::shared_ptr<event_budget> budget_;
  std::function<void()> wake_;
  bool woken_ = false;
  bool closed_ = false;
};

/// The 200 whose body the stream becomes.
response stream_response(std::shared_ptr<event_stream>);

/// Where the client wants to go on, by its header `Last-Event-ID`; nothing: it begins now.
/// `invalid` where there is one that no event has.
struct last_event {
  std::optional<std::uint64_t> id;
  bool invalid = false;
};
last_event last_event_of(const request&);

} // namespace kod::http
