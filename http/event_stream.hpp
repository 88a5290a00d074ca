#pragma once

#include "http/event_budget.hpp"
#include "http/message.hpp"
#include "model/clock.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kod::http {

/// One of the Server-Sent Events. Neither type nor data may hold a line's end.
struct server_event {
  std::uint64_t id = 0;
  std::string_view type;
  std::string_view data;
};

/// Why a stream ends though its client still listens. It comes again with `Last-Event-ID`.
enum class stream_end : std::uint8_t {
  too_slow,    // The client doesn't read as fast as events come.
  stopping,    // The engine stops.
  unavailable, // What was asked for can't be read now.
};

/// The pipe between whoever has events to tell, on any thread, and the connection that sends them.
/// What is told before the connection listens waits for it. What ends it is told as a last event,
/// `ended`, without an id: the client's place stays where it was.
class event_stream {
public:
  /// Events, or the pieces of one long text, in chunks: where it breaks off the client sees it.
  enum class content : std::uint8_t { events, text };

  explicit event_stream(model::clock now, content what = content::events)
    : now_{std::move(now)}, content_{what} {}
  ~event_stream();
  event_stream(const event_stream&) = delete;
  event_stream& operator=(const event_stream&) = delete;

  /// False once nobody listens any more, or the listener is so slow that it was given up: what
  /// waited for it is dropped then, but for the last event.
  bool send(const server_event&);
  /// The same for a piece of text.
  bool send_text(std::string_view);
  /// That was the whole text.
  void finish();
  /// The last event, unless there was one before. What waits is told first.
  void end(stream_end);
  /// Calls back once, when the client has been sent all that was told, on the thread that takes;
  /// or never, when the stream ends first.
  void when_taken(std::function<void()>);

  /// The connection's side: it takes what waits whenever it is woken, until nothing does. `wake`
  /// is called on the sender's thread, once for any number of events until they are taken, and
  /// when the listener is given up. What waits and what was taken last is held against the budget.
  void listen(std::function<void()> wake, std::shared_ptr<event_budget> = nullptr);
  /// A piece of whole events. Empty: nothing waits. None: the stream has ended. Whoever takes has
  /// sent what it took before.
  std::optional<std::string> take();
  /// A comment keeps the connection alive, and finds out that it isn't.
  void send_comment();
  /// Nobody will be told anything any more.
  bool over();
  void close();

private:
  enum class phase : std::uint8_t { open, ending, closed };

  bool push(std::string_view text);
  // To be called with the lock held.
  void say_end(stream_end);
  void drop_waiting();
  std::string next_piece();
  std::function<void()> wake_once();
  void hold(std::size_t bytes);
  void release(std::size_t bytes);

  const model::clock now_;
  const content content_;
  std::mutex mutex_;
  std::string waiting_;
  std::size_t taken_ = 0; // Bytes that are being sent.
  std::shared_ptr<event_budget> budget_;
  std::function<void()> wake_;
  std::function<void()> when_taken_;
  bool woken_ = false;
  phase phase_ = phase::open;
};

/// The 200 whose body the stream becomes.
response stream_response(std::shared_ptr<event_stream>);
/// The same for a text, which is offered as a file of that name.
response download_response(
  std::shared_ptr<event_stream>, std::string content_type, const std::string& file_name);

/// Where the client wants to go on, by its header `Last-Event-ID`; nothing: it begins now.
/// `invalid` where there is one that no event has.
struct last_event {
  std::optional<std::uint64_t> id;
  bool invalid = false;
};
last_event last_event_of(const request&);

} // namespace kod::http
