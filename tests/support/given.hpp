#pragma once

#include "tests/support/people.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace kod::model {

// What GoogleTest prints of a difference.
inline void PrintTo(const referral_event& event, std::ostream* out) {
  std::visit([&](const auto& happened) { *out << happened.type; }, event);
}
inline void PrintTo(const agent_event& event, std::ostream* out) {
  std::visit([&](const auto& happened) { *out << happened.type; }, event);
}
inline void PrintTo(rejection why, std::ostream* out) {
  *out << to_string(why);
}

} // namespace kod::model

namespace kod::tests {

/// What given{...} and given_agent{...} share: the circumstances of the command that follows.
template <class Sentence>
class circumstantial {
public:
  Sentence& at(model::instant now) {
    return set([&](auto& where) { where.now = now; });
  }
  Sentence& by(const model::party& who) {
    return set([&](auto& where) { where.by = who; });
  }
  Sentence& in_start(std::uint64_t number) {
    return set([&](auto& where) { where.start = number; });
  }
  Sentence& under(const model::dispatch_settings& settings) {
    return set([&](auto& where) { where.settings = settings; });
  }

protected:
  model::circumstances where_{.now = noon, .by = {}, .settings = {}};

private:
  template <class Change>
  Sentence& set(Change change) {
    change(where_);
    return static_cast<Sentence&>(*this);
  }
};

template <class Entity, class Event>
Entity folded(const std::vector<Event>& history) {
  Entity now;
  for (const auto& event : history)
    now = evolve(std::move(now), event);
  return now;
}

/// Reads as a sentence: given{events}.at(time).by(somebody).when(command).then({events}).
class given : public circumstantial<given> {
public:
  given(referral_history history) : now_{folded<model::referral>(history)} {}

  given& when(const model::referral_command& command) {
    outcome_ = model::decide(now_, command, where_);
    return *this;
  }

  given& then(const referral_history& expected) {
    EXPECT_TRUE(outcome_) << "rejected: " << to_string(outcome_.error());
    EXPECT_EQ(events(), expected);
    return *this;
  }

  /// Who is asked for the other half of the commit, in order, and for what.
  given& asking(const std::vector<std::pair<model::agent_id, model::ask_kind>>& expected) {
    std::vector<std::pair<model::agent_id, model::ask_kind>> asked;
    for (const auto& ask : change().asks)
      asked.emplace_back(ask.agent, ask.kind);
    EXPECT_EQ(asked, expected);
    return *this;
  }

  /// The one who is asked is told this, unless its own standing says worse.
  given& with_verdict(std::optional<model::rejection> expected) {
    EXPECT_EQ(change().asks.size(), 1U);
    EXPECT_EQ(change().asks.empty() ? std::nullopt : change().asks.front().verdict, expected);
    return *this;
  }

  void then_rejected(model::rejection expected) const {
    ASSERT_FALSE(outcome_) << "decided, with " << outcome_->events.size() << " events";
    EXPECT_EQ(outcome_.error(), expected);
  }

  void then_nothing() { then({}).asking({}); }

  const model::referral_change& change() const {
    static const model::referral_change none;
    return outcome_ ? *outcome_ : none;
  }
  referral_history events() const { return change().events; }

  /// What the referral becomes by it.
  model::referral after() const {
    auto next = now_;
    for (const auto& event : events())
      next = evolve(std::move(next), event);
    return next;
  }

private:
  model::referral now_;
  model::referral_decision outcome_ = model::referral_change{};
};

/// given_agent{events}.when(command).then({events}), and .asked(ask) for a referral's asks.
class given_agent : public circumstantial<given_agent> {
public:
  given_agent(agent_history history) : now_{folded<model::agent>(history)} {}

  given_agent& when(const model::agent_command& command) {
    const auto decided = model::decide(now_, 7, command, where_);
    refused_ = decided ? std::nullopt : std::optional{decided.error()};
    change_ = decided ? *decided : model::agent_change{};
    return *this;
  }

  given_agent& asked(const model::agent_ask& ask) {
    const auto decided = model::decide(now_, ask, where_);
    refused_ = decided ? std::nullopt : std::optional{decided.error()};
    change_ = {};
    if (decided)
      change_.events = *decided;
    return *this;
  }

  given_agent& then(const agent_history& expected) {
    EXPECT_FALSE(refused_) << "rejected: " << to_string(*refused_);
    EXPECT_EQ(change_.events, expected);
    return *this;
  }

  void then_rejected(model::rejection expected) const {
    ASSERT_TRUE(refused_) << "decided, with " << change_.events.size() << " events";
    EXPECT_EQ(*refused_, expected);
  }

  void then_nothing() { then({}); }

  const model::agent_change& change() const { return change_; }
  model::agent after() const {
    auto next = now_;
    for (const auto& event : change_.events)
      next = evolve(std::move(next), event);
    return next;
  }

private:
  model::agent now_;
  model::agent_change change_;
  std::optional<model::rejection> refused_;
};

} // namespace kod::tests
