#pragma once

#include "actors/interfaces.hpp"
#include "model/concern.hpp"

#include <caf/expected.hpp>

namespace kod::actors {

/// So many events a page looks at, wanted or not: about a millisecond of the directory's time.
inline constexpr std::size_t feed_page_events = 500;

/// Where an event's referral stood before it and stands after it.
struct passage {
  model::standing before;
  model::standing after;
};

/// What the event is to a feed that is told of one agent alone, or of everything; none: it isn't
/// told.
std::optional<feed_item>
as_told(const model::recorded_event&, const std::optional<model::agent_id>& only, const passage&);

/// The next of what was stored, up to `feed_page_events` or the given sequence. The error is
/// `bad_cursor` where no event has the sequence that it begins after.
caf::expected<feed_page>
past_page(const model::archive&, const read_feed&, std::optional<std::uint64_t> up_to = {});

} // namespace kod::actors
