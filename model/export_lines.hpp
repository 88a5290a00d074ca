#pragma once

#include "model/journal.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

// What is told of referrals and agents where everything about a period is wanted: counted from
// their histories, and nothing personal in it.

namespace kod::model {

/// From the first instant on, before the second.
struct period {
  instant from{};
  instant to{};
  bool holds(instant at) const { return from <= at && at < to; }
};

struct referral_line {
  referral_id id;
  instant requested_at{};
  std::string county; // Empty: unknown.
  zip_code zip;
  model::language language;
  referral_type type{};
  referral_status status{};
  std::uint32_t offers = 0;
  std::uint32_t misses = 0;
  std::uint32_t rejects = 0; // Also as Mass.
  std::uint32_t hand_withdrawals = 0;
  std::uint32_t releases = 0;
  std::optional<duration> to_accept; // From the request, or the opening where that is later.
  std::optional<model::disposition> disposition;
  bool overdue = false; // Ever.
  bool operator==(const referral_line&) const = default;
};
referral_line line_of(const referral&);
void add(referral_line&, const recorded_event&);

struct agent_line {
  agent_id id;
  std::uint32_t offers = 0;
  std::uint32_t accepts = 0; // Own offers and Mass ones.
  std::uint32_t misses = 0;
  std::uint32_t rejects = 0;     // Of offers; one of a Mass referral is no answer to anything.
  std::uint32_t withdrawals = 0; // Whatever the cause.
  std::uint32_t releases = 0;
  std::array<std::uint32_t, 6> completed{}; // By `disposition`.
  std::uint32_t hand_withdrawals = 0;       // Of the withdrawals.
  // Of referrals that nobody had accepted before, counted as `referral_line::to_accept`.
  std::optional<double> accept_p50_seconds{};
  std::optional<double> accept_p95_seconds{};
  bool operator==(const agent_line&) const = default;
};
/// Counts what an event of a referral was to this agent, who had the referral before it or not.
void add(agent_line&, const referral_event&, const std::optional<agent_id>& holder_before);

/// How long a referral waits for its first accept, told its events from the first one on.
class first_wait {
public:
  /// By this event it is over.
  std::optional<duration> ended_by(const referral_event&);

private:
  instant requested_at_{};
  std::optional<instant> opens_at_;
  bool over_ = false;
};

/// The referral that an event of an agent is about; none: it is about the agent alone.
std::optional<referral_id> referral_in(const agent_event&);

} // namespace kod::model
