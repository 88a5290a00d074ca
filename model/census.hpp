#pragma once

#include "model/agent.hpp"
#include "model/programme.hpp"
#include "model/referral.hpp"
#include "model/roster.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace kod::model {

/// Times in buckets that grow by about one part in a hundred, so that a share of any number of
/// them is found in bounded memory.
class time_histogram {
public:
  void add(duration);
  void remove(duration);
  /// The time within which the given share (0 to 1) lies, in seconds; none: nothing was added.
  std::optional<double> share(double) const;

private:
  std::map<std::int32_t, std::uint64_t> buckets_;
  std::uint64_t count_ = 0;
};

/// The figures of `/v1/stats`, apart from those that the clock and the roster decide.
struct census_figures {
  std::array<std::uint64_t, 4> by_status{}; // By `referral_status`.
  std::array<std::uint64_t, 2> by_type{};   // By `referral_type`.
  std::uint64_t open_offers = 0;
  std::uint64_t overdue = 0; // Open, past the promise, not contacted.
  std::uint64_t waits_for_opening = 0;
  std::optional<instant> oldest_waiting_since; // Of the Pending ones.
  /// Pending ones on the contact-centre list, given who sees which language's board.
  std::uint64_t contact_centre = 0;
  std::array<std::uint64_t, 5> agents{}; // By `registration_status`.
  std::optional<double> accept_p50_seconds;
  std::optional<double> accept_p95_seconds;
  std::optional<double> inside_promise;
};

/// Counts what is stored, told each new snapshot in the journal's order. Everything it says is a
/// function of the snapshots alone, so that a start counts to the same figures.
class census {
public:
  void count(const referral&);
  void count(const agent&);
  void count(const programme&) {} // None of the figures is about it.
  /// `audience_of` says who sees a language's board now.
  template <class AudienceOf>
  census_figures figures(instant now, AudienceOf audience_of) const {
    auto result = figures_without_audience(now);
    for (const auto& [tongue, each] : unseen_if_nobody_)
      if (audience_of(tongue) == audience::nobody)
        result.contact_centre += each;
    return result;
  }

private:
  struct counted;
  struct tally;
  static counted look_at(const referral&);
  census_figures figures_without_audience(instant now) const;
  void step(const counted&, tally);
  void step_times(const counted&, tally);

  std::map<referral_id, std::shared_ptr<const counted>> referrals_;
  std::map<agent_id, registration_status> agents_;
  census_figures sums_;
  std::map<language, std::uint64_t> unseen_if_nobody_; // Mass, and not overdue.
  std::multiset<instant> waiting_since_;
  std::multiset<instant> openings_; // That Pending ones without an agent wait for, or waited.
  time_histogram to_accept_;
  std::uint64_t reached_ = 0;
  std::uint64_t reached_in_time_ = 0;
};

} // namespace kod::model
