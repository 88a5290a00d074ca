#include "http/event_follower.hpp"

#include "http/problem.hpp"

#include <algorithm>
#include <utility>

namespace kod::http {

event_follower::event_follower(
  engine_port& engine, std::shared_ptr<event_stream> stream, ears reader)
  : engine_{engine}, stream_{std::move(stream)}, ears_{std::move(reader)} {}

void event_follower::begin(std::optional<std::uint64_t> after, const outcome& begun) {
  if (after)
    read(*after, begun);
  else
    join(std::nullopt, begun);
}

void event_follower::read(std::uint64_t after, const outcome& begun) {
  engine_.ask(
    actors::read_feed{ears_.only, after},
    [self = shared_from_this(), begun](const caf::expected<actors::feed_page>& page) {
      if (!page)
        return begun(page.error());
      begun({});
      self->take(*page);
    });
}

void event_follower::take(const actors::feed_page& page) {
  if (!std::ranges::all_of(page.items, ears_.tell))
    return; // Nobody listens any more.
  const auto go_on = [self = shared_from_this()](const caf::error& why) {
    if (why)
      self->stream_->end(stream_end::unavailable);
  };
  if (page.through >= page.end)
    return join(page.through, go_on);
  stream_->when_taken(
    [self = shared_from_this(), after = page.through, go_on] { self->read(after, go_on); });
}

void event_follower::join(std::optional<std::uint64_t> after, const outcome& begun) {
  engine_.ask(
    actors::subscribe{
      .only = ears_.only,
      .after = after,
      .sink = ears_.tell,
      .gone = [stream = stream_] { return stream->over(); }},
    [self = shared_from_this(), after, begun](const caf::expected<actors::subscribed>& done) {
      if (!done)
        return begun(done.error());
      if (done->behind)
        return self->read(*after, begun);
      begun({});
      self->ears_.live(done->from);
    });
}

response problem_of_beginning(const caf::error& why) {
  if (why == caf::make_error(actors::engine_error::bad_cursor))
    return invalid({{"/Last-Event-ID", "There is no such event."}});
  return problem_of(why);
}

} // namespace kod::http
