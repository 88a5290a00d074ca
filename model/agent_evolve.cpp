#include "model/agent_commands.hpp"
#include "model/overloaded.hpp"

#include <algorithm>

namespace kod::model {

namespace {

void withdraw_open(agent& now, withdrawal_cause cause) {
  for (auto& entry : now.ledger)
    if (entry.state == entry_state::open) {
      entry.state = entry_state::withdrawn;
      entry.cause = cause;
    }
}

void leave(agent& now, const referral_id& referral, std::uint32_t number) {
  std::erase_if(now.ledger, [&](const ledger_entry& entry) {
    return entry.referral == referral && entry.number == number;
  });
}

/// The entry of an accepted or given referral: the offer's own, or a new one.
ledger_entry& work_on(agent& now, const referral_id& referral, std::uint32_t number) {
  auto entry = std::ranges::find(now.ledger, referral, &ledger_entry::referral);
  if (entry == now.ledger.end())
    entry = now.ledger.insert(entry, {.referral = referral});
  entry->number = number;
  entry->state = entry_state::in_progress;
  return *entry;
}

void confirm(agent& now, std::uint8_t section) {
  now.confirmed = std::max(now.confirmed, section);
}

void apply(agent& now, const created& e) {
  now.id = e.id;
  now.npn = e.npn;
  now.zip = e.zip;
  now.county = e.county;
  now.where = e.where;
  now.credentials = e.credentials;
}

void apply(agent& now, const credentials_changed& e) {
  now.npn = e.npn;
  now.zip = e.zip;
  now.county = e.county;
  now.where = e.where;
  now.credentials = e.credentials;
}

void apply(agent& now, const section_saved& e) {
  if (now.registration == registration_status::not_started)
    now.registration = registration_status::incomplete;
  if (e.agreement) {
    now.agreement = e.agreement;
    confirm(now, 1);
  }
  if (e.contact) {
    now.contact = e.contact;
    confirm(now, 2);
  }
  if (e.schedule) {
    now.schedule = e.schedule;
    confirm(now, all_sections);
  }
}

void apply(agent& now, const registered&) {
  now.registration = registration_status::registered;
  now.misses = 0;
}

void apply(agent& now, const deregistered&) {
  now.registration = registration_status::deregistered;
  now.confirmed = 0;
}

void apply(agent& now, const reregistration_completed&) {
  now.registration = registration_status::incomplete;
  now.misses = 0;
}

void apply(agent& now, const suspended&) {
  now.registration = registration_status::suspended;
}

void apply(agent& now, const reinstated&) {
  now.registration = registration_status::registered;
}

void apply(agent& now, const availability_changed& e) {
  now.override_ = e.override_;
}

void apply(agent& now, const offers_withdrawn& e) {
  if (e.cause == withdrawal_cause::switched_off)
    now.hand_withdrawals += count_entries(now, entry_state::open);
}

void apply(agent& now, const offer_entered& e) {
  now.ledger.push_back(
    {.referral = e.referral,
     .number = e.number,
     .state = entry_state::open,
     .assigned = e.assigned});
  now.last_offer_at = e.at;
}

void apply(agent& now, const referral_taken& e) {
  work_on(now, e.referral, e.number);
  now.misses = 0;
}

void apply(agent& now, const referral_given& e) {
  work_on(now, e.referral, e.number).assigned = true;
}

void apply(agent& now, const entry_left& e) {
  leave(now, e.referral, e.number);
}

void apply(agent& now, const miss_counted& e) {
  leave(now, e.referral, e.number);
  ++now.misses;
}

void apply(agent&, const restarted&) {}

void apply(agent& now, const offers_paused& e) {
  now.paused = e.pause;
}

void apply(agent& now, const offers_resumed&) {
  now.paused.reset();
}

void apply(agent& now, const county_pause_changed& e) {
  now.county_pause = e.pause;
}

} // namespace

std::optional<withdrawal_cause> withdraws_offers(const agent_event& event) {
  using result = std::optional<withdrawal_cause>;
  return std::visit(
    overloaded{
      [](const deregistered&) -> result { return withdrawal_cause::deregistered; },
      [](const suspended&) -> result { return withdrawal_cause::suspended; },
      [](const offers_withdrawn& e) -> result { return e.cause; },
      [](const auto&) -> result { return std::nullopt; },
    },
    event);
}

agent evolve(agent now, const agent_event& event) {
  std::visit([&](const auto& happened) { apply(now, happened); }, event);
  if (const auto cause = withdraws_offers(event))
    withdraw_open(now, *cause);
  return now;
}

bool is_public(const agent_event& event) {
  return std::visit(
    overloaded{
      [](const created&) { return true; },
      [](const credentials_changed&) { return true; },
      [](const section_saved&) { return true; },
      [](const registered&) { return true; },
      [](const deregistered&) { return true; },
      [](const suspended&) { return true; },
      [](const reinstated&) { return true; },
      [](const availability_changed&) { return true; },
      [](const offers_paused&) { return true; },
      [](const offers_resumed&) { return true; },
      [](const county_pause_changed&) { return true; },
      [](const auto&) { return false; },
    },
    event);
}

bool is_public(const notice_event&) {
  return false;
}

bool is_public(const referral_event& event) {
  return !std::holds_alternative<restarted>(event) && !std::holds_alternative<text_added>(event);
}

} // namespace kod::model
