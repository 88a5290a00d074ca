#include "model/referral_events.hpp"

#include <algorithm>

namespace kod::model {

namespace {

/// An agent's last exclusion says how its last tenure ended.
void exclude(referral& now, const agent_id& agent, exclusion_cause cause) {
  const exclusion entry{agent, cause};
  std::erase(now.tried, entry);
  now.tried.push_back(entry);
}

/// The offer is over without an accept: the agent isn't asked again.
void end_offer(referral& now, const agent_id& agent, exclusion_cause cause) {
  exclude(now, agent, cause);
  now.tenure.reset();
}

void become_general(referral& now) {
  now.status = referral_status::pending;
  now.type = referral_type::general;
  now.mass_since.reset();
}

/// An agent has it now, by its own accept or by an operator's hand.
void begin_work(referral& now, tenure whose) {
  now.status = referral_status::in_progress;
  now.last_number = whose.number;
  now.tenure = std::move(whose);
}

void end(referral& now, referral_status how, instant at) {
  if (now.status == referral_status::in_progress && now.tenure)
    now.ended_with = now.tenure->agent;
  now.status = how;
  now.ended_at = at;
  now.tenure.reset();
  now.claims.clear();
}

/// An event without a text of its own has none.
void count_texts(referral& now, std::uint32_t texts) {
  now.texts = std::max(now.texts, texts);
}

void apply(referral& now, const requested& e) {
  now.id = e.id;
  now.language = e.language;
  now.zip = e.zip;
  now.county = e.county;
  now.where = e.where;
  now.requested_at = e.requested_at;
  now.callback_by = e.callback_by;
  now.opens_at = e.opens_at;
  now.claims = e.claims;
}

void apply(referral& now, const offered& e) {
  become_general(now);
  now.last_number = e.number;
  now.tenure = tenure{
    .agent = e.agent,
    .number = e.number,
    .kind = tenure_kind::offer,
    .assigned = e.assigned,
    .since = e.offered_at,
    .reply_by = e.reply_by,
    .start = e.start,
  };
}

void apply(referral& now, const missed& e) {
  end_offer(now, e.agent, exclusion_cause::missed);
}

void apply(referral& now, const rejected& e) {
  if (e.number)
    end_offer(now, e.agent, exclusion_cause::rejected);
  else
    now.hidden_from.push_back(e.agent);
}

void apply(referral& now, const withdrawn& e) {
  end_offer(now, e.agent, exclusion_cause::withdrawn);
}

void apply(referral& now, const made_mass& e) {
  now.type = referral_type::mass;
  now.mass_since = e.at;
  now.tenure.reset();
}

void apply(referral& now, const accepted& e) {
  tenure taken{.agent = e.agent, .number = e.number, .reply_by = {}};
  if (now.tenure && now.tenure->number == e.number)
    taken = *now.tenure;
  taken.kind = tenure_kind::in_progress;
  taken.since = e.at;
  taken.reply_by.reset();
  begin_work(now, std::move(taken));
  if (!now.first_accepted_at)
    now.first_accepted_at = e.at;
}

void apply(referral& now, const contact_shared& e) {
  count_texts(now, e.texts);
}

void apply(referral& now, const contacted& e) {
  now.contacted_at = e.at;
}

void apply(referral& now, const completed& e) {
  count_texts(now, e.texts);
  now.disposition = e.disposition;
  end(now, referral_status::complete, e.at);
}

void apply(referral& now, const released& e) {
  count_texts(now, e.texts);
  exclude(now, e.agent, exclusion_cause::released);
  become_general(now);
  now.tenure.reset();
}

void apply(referral& now, const cancelled& e) {
  count_texts(now, e.texts);
  end(now, referral_status::cancelled, e.at);
}

void apply(referral& now, const overdue&) {
  now.overdue = true;
}

void apply(referral& now, const assigned& e) {
  count_texts(now, e.texts);
  if (!e.number)
    return;       // The offer follows as an event of its own.
  if (now.tenure) // It was taken from the former agent, who isn't asked a second time.
    exclude(now, now.tenure->agent, exclusion_cause::withdrawn);
  begin_work(
    now,
    {.agent = e.agent,
     .number = *e.number,
     .kind = tenure_kind::in_progress,
     .assigned = true,
     .since = e.at,
     .reply_by = {}});
}

void apply(referral& now, const text_added& e) {
  count_texts(now, e.texts);
}

void apply(referral&, const restarted&) {}

void apply(referral& now, const opening_moved& e) {
  now.opens_at = e.opens_at;
  now.callback_by = e.callback_by;
}

} // namespace

referral evolve(referral now, const referral_event& event) {
  std::visit([&](const auto& happened) { apply(now, happened); }, event);
  return now;
}

std::string_view to_string(mass_cause cause) {
  switch (cause) {
  case mass_cause::no_window_left: return "no-window-left";
  case mass_cause::nobody_offerable: return "nobody-offerable";
  case mass_cause::operator_: return "operator";
  }
  return "unknown";
}

} // namespace kod::model
