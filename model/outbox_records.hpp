#pragma once

#include "model/notifications.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What is still to be delivered, and what became of the rest. It is made from the journal's events
// and stored in the journal's own batches, each time with how far they were told: so whatever a
// crash takes is made again, with the same ids, and what it leaves is not.

namespace kod::model {

enum class channel : std::uint8_t { email, webhook };
BOOST_DESCRIBE_ENUM(channel, email, webhook)
inline constexpr std::array all_channels{channel::email, channel::webhook};
inline constexpr std::size_t channel_count = all_channels.size();

enum class delivery_status : std::uint8_t { waiting, delivered, dead, discarded, skipped };
BOOST_DESCRIBE_ENUM(delivery_status, waiting, delivered, dead, discarded, skipped)
inline constexpr std::size_t delivery_status_count = 5;

/// One notification on its way through one channel.
struct outbox_entry {
  std::uint64_t number = 0; // In the order in which they were made.
  notification what;
  channel via{};
  delivery_status status = delivery_status::waiting;
  std::uint32_t attempts = 0; // That failed, since it was made or retried.
  instant made_at{};
  instant at{};           // While it waits: of the next attempt. Else: when that ended.
  std::string last_error; // In words of ours: never what the other side said.
  bool operator==(const outbox_entry&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  outbox_entry, (), (number, what, via, status, attempts, made_at, at, last_error))

/// Receivers know it by this: `offer-r-1-2-email`.
std::string id_of(const outbox_entry&);

/// How far the journal and the time were told.
struct outbox_mark {
  std::uint64_t sequence = 0;
  instant until{};
  std::vector<rush> rushes; // Those that go on.
  bool operator==(const outbox_mark&) const = default;
};
BOOST_DESCRIBE_STRUCT(outbox_mark, (), (sequence, until, rushes))

/// When an agent was told of a Mass board last.
struct board_told {
  agent_id agent;
  instant at{};
  bool operator==(const board_told&) const = default;
};
BOOST_DESCRIBE_STRUCT(board_told, (), (agent, at))

using outbox_record = std::variant<outbox_entry, outbox_mark, board_told>;
/// Its name in the store, by what it is.
std::string key_of(const outbox_record&);

struct outbox_write {
  std::string key;
  std::optional<outbox_record> record; // None: erase.
};

/// What came of an attempt.
struct delivery {
  bool done = false;
  bool for_good = false; // It failed, and would fail again.
  bool skipped = false;  // There was nowhere to send it to: neither done nor failed.
  std::string error{};
};

enum class delivery_outcome : std::uint8_t { delivered, failed, dead, discarded, skipped };
BOOST_DESCRIBE_ENUM(delivery_outcome, delivered, failed, dead, discarded, skipped)
inline constexpr std::size_t delivery_outcome_count = 5;

struct outbox_standing {
  std::size_t waiting = 0;
  std::size_t dead = 0;
  std::optional<instant> oldest_made_at; // Of those that wait.
  /// By channel: since the engine's start.
  std::array<std::array<std::uint64_t, delivery_outcome_count>, channel_count> outcomes{};
};

} // namespace kod::model
