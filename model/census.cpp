#include "model/census.hpp"

#include <algorithm>
#include <cmath>

namespace kod::model {

namespace {

const double log_of_step = std::log(1.01);
constexpr std::int32_t at_once = -1; // The bucket of what took no time at all.

std::int32_t bucket_of(duration time) {
  if (time.count() < 1)
    return at_once;
  return static_cast<std::int32_t>(std::log(static_cast<double>(time.count())) / log_of_step);
}

/// The middle of a bucket.
double seconds_of(std::int32_t bucket) {
  return bucket == at_once ? 0.0 : std::exp((bucket + 0.5) * log_of_step) / 1000;
}

} // namespace

void time_histogram::add(duration time) {
  ++buckets_[bucket_of(time)];
  ++count_;
}

void time_histogram::remove(duration time) {
  const auto bucket = buckets_.find(bucket_of(time));
  if (bucket == buckets_.end())
    return;
  if (--bucket->second == 0)
    buckets_.erase(bucket);
  --count_;
}

std::optional<double> time_histogram::share(double part) const {
  if (count_ == 0)
    return std::nullopt;
  auto rank = std::max(std::ceil(part * static_cast<double>(count_)), 1.0);
  for (const auto& [bucket, times] : buckets_)
    if ((rank -= static_cast<double>(times)) <= 0)
      return seconds_of(bucket);
  return seconds_of(buckets_.rbegin()->first);
}

/// What one referral adds to the figures.
struct census::counted {
  referral_status status{};
  referral_type type{};
  bool open_offer = false;
  bool overdue = false;
  bool for_contact_centre = false; // Whoever sees the boards.
  bool reached = false;
  bool reached_in_time = false;
  std::optional<instant> waiting_since;
  std::optional<instant> opening;
  std::optional<duration> to_accept;
  std::optional<language> board; // For the contact centre, if nobody sees this board.
};

/// Counts something in, or out again.
struct census::tally {
  bool in = true;

  void of(std::uint64_t& sum, bool counts = true) const {
    if (counts)
      in ? ++sum : --sum;
  }
  void of(std::multiset<instant>& all, const std::optional<instant>& one) const {
    if (one && in)
      all.insert(*one);
    else if (one)
      all.erase(all.find(*one));
  }
};

census::counted census::look_at(const referral& now) {
  const bool pending = now.status == referral_status::pending;
  counted result;
  result.status = now.status;
  result.type = now.type;
  result.open_offer = model::open_offer(now);
  result.overdue = now.overdue && !ended(now) && !now.contacted_at;
  result.for_contact_centre = pending && now.overdue && !now.contacted_at;
  result.reached = now.contacted_at || now.status == referral_status::complete || now.overdue;
  result.reached_in_time = result.reached && !now.overdue;
  if (pending)
    result.waiting_since = model::waiting_since(now);
  if (waits_for_plan(now))
    result.opening = now.opens_at;
  if (now.first_accepted_at)
    result.to_accept = *now.first_accepted_at - model::waiting_since(now);
  if (listed_as_mass(now) && !now.overdue)
    result.board = now.language;
  return result;
}

void census::count(const referral& now) {
  auto& before = referrals_[now.id];
  if (before)
    step(*before, {.in = false});
  before = std::make_shared<const counted>(look_at(now));
  step(*before, {.in = true});
}

void census::count(const agent& now) {
  const auto [before, is_new] = agents_.try_emplace(now.id, now.registration);
  if (!is_new)
    --sums_.agents[static_cast<std::size_t>(before->second)];
  before->second = now.registration;
  ++sums_.agents[static_cast<std::size_t>(now.registration)];
}

void census::step(const counted& one, tally count) {
  count.of(sums_.by_status[static_cast<std::size_t>(one.status)]);
  count.of(sums_.by_type[static_cast<std::size_t>(one.type)]);
  count.of(sums_.open_offers, one.open_offer);
  count.of(sums_.overdue, one.overdue);
  count.of(sums_.contact_centre, one.for_contact_centre);
  count.of(reached_, one.reached);
  count.of(reached_in_time_, one.reached_in_time);
  if (one.board)
    count.of(unseen_if_nobody_[*one.board]);
  step_times(one, count);
}

void census::step_times(const counted& one, tally count) {
  count.of(waiting_since_, one.waiting_since);
  count.of(openings_, one.opening);
  if (one.to_accept && count.in)
    to_accept_.add(*one.to_accept);
  else if (one.to_accept)
    to_accept_.remove(*one.to_accept);
}

census_figures census::figures_without_audience(instant now) const {
  auto result = sums_;
  const auto still_closed = openings_.upper_bound(now);
  result.waits_for_opening =
    static_cast<std::uint64_t>(std::distance(still_closed, openings_.end()));
  if (!waiting_since_.empty() && *waiting_since_.begin() <= now)
    result.oldest_waiting_since = *waiting_since_.begin();
  result.accept_p50_seconds = to_accept_.share(0.5);
  result.accept_p95_seconds = to_accept_.share(0.95);
  if (reached_ > 0)
    result.inside_promise = static_cast<double>(reached_in_time_) / static_cast<double>(reached_);
  return result;
}

} // namespace kod::model
