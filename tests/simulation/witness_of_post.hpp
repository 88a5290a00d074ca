#pragma once

#include "model/journal.hpp"
#include "model/overloaded.hpp"
#include "tests/simulation/post_office.hpp"

#include <array>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kod::simulation {

using namespace std::chrono_literals;

/// Sees what arrives outside and reads the journal, and finds what contradicts: everything that is
/// to be told is told through each channel, each time in the same words; and nothing else is.
class witness_of_post {
public:
  /// Nobody is told anything where there is none.
  explicit witness_of_post(post_office* post) : post_{post} {}

  /// What the engine was told of and hasn't stored is tried again.
  void look_after_start(const model::archive& stored) {
    look(stored);
    settled_.clear();
  }

  /// After each step: what has happened, and what has arrived.
  void look(const model::archive& stored) {
    if (post_ == nullptr)
      return;
    read(stored);
    for (const auto& each : post_->take_arrived())
      hear(each);
    for (auto& each : post_->take_settled())
      settled_.push_back(std::move(each));
  }

  /// Long enough after each event that the courier has stored what it tells.
  void look_at_rest(const model::archive& stored, model::instant now) {
    if (post_ == nullptr)
      return;
    look_into_the_outbox(stored);
    std::erase_if(unseen_, [&](const auto& id) {
      if (facts_.at(id).at > now - a_while)
        return false;
      expect_kept(id);
      return true;
    });
    stored.each_referral({}, [&](const auto& one) {
      expect_reminders(one.snapshot, now - a_while);
      return true;
    });
    note_what_is_over(now - a_while);
    note_who_has_what(stored, now);
  }

  /// Everything has arrived for hours, and the dead were retried.
  void look_at_the_end(const model::archive& stored, model::instant now) {
    if (post_ == nullptr)
      return;
    std::set<std::string> skipped; // There was nowhere to send it to.
    stored.each_outbox_record([&](const model::outbox_record& record) {
      const auto* entry = std::get_if<model::outbox_entry>(&record);
      if (entry && entry->status == model::delivery_status::skipped)
        skipped.insert(name(*entry));
    });
    for (const auto& [id, told] : facts_)
      for (const auto* channel : channels)
        expect(
          told.at > now - a_while || arrived_.contains(id + channel)
            || skipped.contains(id + channel),
          id + channel,
          "it never arrives");
  }

  /// It has had something on its Mass board for a while.
  void expect_to_have_heard_of_board(const model::agent_id& agent, model::instant now) {
    const auto told = boards_.find(agent);
    expect(
      post_ == nullptr || (told != boards_.end() && *told->second.rbegin() >= now - 2h - 2min),
      agent.text,
      "never told of its Mass board");
  }

  const std::vector<std::string>& broken() const { return broken_; }

private:
  static constexpr std::array channels{"-email", "-webhook"};
  static constexpr std::chrono::seconds a_while{2};

  using kind = model::notification_kind;

  /// What the journal tells, and who is to hear of it.
  struct fact {
    kind what{};
    model::party to;
    model::instant at{};
  };
  /// One agent's time with a referral, from the offer or from the accept.
  struct turn {
    model::agent_id agent;
    std::optional<model::offered> offer;
    std::optional<model::instant> works_since;
  };
  struct rest {
    std::uint32_t newest = 0; // Number.
    std::uint32_t held = 0;   // 0: nobody has it.
    model::tenure_kind as{};
  };

  void expect(bool holds, const std::string& what, const std::string& rule) {
    if (!holds)
      broken_.push_back("outside, " + what + ": " + rule);
  }

  // -- what has happened ------------------------------------------------------------

  void read(const model::archive& stored) {
    for (const auto& event : stored.since(read_, stored.last_sequence() - read_)) {
      read_ = event.sequence;
      read_at_ = event.at;
      if (const auto* id = std::get_if<model::referral_id>(&event.entity))
        read(*id, std::get<model::referral_event>(event.event));
      else if (const auto* who = std::get_if<model::agent_id>(&event.entity))
        if (std::holds_alternative<model::deregistered>(std::get<model::agent_event>(event.event)))
          must_hear(
            "deregistered-" + who->text + '-' + std::to_string(read_),
            kind::deregistered,
            agent(*who));
    }
  }

  void read(const model::referral_id& id, const model::referral_event& event) {
    const model::party resident{model::role::resident, id.text};
    std::visit(
      model::overloaded{
        [&](const model::requested&) {
          must_hear("request-taken-" + id.text + "-0", kind::request_taken, resident);
        },
        [&](const model::offered& e) {
          must_hear(name("offer", id, e.number), kind::offer, agent(e.agent));
          turns_[{id, e.number}] = {e.agent, e, {}};
        },
        [&](const model::accepted& e) {
          must_hear(name("agent-found", id, e.number), kind::agent_found, resident);
          auto& now = turns_[{id, e.number}];
          now.agent = e.agent;
          now.works_since = e.at;
        },
        [&](const model::assigned& e) {
          if (!e.number)
            return;
          must_hear(name("assigned", id, *e.number), kind::assigned, agent(e.agent));
          must_hear(name("agent-found", id, *e.number), kind::agent_found, resident);
          turns_[{id, *e.number}] = {e.agent, {}, e.at};
        },
        [](const auto&) { /* Tells nobody outside anything. */ },
      },
      event);
  }

  void must_hear(const std::string& id, kind what, model::party to) {
    facts_.emplace(id, fact{what, std::move(to), read_at_});
    unseen_.insert(id);
  }

  static model::party agent(const model::agent_id& who) { return {model::role::agent, who.text}; }
  static std::string name(const char* what, const model::referral_id& id, std::uint32_t number) {
    return what + ('-' + id.text) + '-' + std::to_string(number);
  }

  // -- what has arrived --------------------------------------------------------------

  static std::string name(const model::outbox_entry& entry) {
    return entry.what.id + channels[entry.via == model::channel::email ? 0 : 1];
  }

  void hear(const model::outbox_entry& entry) {
    const auto id = name(entry);
    const auto [known, first] = arrived_.try_emplace(id, entry.what);
    expect(first || known->second == entry.what, id, "the same id for something else");
    expect(!over_.contains(id), id, "it is sent again though its arrival was stored");
    if (first)
      check(entry, id);
  }

  void check(const model::outbox_entry& entry, const std::string& id) {
    switch (entry.what.kind) {
    case kind::mass_board: return check_board(entry, id);
    case kind::reminder:
    case kind::in_progress: return check_reminder(entry, id);
    default: break;
    }
    const auto found = facts_.find(entry.what.id);
    const bool happened = found != facts_.end() && found->second.what == entry.what.kind;
    expect(happened, id, "it has never happened");
    expect(!happened || found->second.to == entry.what.to, id, "somebody else is told");
  }

  /// Never twice within minutes.
  void check_board(const model::outbox_entry& entry, const std::string& id) {
    auto& told = boards_[model::agent_id{entry.what.to.id}];
    const auto [at, fresh] = told.insert(entry.what.at);
    if (!fresh)
      return; // Through the other channel.
    expect(at == told.begin() || *at - *std::prev(at) >= 5min, id, "soon after another one");
    expect(std::next(at) == told.end() || *std::next(at) - *at >= 5min, id, "soon before another");
  }

  /// Not before its time, and not of what had gone elsewhere when all was at rest last.
  void check_reminder(const model::outbox_entry& entry, const std::string& id) {
    const bool offer = entry.what.kind == kind::reminder;
    const auto referral = entry.what.referral ? entry.what.referral->id : model::referral_id{};
    const auto number = number_in(entry.what.id, offer ? "reminder" : "in-progress", referral);
    const auto found = turns_.find({referral, number});
    if (found == turns_.end())
      return expect(false, id, "nobody has ever had that");
    const auto& had = found->second;
    expect(agent(had.agent) == entry.what.to, id, "somebody else is reminded");
    if (offer)
      expect(
        had.offer && entry.made_at >= had.offer->offered_at + half_window(*had.offer),
        id,
        "before half of the window is over");
    else
      expect(had.works_since && entry.made_at >= *had.works_since + 72h, id, "within three days");
    const auto then = rested_.find(referral);
    if (then == rested_.end() || entry.made_at <= rested_at_ || then->second.newest < number)
      return;
    const bool as_offer = then->second.as == model::tenure_kind::offer;
    const bool had_it = then->second.held == number && (as_offer || !offer);
    expect(had_it, id, "reminded of what is another's by then, or nobody's");
  }

  static model::duration half_window(const model::offered& offer) {
    return (offer.reply_by - offer.offered_at) / 2;
  }

  /// `reminder-r-1-2`, `in-progress-r-1-2-3`: what follows the referral. 0: it isn't such an id.
  static std::uint32_t
  number_in(const std::string& id, const char* what, const model::referral_id& referral) {
    const auto before = what + ('-' + referral.text) + '-';
    return id.starts_with(before)
             ? static_cast<std::uint32_t>(std::strtoul(id.c_str() + before.size(), nullptr, 10))
             : 0;
  }

  // -- at rest -----------------------------------------------------------------------

  void look_into_the_outbox(const model::archive& stored) {
    std::set<std::string> now;
    stored.each_outbox_record([&](const model::outbox_record& record) {
      const auto* entry = std::get_if<model::outbox_entry>(&record);
      if (entry == nullptr)
        return;
      const auto id = name(*entry);
      expect(now.insert(id).second, id, "it is kept twice");
    });
    kept_.merge(now);
    for (const auto& [id, _] : arrived_)
      expect(kept_.contains(id), id, "it was sent and isn't stored");
  }

  void expect_kept(const std::string& id) {
    for (const auto* channel : channels)
      expect(kept_.contains(id + channel), id + channel, "nobody is told");
  }

  void expect_reminders(const model::referral& now, model::instant by) {
    if (!now.tenure)
      return;
    const auto& had = turns_[{now.id, now.tenure->number}];
    if (had.works_since) {
      for (int days = 3; *had.works_since + days * 24h <= by; ++days)
        expect_kept(name("in-progress", now.id, now.tenure->number) + '-' + std::to_string(days));
    } else if (had.offer && had.offer->offered_at + half_window(*had.offer) <= by) {
      expect_kept(name("reminder", now.id, now.tenure->number));
    }
  }

  void note_what_is_over(model::instant by) {
    std::erase_if(settled_, [&](const auto& each) {
      if (each.told_at > by)
        return false;
      over_.insert(name(each.entry));
      return true;
    });
  }

  void note_who_has_what(const model::archive& stored, model::instant now) {
    rested_at_ = now;
    rested_.clear();
    for (const auto& [which, _] : turns_) // In the order of their numbers.
      rested_[which.first].newest = which.second;
    stored.each_referral({}, [this](const auto& one) {
      if (const auto& held = one.snapshot.tenure) {
        rested_[one.snapshot.id].held = held->number;
        rested_[one.snapshot.id].as = held->kind;
      }
      return true;
    });
  }

  post_office* post_;
  std::uint64_t read_ = 0; // The last event.
  model::instant read_at_{};
  std::map<std::string, fact> facts_; // By id.
  std::set<std::string> unseen_;      // Of those: not looked for at a rest yet.
  std::map<std::pair<model::referral_id, std::uint32_t>, turn> turns_;
  std::map<model::agent_id, std::set<model::instant>> boards_;
  std::map<std::string, model::notification> arrived_; // From here on by id and channel.
  std::vector<post_office::settled> settled_;          // Since the last rest.
  std::set<std::string> over_;
  std::set<std::string> kept_; // At some rest: what has ended is dropped after weeks.
  std::map<model::referral_id, rest> rested_; // As all was when it was at rest last.
  model::instant rested_at_{};
  std::vector<std::string> broken_;
};

} // namespace kod::simulation
