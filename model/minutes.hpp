#pragma once

#include "model/ids.hpp"
#include "model/referral_events.hpp"

#include <boost/describe/class.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace kod::model {

/// What else stood so at the end of a minute: figures that the first versions didn't keep.
struct minute_standing {
  std::optional<double> oldest_waiting_seconds; // None: nobody waited.
  std::optional<double> accept_p50_seconds;     // Of all until then; so is the next.
  std::optional<double> accept_p95_seconds;
  std::uint64_t general = 0; // Of all that were ever asked for; so is the next.
  std::uint64_t mass = 0;
  std::uint64_t waits_for_opening = 0;
  std::uint64_t registered = 0; // Agents; so are the rest.
  std::uint64_t offerable = 0;
  std::uint64_t deregistered = 0;
  std::uint64_t suspended = 0;
  bool operator==(const minute_standing&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  minute_standing,
  (),
  (oldest_waiting_seconds,
   accept_p50_seconds,
   accept_p95_seconds,
   general,
   mass,
   waits_for_opening,
   registered,
   offerable,
   deregistered,
   suspended))

/// How the figures stood at the end of a minute, and what came in it.
struct minute_record {
  instant at{}; // The minute's end, a whole one.
  std::uint64_t waiting = 0;
  std::uint64_t offered = 0; // Open offers.
  std::uint64_t in_progress = 0;
  std::uint64_t overdue = 0;
  std::uint64_t contact_centre = 0;
  std::uint64_t available = 0; // Agents.
  std::uint64_t taken = 0;     // Requests within the minute; so are the next two.
  std::uint64_t accepted = 0;
  std::uint64_t missed = 0;
  std::optional<double> inside_promise;      // Of all until then.
  std::optional<minute_standing> standing{}; // None: an earlier version kept the minute.
  bool operator==(const minute_record&) const = default;
};
BOOST_DESCRIBE_STRUCT(
  minute_record,
  (),
  (at,
   waiting,
   offered,
   in_progress,
   overdue,
   contact_centre,
   available,
   taken,
   accepted,
   missed,
   inside_promise,
   standing))

/// For so long a minute is kept.
inline constexpr std::chrono::hours minutes_kept{24};
inline constexpr std::size_t most_minutes = 24 * 60;

/// The port of the figures' history: not of the journal, and nothing depends on it.
class minute_book {
public:
  virtual ~minute_book() = default;
  /// Also drops what is older than a day by then. By the journal's writer alone, between its
  /// appends; throws `journal_failure` as they do.
  virtual void keep(const minute_record&) = 0;
  /// From then on, oldest first. From any thread.
  virtual std::vector<minute_record> kept_since(instant from) const = 0;
};

/// The last whole minute's end.
instant last_minute(instant now);

/// The given number of minutes up to the last whole one, oldest first. Those in which no engine ran
/// have nothing but their time.
struct shown_minute {
  instant at{};
  std::optional<minute_record> record;
  bool operator==(const shown_minute&) const = default;
};
std::vector<shown_minute>
laid_out(std::span<const minute_record> kept, instant now, std::size_t count);

/// What has happened to referrals since somebody began to count.
struct flow {
  std::uint64_t taken = 0;
  std::uint64_t accepted = 0;
  std::uint64_t missed = 0;

  void count(const referral_event&);
  bool operator==(const flow&) const = default;
};

} // namespace kod::model
