#pragma once

#include "model/ids.hpp"

#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/fwd.hpp>
#include <caf/replies_to.hpp>
#include <caf/typed_actor.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

// The page of the map that shows what was sent and never handled. A letter says what kind of
// message it was and to what kind of actor, never what stood in it or of whom it spoke.

namespace kod::actors {

/// Why a message was never handled.
enum class undelivered : std::uint8_t {
  receiver_ended, // Its actor had ended, or ended with it in the mailbox.
  unexpected,     // Its actor knows no such message.
  handler_failed, // By an exception, and nobody waited for an answer.
  put_aside,      // Its actor was put aside: it failed too often.
  no_receiver,    // There is no such referral or agent.
};
inline constexpr std::array all_undelivered{
  undelivered::receiver_ended,
  undelivered::unexpected,
  undelivered::handler_failed,
  undelivered::put_aside,
  undelivered::no_receiver};
std::string_view to_string(undelivered);

struct dead_letter {
  std::string to;      // A kind of actor.
  std::string message; // Its type's name.
  undelivered why{};
};
struct kept_letter {
  model::instant at{};
  dead_letter letter;
};
struct list_dead_letters {};
struct dead_letter_list {
  std::array<std::uint64_t, all_undelivered.size()> counts{}; // By `undelivered`, since the start.
  std::vector<kept_letter> latest;                            // Newest first.
};

/// The LETTERS: counts what was never handled, and keeps the last of it.
using letters_actor = caf::typed_actor<
  caf::reacts_to<dead_letter>,
  caf::replies_to<list_dead_letters>::with<dead_letter_list>>;

/// How whoever finds a dead letter knows them: one for each actor system.
void install(caf::actor_system&, const letters_actor&);
/// Does nothing where there are none, and about letters to them.
void report(caf::actor_system&, dead_letter);

/// What a message is called: of its own type without a namespace, or of one of CAF's.
std::string message_name(const std::type_info&);
std::string message_name(const caf::type_erased_tuple&);
/// Whether it is one of CAF's own: they go to the ended too, and nobody misses them.
bool is_of_the_library(const caf::type_erased_tuple&);

} // namespace kod::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::dead_letter)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::list_dead_letters)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(kod::actors::dead_letter_list)
