#pragma once

#include "model/settings.hpp"
#include "tests/simulation/by_the_wall.hpp"
#include "tests/simulation/stories.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kod::simulation {

using namespace std::chrono_literals;

/// Retells the journal's events in their order and holds each one to the rules, without a line of
/// the model's own: who may be offered what, what is a miss, whose a referral is.
class chronicle {
public:
  explicit chronicle(const model::dispatch_settings& settings) : settings_{settings} {}

  /// Actors may die alone: whoever loses its turn by that is overtaken.
  void allow_overtaking() { overtaking_ = true; }

  /// From the next event on, it is that start of the engine.
  void engine_started(std::uint64_t start) { start_ = start; }

  /// By what was read last, these are put aside.
  void find_aside(const std::vector<std::pair<const char*, std::string>>& kinds_and_ids) {
    for (const auto& [_, id] : kinds_and_ids)
      aside_[id] = read_;
  }

  /// Reads what is new.
  void read(const model::archive& stored) {
    for (const auto& event : stored.since(read_, stored.last_sequence() - read_)) {
      read_ = event.sequence;
      at_ = event.at;
      if (const auto* id = std::get_if<model::referral_id>(&event.entity))
        hear(*id, std::get<model::referral_event>(event.event));
      else if (const auto* who = std::get_if<model::agent_id>(&event.entity))
        hear(*who, std::get<model::agent_event>(event.event));
      else
        hear(std::get<model::programme_event>(event.event));
    }
  }

  /// What it tells must be what the engine remembers. All is at rest: no message is under way.
  void compare(const model::archive& stored, model::instant now) {
    hours_since_rest_ = {hours_since_rest_.back()};
    rested_at_ = now;
    for (auto& [_, story] : referrals_)
      story.listed = story.opens_at && !story.went_out && !story.ended;
    stored.each_agent({}, [&](const model::stored<model::agent>& one) {
      const auto& told = agents_[one.snapshot.id];
      const bool registered = one.snapshot.registration == model::registration_status::registered;
      expect(one.snapshot.misses == told.misses, one.snapshot.id.text, "its misses are others");
      expect(registered == told.registered, one.snapshot.id.text, "its registration is another");
      return true;
    });
  }

  const std::vector<std::string>& broken() const { return broken_; }

private:
  void expect(bool holds, const std::string& who, const std::string& rule) {
    if (!holds)
      broken_.push_back(who + ": " + rule + ", at event " + std::to_string(read_));
  }

  void hear(const model::referral_id& id, const model::referral_event& event) {
    auto& story = referrals_[id];
    expect(
      !story.ended || std::holds_alternative<model::contact_shared>(event)
        || std::holds_alternative<model::restarted>(event)
        || std::holds_alternative<model::contacted>(event),
      id.text,
      "it goes on after its end");
    std::visit([&](const auto& happened) { tell(id.text, story, happened); }, event);
  }
  void hear(const model::programme_event& event) {
    if (const auto* changed = std::get_if<model::programme_changed>(&event))
      hours_since_rest_.push_back(changed->to.hours);
  }
  void hear(const model::agent_id& id, const model::agent_event& event) {
    std::visit([&](const auto& happened) { tell(id, agents_[id], happened); }, event);
  }

  // -- of a referral --------------------------------------------------------------

  void tell(const std::string& who, referral_story& story, const model::requested& e) {
    const auto since = std::max(at_, e.opens_at.value_or(at_));
    expect(e.callback_by == since + settings_.callback_promise, who, "another promise");
    story.callback_by = e.callback_by;
    story.opens_at = e.opens_at;
    story.requested_at = e.requested_at;
    story.language = e.language;
    expect(e.opens_at || may_have_been_open(), who, "it doesn't wait though nobody is at work");
  }
  void tell(const std::string& who, referral_story& story, const model::offered& e) {
    expect(!story.offer && !story.worker, who, "it is offered while somebody has it");
    expect(e.number > story.last_number, who, "a number is used twice");
    expect(e.start == start_, who, "an offer of another start");
    expect(e.reply_by == at_ + settings_.offer_window, who, "a window of another length");
    if (!e.assigned) {
      expect(!story.opens_at || at_ >= *story.opens_at, who, "offered before the opening");
      expect(!story.had_it.contains(e.agent), who, "the same agent is offered it twice");
      expect(
        e.reply_by + settings_.callback_reserve <= story.callback_by,
        who,
        "an offer that leaves no time to call");
      expect(agents_[e.agent].spoken.contains(story.language), who, "offered in another language");
      expect(e.why && is_the_sum(*e.why), who, "its cost isn't the sum of its terms");
      expect_its_turn(who, story);
    }
    story.went_out = true;
    story.had_it.insert(e.agent);
    story.last_number = e.number;
    story.offer = e;
    story.offered = read_;
  }
  void tell(const std::string& who, referral_story& story, const model::missed& e) {
    const bool its_own = story.offer && story.offer->number == e.number;
    expect(its_own && story.offer->agent == e.agent, who, "a miss of what wasn't offered");
    expect(!its_own || at_ >= story.offer->reply_by, who, "a miss before the window closed");
    expect(!its_own || story.offer->start == start_, who, "our downtime is a miss");
    expect(!its_own || !was_aside(who, story), who, "what couldn't be answered is a miss");
    const auto& ledger = agents_[e.agent].ledger;
    const auto held = ledger.find({who});
    expect(held != ledger.end() && held->second.open, who, "a withdrawn offer is a miss");
    story.released_it.erase(e.agent);
    story.offer.reset();
  }
  void tell(const std::string& who, referral_story& story, const model::rejected& e) {
    if (!e.number)
      return;
    expect(story.offer && story.offer->number == *e.number, who, "a reject of another offer");
    expect(!story.offer || at_ < story.offer->reply_by, who, "a reject after the window");
    story.released_it.erase(e.agent);
    story.offer.reset();
  }
  void tell(const std::string& who, referral_story& story, const model::withdrawn& e) {
    expect(story.offer && story.offer->number == e.number, who, "what wasn't offered is withdrawn");
    const bool outage = e.cause == model::withdrawal_cause::outage;
    const bool was_one = story.offer->start < start_ || was_aside(who, story);
    expect(!outage || was_one, who, "an outage that wasn't one");
    story.released_it.erase(e.agent);
    story.offer.reset();
  }
  void tell(const std::string& who, referral_story& story, const model::opening_moved& e) {
    expect(!story.offer && !story.worker, who, "it waits for an opening, and somebody has it");
    expect(story.opens_at && at_ < *story.opens_at, who, "an opening that has come is moved");
    expect(e.callback_by <= story.callback_by, who, "a promise is put off");
    story.opens_at = e.opens_at;
    story.callback_by = e.callback_by;
  }
  void tell(const std::string& who, referral_story& story, const model::made_mass& e) {
    const bool by_hand = e.cause == model::mass_cause::operator_;
    expect(by_hand || !story.opens_at || at_ >= *story.opens_at, who, "Mass before the opening");
    expect(!story.offer && !story.worker, who, "it goes to everybody while somebody has it");
    if (e.cause == model::mass_cause::nobody_offerable)
      expect_its_turn(who, story); // Who has no time left for an offer stands in no line.
    story.went_out = true;
  }
  void tell(const std::string& who, referral_story& story, const model::accepted& e) {
    expect(!story.worker, who, "it is accepted twice");
    const bool offered = story.offer && story.offer->number == e.number;
    if (offered) {
      expect(story.offer->agent == e.agent, who, "somebody else's offer is accepted");
      expect(at_ < story.offer->reply_by, who, "an accept after the window");
    } else {
      expect(!story.offer, who, "an accept of what is offered to another");
      expect(!story.released_it.contains(e.agent), who, "accepted by somebody who released it");
      expect(e.number > story.last_number, who, "a number is used twice");
    }
    const auto& agent = agents_[e.agent];
    expect(agent.registered, who, "somebody who isn't Registered accepts");
    const auto zone = agent.schedule ? agent.schedule->time_zone : "America/New_York";
    expect(by_the_wall::eligible(agent.credentials, zone, at_), who, "a lapsed licence accepts");
    story.last_number = e.number;
    story.had_it.insert(e.agent);
    story.worker = e.agent;
    story.offer.reset();
  }
  void tell(const std::string& who, referral_story& story, const model::contact_shared& e) {
    const bool to_agent = e.to.role == model::role::agent;
    expect(!to_agent || story.worker == model::agent_id{e.to.id}, who, "shared with a stranger");
  }
  void tell(const std::string&, referral_story& story, const model::contacted&) {
    story.contacted = true;
  }
  void tell(const std::string&, referral_story& story, const model::completed&) { end(story); }
  void tell(const std::string&, referral_story& story, const model::cancelled&) { end(story); }
  void tell(const std::string& who, referral_story& story, const model::released& e) {
    expect(story.worker == e.agent, who, "released by somebody who hasn't it");
    story.released_it.insert(e.agent);
    story.worker.reset();
  }
  void tell(const std::string& who, referral_story& story, const model::overdue& e) {
    expect(!std::exchange(story.overdue, true), who, "it is overdue twice");
    expect(!story.contacted, who, "it is overdue though somebody called");
    expect(e.at == story.callback_by && at_ >= e.at, who, "overdue at another time");
  }
  void tell(const std::string& who, referral_story& story, const model::assigned& e) {
    if (!e.number)
      return;
    expect(story.worker && story.worker != e.agent, who, "reassigned, and nobody had it");
    expect(*e.number > story.last_number, who, "a number is used twice");
    story.last_number = *e.number;
    story.released_it.erase(*story.worker);
    story.had_it.insert(e.agent);
    story.worker = e.agent;
  }
  void tell(const std::string&, referral_story&, const model::text_added&) { /* Nobody's. */
  }
  void tell(const std::string&, referral_story&, const model::restarted&) { /* No change. */
  }

  /// What waited goes out oldest first.
  void expect_its_turn(const std::string& who, const referral_story& story) {
    if (!story.opens_at || story.went_out || overtaking_)
      return;
    for (const auto& [id, other] : referrals_) {
      const bool waits = other.listed && !other.went_out && !other.ended && *other.opens_at <= at_;
      expect(!waits || other.requested_at >= story.requested_at, who, "before " + id.text);
    }
  }
  /// By any hours that were in force, at any time, since a message on its way now was sent.
  bool may_have_been_open() const {
    for (const auto& hours : hours_since_rest_)
      for (auto at = std::min(rested_at_, at_); at <= at_ + 1min; at += 1min)
        if (by_the_wall::open(hours, std::min(at, at_)))
          return true;
    return false;
  }

  static void end(referral_story& story) {
    story.ended = true;
    story.offer.reset();
    story.worker.reset();
  }

  // -- of an agent ----------------------------------------------------------------

  void tell(const model::agent_id&, agent_story& story, const model::created& e) {
    story.credentials = e.credentials;
  }
  void tell(const model::agent_id&, agent_story& story, const model::credentials_changed& e) {
    story.credentials = e.credentials;
  }
  void tell(const model::agent_id&, agent_story& story, const model::section_saved& e) {
    if (e.agreement)
      story.sections.insert("agreement");
    if (e.contact) {
      story.sections.insert("contact");
      story.spoken.insert(e.contact->languages.begin(), e.contact->languages.end());
    }
    if (e.schedule) {
      story.sections.insert("schedule");
      story.schedule = e.schedule;
    }
  }
  void tell(const model::agent_id& who, agent_story& story, const model::registered&) {
    expect(story.sections.size() == 3, who.text, "registered before it has told everything");
    story.registered = true;
    story.misses = 0;
  }
  void tell(const model::agent_id&, agent_story& story, const model::reinstated&) {
    story.registered = true;
  }
  void tell(const model::agent_id& who, agent_story& story, const model::deregistered& e) {
    const bool by_misses = e.cause == model::deregistration_cause::misses;
    const bool too_many = story.misses >= settings_.misses_to_deregister;
    expect(by_misses == too_many, who.text, "de-registered for another number of misses");
    story.sections.clear();
    story.registered = false;
    withdraw_all(story);
  }
  void tell(const model::agent_id&, agent_story& story, const model::reregistration_completed&) {
    story.misses = 0;
  }
  void tell(const model::agent_id&, agent_story& story, const model::suspended&) {
    story.registered = false;
    withdraw_all(story);
  }
  void tell(const model::agent_id&, agent_story& story, const model::availability_changed& e) {
    story.by_hand = e.override_;
  }
  void tell(const model::agent_id&, agent_story& story, const model::offers_withdrawn&) {
    withdraw_all(story);
  }
  void tell(const model::agent_id& who, agent_story& story, const model::offer_entered& e) {
    expect(story.registered, who.text, "an offer to somebody who isn't Registered");
    if (!e.assigned) {
      expect(count(story, &entry::open) == 0, who.text, "a second open offer");
      expect(has_room(story), who.text, "an offer over the limit");
      expect(
        by_the_wall::works({story.credentials, story.schedule, story.by_hand}, e.at),
        who.text,
        "an offer to somebody who isn't available");
      expect(!is_paused(story), who.text, "an offer while its offers are paused");
    }
    story.ledger[e.referral] = {e.number, true, false, e.assigned};
  }
  void tell(const model::agent_id& who, agent_story& story, const model::referral_taken& e) {
    const auto held = story.ledger.find(e.referral);
    expect(held == story.ledger.end() || held->second.open, who.text, "a withdrawn one is taken");
    expect(held != story.ledger.end() || has_room(story), who.text, "an accept over the limit");
    expect(held != story.ledger.end() || !is_paused(story), who.text, "Mass while it is paused");
    auto& taken = story.ledger[e.referral];
    taken = {e.number, false, true, taken.assigned};
    story.misses = 0;
  }
  void tell(const model::agent_id&, agent_story& story, const model::referral_given& e) {
    story.ledger[e.referral] = {e.number, false, true, true};
  }
  void tell(const model::agent_id&, agent_story& story, const model::entry_left& e) {
    story.ledger.erase(e.referral);
  }
  void tell(const model::agent_id& who, agent_story& story, const model::miss_counted& e) {
    expect(story.ledger.erase(e.referral) == 1, who.text, "a miss of what it didn't hold");
    ++story.misses;
  }
  void tell(const model::agent_id&, agent_story& story, const model::offers_paused& e) {
    story.paused = e.pause;
  }
  void tell(const model::agent_id&, agent_story& story, const model::offers_resumed&) {
    story.paused.reset();
  }
  void tell(const model::agent_id&, agent_story& story, const model::county_pause_changed& e) {
    story.with_county = e.pause;
  }
  template <class Event>
  void tell(const model::agent_id&, agent_story&, const Event&) { /* Its own affair. */
  }

  /// Whether the referral or its agent was, at some time since it was offered.
  bool was_aside(const std::string& who, const referral_story& story) const {
    const auto since = [&](const std::string& id) {
      const auto found = aside_.find(id);
      return found != aside_.end() && found->second >= story.offered;
    };
    return since(who) || since(story.offer->agent.text);
  }

  bool is_the_sum(const model::choice_reasons& why) const {
    const auto for_misses = std::int64_t{why.misses} * settings_.miles_per_miss;
    const auto for_open = std::int64_t{why.open} * settings_.miles_per_open_referral;
    return why.cost_tenths == why.miles_tenths + 10 * (for_misses + for_open);
  }

  bool is_paused(const agent_story& story) const {
    return by_the_wall::paused(story.paused, at_) || by_the_wall::paused(story.with_county, at_);
  }
  static void withdraw_all(agent_story& story) {
    for (auto& [_, held] : story.ledger)
      held.open = false;
  }
  static std::ptrdiff_t count(const agent_story& story, bool entry::*what) {
    const auto is = [&](const auto& each) { return each.second.*what; };
    return std::ranges::count_if(story.ledger, is);
  }
  bool has_room(const agent_story& story) const {
    return count(story, &entry::open) + count(story, &entry::works)
           < std::ptrdiff_t{settings_.max_open_per_agent};
  }

  model::dispatch_settings settings_;
  std::map<model::referral_id, referral_story> referrals_;
  std::map<model::agent_id, agent_story> agents_;
  std::vector<std::string> broken_;
  std::map<std::string, std::uint64_t> aside_; // When each was seen aside last.
  bool overtaking_ = false;
  std::uint64_t start_ = 0;
  std::uint64_t read_ = 0;
  model::instant at_{};
  std::vector<std::optional<model::opening_hours>> hours_since_rest_{{}}; // The last holds now.
  model::instant rested_at_{};
};

} // namespace kod::simulation
