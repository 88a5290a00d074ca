#pragma once

#include "http/engine_port.hpp"
#include "http/event_stream.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace kod::http {

/// Leads a stream through the journal: from where its client was, page by page and no faster than
/// the client reads, then over to the news, without a gap or a repeat. Of the past it holds one
/// page; the news wait in the stream, which bounds them.
///
///   reading -- little is left --> live        reading -- client has taken the page --> reading
class event_follower : public std::enable_shared_from_this<event_follower> {
public:
  using outcome = std::function<void(const caf::error&)>; // No error: it is done.
  struct ears {
    std::optional<model::agent_id> only; // As in `actors::subscribe`.
    actors::feed_sink tell;
    std::function<void(std::uint64_t from)> live; // What comes after this one is told as news.
  };

  event_follower(engine_port&, std::shared_ptr<event_stream>, ears);

  /// Begins after the given event, or now; `begun` hears whether. `bad_cursor`: there is no such
  /// event.
  void begin(std::optional<std::uint64_t> after, const outcome& begun);

private:
  void read(std::uint64_t after, const outcome& begun);
  void take(const actors::feed_page&);
  void join(std::optional<std::uint64_t> after, const outcome& begun);

  engine_port& engine_;
  const std::shared_ptr<event_stream> stream_;
  const ears ears_;
};

/// What `begin` failed with, as the caller is told.
response problem_of_beginning(const caf::error&);

} // namespace kod::http
