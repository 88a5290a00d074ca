#include "model/notifications.hpp"

#include "model/overloaded.hpp"
#include "model/words.hpp"

#include <algorithm>

namespace kod::model {

namespace {

told_referral told_of(const referral& now) {
  return {now.id, now.language, now.zip, now.county, now.requested_at, now.callback_by};
}

party to_agent(const agent_id& who) {
  return {role::agent, who.text};
}

/// `offer-r-1-2`; a tenure's number is never used twice.
std::string id_of(notification_kind kind, const referral_id& id, std::uint32_t number) {
  return word(kind) + '-' + id.text + '-' + std::to_string(number);
}

notification about(notification_kind kind, const referral& now, std::uint32_t number, instant at) {
  notification result;
  result.id = id_of(kind, now.id, number);
  result.kind = kind;
  result.at = at;
  result.referral = told_of(now);
  return result;
}

notification to_resident(notification made, const referral& now) {
  made.to = {role::resident, now.id.text};
  return made;
}

notification
agent_found_by(const referral& now, const agent_id& agent, std::uint32_t number, instant at) {
  auto made = to_resident(about(notification_kind::agent_found, now, number, at), now);
  made.agent = agent;
  return made;
}

notification offer_of(const offered& event, const referral& now) {
  auto made = about(notification_kind::offer, now, event.number, event.offered_at);
  made.to = to_agent(event.agent);
  made.reply_by = event.reply_by;
  return made;
}

/// FNV-1a: the same on every machine and in every run.
std::uint64_t hash_of_text(const std::string& text) {
  std::uint64_t result = 14695981039346656037ULL;
  for (const char each : text)
    result = (result ^ static_cast<unsigned char>(each)) * 1099511628211ULL;
  return result;
}

} // namespace

bool tells_somebody(const referral_event& event) {
  return std::visit(
    overloaded{
      [](const requested&) { return true; },
      [](const offered&) { return true; },
      [](const accepted&) { return true; },
      [](const assigned& e) { return e.number.has_value(); },
      [](const auto&) { return false; },
    },
    event);
}

std::vector<notification> notifications_of(const referral_event& event, const referral& now) {
  using all = std::vector<notification>;
  using kind = notification_kind;
  return std::visit(
    overloaded{
      [&](const requested& e) {
        auto made = to_resident(about(kind::request_taken, now, 0, e.requested_at), now);
        return all{std::move(made)};
      },
      [&](const offered& e) { return all{offer_of(e, now)}; },
      [&](const accepted& e) { return all{agent_found_by(now, e.agent, e.number, e.at)}; },
      [&](const assigned& e) {
        if (!e.number)
          return all{};
        auto given = about(notification_kind::assigned, now, *e.number, e.at);
        given.to = to_agent(e.agent);
        return all{std::move(given), agent_found_by(now, e.agent, *e.number, e.at)};
      },
      [](const auto&) { return all{}; },
    },
    event);
}

std::optional<notification> notification_of(
  const agent_event& event, const agent_id& whose, instant at, std::uint64_t sequence) {
  const auto* left = std::get_if<deregistered>(&event);
  if (!left)
    return std::nullopt;
  notification made;
  made.kind = notification_kind::deregistered;
  made.id = word(made.kind) + '-' + whose.text + '-' + std::to_string(sequence);
  made.to = to_agent(whose);
  made.at = at;
  made.cause = left->cause;
  return made;
}

std::optional<reminder_due> next_reminder(const referral& now, instant after) {
  if (!now.tenure)
    return std::nullopt;
  const auto& held = *now.tenure;
  reminder_due due{held.since + work_grows_old, now.id, held.number, held.kind};
  if (open_offer(now)) {
    due.at = held.since + (*held.reply_by - held.since) / 2;
    return due.at > after ? std::optional{due} : std::nullopt;
  }
  if (due.at <= after)
    due.at += between_reminders * ((after - due.at) / between_reminders + 1);
  return due;
}

std::optional<notification> reminder_of(const referral& now, const reminder_due& due) {
  if (!now.tenure || now.tenure->number != due.number || now.tenure->kind != due.kind)
    return std::nullopt;
  const bool offer = due.kind == tenure_kind::offer;
  auto made = about(
    offer ? notification_kind::reminder : notification_kind::in_progress, now, due.number, due.at);
  made.to = to_agent(now.tenure->agent);
  if (offer)
    made.reply_by = now.tenure->reply_by;
  else
    made.id += '-' + std::to_string((due.at - now.tenure->since) / between_reminders); // The day.
  return made;
}

bool hears_of(const rush& of, std::optional<instant> told_at, instant now) {
  if (!told_at)
    return true;
  const auto passed = now - *told_at;
  return passed >= longest_rush || (of.began > *told_at && passed >= between_boards);
}

notification board_notification(const agent_id& agent, instant now) {
  notification made;
  made.kind = notification_kind::mass_board;
  made.id =
    word(made.kind) + '-' + agent.text + '-' + std::to_string(now.time_since_epoch().count());
  made.to = to_agent(agent);
  made.at = now;
  return made;
}

duration pause_after(std::uint32_t attempts, const std::string& id) {
  constexpr duration first = std::chrono::seconds{5};
  constexpr duration longest = std::chrono::hours{1};
  auto pause = first;
  for (std::uint32_t each = 1; each < attempts && pause < longest; ++each)
    pause *= 3;
  pause = std::min(pause, longest);
  // Between three quarters of it and five quarters.
  const auto spread = hash_of_text(id + '#' + std::to_string(attempts)) % 1000;
  return pause * 3 / 4 + pause * static_cast<std::int64_t>(spread) / 2000;
}

} // namespace kod::model
