#pragma once

#include "http/credits.hpp"

#include <chrono>
#include <cstddef>

// What one client may cost, each with its reason. `server_options` holds those that depend on the
// machine.

namespace kod::http::limits {

/// The contract's. What is longer is an attack or a broken cookie jar.
inline constexpr std::size_t header_bytes = 16 * 1024;
inline constexpr std::size_t header_fields = 100;
inline constexpr std::size_t json_body = 64 * 1024;
/// A roster of the whole country: 100,000 agents are 20 MiB.
inline constexpr std::size_t csv_body = 32 * 1024 * 1024;
/// Deeper JSON is meant to exhaust a stack.
inline constexpr std::size_t json_depth = 32;

/// Answers to pipelined requests are gathered into one write, up to this much.
inline constexpr std::size_t gathered_bytes = 64 * 1024;
/// Who refused a body goes on reading it for a while: closing at once would take the answer away
/// from a client that is still sending.
inline constexpr std::size_t drained_bytes = 64 * 1024 * 1024;
/// What waits for a slow reader of events before it is given up: some thousand events.
inline constexpr std::size_t waiting_event_bytes = 1024 * 1024;
/// So much of it is sent at once: what a reader that was given up still costs, until it has read
/// that and its last event.
inline constexpr std::size_t event_piece_bytes = 16 * 1024;

/// What may be under way in the engine: health, orders, looks, new requests. A new request waits
/// for a quarter of a second at most, and so does an accept behind it; nothing longer is gained, as
/// the journal writes what has come meanwhile at once. What there is always room for covers a
/// pause. Orders and looks are of people that we know: theirs may be many at once.
inline constexpr credits::bounds under_way{{
  {.least = 1'000, .most = 1'000},
  {.least = 1'000, .most = 8'000, .queue = std::chrono::milliseconds{1'000}},
  {.least = 500, .most = 4'000, .queue = std::chrono::milliseconds{500}},
  {.least = 256, .most = 4'000, .queue = std::chrono::milliseconds{250}},
}};
/// Looks at single referrals that one agent's events may have under way, before its whole board is
/// read instead.
inline constexpr std::size_t looks_of_a_feed = 8;

/// Verified tokens that are remembered; an agent asks many times with the same one.
inline constexpr std::size_t remembered_tokens = 16 * 1024;
/// Addresses whose public rate is counted; one takes about 100 bytes.
inline constexpr std::size_t rated_addresses = 64 * 1024;

/// What 503 and a full connection table tell a client to wait.
inline constexpr std::chrono::seconds retry_after{1};
/// Where people must do something first: make room on the disk, look at an actor that fails.
inline constexpr std::chrono::seconds retry_after_a_hand{60};

} // namespace kod::http::limits
