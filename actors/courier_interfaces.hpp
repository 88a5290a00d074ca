#pragma once

#include "model/journal.hpp"
#include "model/outbox.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

// The page of the map that shows the courier, who tells the outside what has happened. Nobody of
// those who answer residents and agents waits for it.

namespace kod::actors {

struct list_notifications {
  std::optional<model::delivery_status> status{};
  std::optional<std::uint64_t> before{}; // A number.
  std::size_t limit = 50;
};
enum class notification_change : std::uint8_t { retry, discard };
/// Of one that is named by its id. What has been done already stays as it is.
struct change_notification {
  std::string id;
  notification_change what{};
};
struct notification_now {
  model::outbox_entry entry;
  bool changed = false; // By the order.
};
/// Every dead one, at once.
struct retry_dead {};
struct dead_retried {
  std::size_t count = 0;
};

// -- what actors tell each other ----------------------------------------------

struct courier_company;
struct begin_rounds {
  std::shared_ptr<const courier_company> company;
  std::uint64_t last_sequence = 0; // Where a first round begins.
};
struct read_past {};
struct hear_event {
  model::recorded_event event;
};
/// An attempt has ended.
struct settled {
  std::uint64_t number = 0;
  model::delivery came;
};
struct make_round {
  std::uint64_t number = 0; // Only the newest counts.
};

// -- the actor ----------------------------------------------------------------

/// The COURIER: makes notifications of what was stored and of what is due, keeps them in the
/// journal's own batches, and has them delivered until they are, or given up.
using courier_actor = caf::typed_actor<
  // The first message of all.
  caf::reacts_to<begin_rounds>,
  // INTERNAL: go on with what was stored before anybody told the courier of it.
  caf::reacts_to<read_past>,
  // From the feed, in the journal's order.
  caf::reacts_to<hear_event>,
  // From the postman's threads.
  caf::reacts_to<settled>,
  // INTERNAL: look at the clock.
  caf::reacts_to<make_round>,
  caf::replies_to<list_notifications>::with<model::outbox_page>,
  caf::replies_to<change_notification>::with<notification_now>,
  caf::replies_to<retry_dead>::with<dead_retried>>;

} // namespace kod::actors
