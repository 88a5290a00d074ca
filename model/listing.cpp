#include "model/listing.hpp"

#include "model/words.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace kod::model {

namespace {

/// Milliseconds in twelve hexadecimal digits: enough until the year 10889, and in order as text.
constexpr std::uint64_t latest = 0xffff'ffff'ffff;

std::string hexadecimal(std::uint64_t number) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::array<char, 12> text{};
  for (auto place = text.rbegin(); place != text.rend(); ++place, number >>= 4)
    *place = digits[number & 0xf];
  return {text.begin(), text.end()};
}

std::uint64_t millis(instant at) {
  const auto count = std::max<std::int64_t>(at.time_since_epoch().count(), 0);
  return std::min(static_cast<std::uint64_t>(count), latest);
}

std::string oldest_first(instant at) {
  return hexadecimal(millis(at));
}

std::string newest_first(instant at) {
  return hexadecimal(latest - millis(at));
}

/// The board's order. What waited for one opening has one promise: there the older request is
/// first.
std::string oldest_promise_first(const referral& now) {
  return oldest_first(now.callback_by) + (now.opens_at ? oldest_first(now.requested_at) : "");
}

std::string overdue_then_newest(const referral& now) {
  return (now.overdue ? '0' : '1') + newest_first(now.requested_at);
}

std::optional<agent_id> has_or_had(const referral& now) {
  return now.tenure ? std::optional{now.tenure->agent} : now.ended_with;
}

/// The list on its agent's desk in which it stands, with its place there.
std::optional<std::string> place_on_desk(const referral& now) {
  if (open_offer(now))
    return list_of_offers(now.tenure->agent) + oldest_first(*now.tenure->reply_by);
  if (now.tenure)
    return list_in_progress(now.tenure->agent) + oldest_first(now.callback_by);
  if (now.ended_with && now.ended_at)
    return list_of_ended(*now.ended_with) + newest_first(*now.ended_at);
  return std::nullopt;
}

} // namespace

std::string list_of_all() {
  return "all/";
}

std::string list_of_status(referral_status status) {
  return "status/" + word(status) + '/';
}

std::string list_of_agent(const agent_id& agent) {
  return "agent/" + agent.text + '/';
}

std::string list_of_offers(const agent_id& agent) {
  return "desk/" + agent.text + "/offers/";
}

std::string list_in_progress(const agent_id& agent) {
  return "desk/" + agent.text + "/in-progress/";
}

std::string list_of_ended(const agent_id& agent) {
  return "desk/" + agent.text + "/ended/";
}

std::string list_of_mass() {
  return "mass/";
}

std::vector<std::string> rows_of(const referral& now) {
  std::vector<std::string> rows;
  const auto stand_in = [&](const std::string& place) {
    rows.push_back(place + '/' + now.id.text);
  };
  const auto place = overdue_then_newest(now);
  stand_in(list_of_all() + place);
  stand_in(list_of_status(now.status) + place);
  if (const auto agent = has_or_had(now))
    stand_in(list_of_agent(*agent) + place);
  if (const auto desk = place_on_desk(now))
    stand_in(*desk);
  if (listed_as_mass(now))
    stand_in(list_of_mass() + oldest_promise_first(now));
  std::ranges::sort(rows);
  return rows;
}

bool stands_in(const referral& now, const std::string& row) {
  return std::ranges::binary_search(rows_of(now), row);
}

referral_id referral_of_row(const std::string& key) {
  return {key.substr(key.rfind('/') + 1)};
}

std::vector<row_write> row_changes(const referral* before, const referral& after) {
  const auto old_rows = before ? rows_of(*before) : std::vector<std::string>{};
  const auto new_rows = rows_of(after);
  std::vector<std::string> gone, come;
  std::ranges::set_difference(old_rows, new_rows, std::back_inserter(gone));
  std::ranges::set_difference(new_rows, old_rows, std::back_inserter(come));
  std::vector<row_write> changes;
  for (auto& key : gone)
    changes.push_back({.key = std::move(key), .placed = false});
  for (auto& key : come)
    changes.push_back({.key = std::move(key), .placed = true});
  return changes;
}

} // namespace kod::model
