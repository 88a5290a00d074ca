#pragma once

#include "actors/figures.hpp"
#include "model/party.hpp"

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// How all actors stand. Part of actors/interfaces.hpp.

namespace kod::actors {

/// Every kind of actor, in the order in which they are listed.
constexpr std::array<std::string_view, 16> actor_kinds{
  "dispatcher",
  "referral",
  "agent",
  "journal",
  "timer",
  "feed",
  "registry",
  "directory",
  "gateway",
  "backups",
  "copier",
  "courier",
  "letters",
  "exports",
  "minutes",
  "roll",
};

struct actor_row {
  std::string kind;
  std::string id;
  actor_figures figures;
  std::uint32_t timers = 0;
  std::uint64_t restarts = 0;
  std::optional<std::string> last_error;
  bool put_aside = false; // It failed too often, and is not started again until somebody asks.
};
struct kind_row {
  std::string kind;
  std::uint64_t live = 0;
  actor_figures figures;
  std::uint64_t timers = 0;
  std::uint64_t restarts = 0;
  std::uint64_t put_aside = 0; // Not among the living.
};
enum class actor_order : std::uint8_t {
  by_id,
  mailbox,
  handled,
  p50,
  p99,
  oldest,
  timers,
  restarts
};
struct list_actors {
  std::optional<std::string> kind{};
  std::optional<std::string> id{}; // With a kind: that one alone, and no sums.
  actor_order order = actor_order::by_id;
  std::size_t skip = 0;
  std::size_t limit = 50; // 0: the sums alone are wanted.
};
struct actor_page {
  std::vector<kind_row> kinds;
  std::vector<actor_row> items;
  std::optional<std::size_t> next; // How many to skip for the following page.
};
/// An operator has one that was put aside started again; any other is left as it is.
struct restart_actor {
  std::string kind;
  std::string id;
  model::party by;
};
struct restart_answer {
  actor_row row;
  bool restarted = false;
};
/// An actor that the registry didn't spawn, for `list_actors`.
struct introduce {
  std::string kind;
  caf::actor who;
};

/// The ROLL: shows how all actors stand, from what the registry enters there. To read so many takes
/// a while, in which nobody but those who asked for it may wait.
using roll_actor = caf::typed_actor<caf::replies_to<list_actors>::with<actor_page>>;

} // namespace kod::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::list_actors)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::actor_page)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::actor_row)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::restart_actor)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::restart_answer)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::introduce)
