#include "model/export_lines.hpp"

#include "model/overloaded.hpp"

#include <algorithm>
#include <utility>

namespace kod::model {

referral_line line_of(const referral& now) {
  referral_line line;
  line.id = now.id;
  line.requested_at = now.requested_at;
  line.county = now.county;
  line.zip = now.zip;
  line.language = now.language;
  line.type = now.type;
  line.status = now.status;
  if (now.first_accepted_at)
    line.to_accept = *now.first_accepted_at - waiting_since(now);
  line.disposition = now.disposition;
  line.overdue = now.overdue;
  return line;
}

void add(referral_line& line, const recorded_event& recorded) {
  const auto* event = std::get_if<referral_event>(&recorded.event);
  if (!event)
    return;
  std::visit(
    overloaded{
      [&](const offered&) { ++line.offers; },
      [&](const missed&) { ++line.misses; },
      [&](const rejected&) { ++line.rejects; },
      [&](const withdrawn& e) {
        line.hand_withdrawals += e.cause == withdrawal_cause::switched_off ? 1U : 0U;
      },
      [&](const released&) { ++line.releases; },
      [](const auto&) {},
    },
    *event);
}

void add(
  agent_line& line, const referral_event& event, const std::optional<agent_id>& holder_before) {
  const auto count = [&](std::uint32_t& sum, const agent_id& whose) {
    if (whose == line.id)
      ++sum;
  };
  std::visit(
    overloaded{
      [&](const offered& e) { count(line.offers, e.agent); },
      [&](const accepted& e) { count(line.accepts, e.agent); },
      [&](const missed& e) { count(line.misses, e.agent); },
      [&](const rejected& e) {
        if (e.number)
          count(line.rejects, e.agent);
      },
      [&](const withdrawn& e) {
        count(line.withdrawals, e.agent);
        if (e.cause == withdrawal_cause::switched_off)
          count(line.hand_withdrawals, e.agent);
      },
      [&](const released& e) { count(line.releases, e.agent); },
      [&](const completed& e) {
        if (holder_before)
          count(line.completed[static_cast<std::size_t>(e.disposition)], *holder_before);
      },
      [](const auto&) {},
    },
    event);
}

std::optional<duration> first_wait::ended_by(const referral_event& event) {
  if (const auto* begun = std::get_if<requested>(&event)) {
    requested_at_ = begun->requested_at;
    opens_at_ = begun->opens_at;
  } else if (const auto* moved = std::get_if<opening_moved>(&event)) {
    opens_at_ = moved->opens_at;
  }
  const auto* taken = std::get_if<accepted>(&event);
  if (!taken || std::exchange(over_, true))
    return std::nullopt;
  return taken->at - std::max(requested_at_, opens_at_.value_or(requested_at_));
}

std::optional<referral_id> referral_in(const agent_event& event) {
  return std::visit(
    [](const auto& each) -> std::optional<referral_id> {
      if constexpr (requires { each.referral; })
        return each.referral;
      else
        return std::nullopt;
    },
    event);
}

} // namespace kod::model
