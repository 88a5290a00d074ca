#pragma once

#include "model/agent.hpp"
#include "model/candidates.hpp"
#include "model/choice.hpp"
#include "model/settings.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace kod::model {

/// What the dispatcher knows of an agent, sent by it after each of its commits.
struct agent_card {
  agent_id agent;
  std::uint64_t version = 0; // The agent's; the newest card counts.
  point where;
  std::vector<language> languages;
  bool available = false;
  bool offerable = false;
  std::uint32_t misses = 0;
  std::uint32_t open = 0;
  std::optional<instant> last_offer_at;
  bool operator==(const agent_card&) const = default;
};
agent_card card_of(const agent&, std::uint64_t version, const dispatch_settings&, instant now);

/// Who sees a Mass referral on the board.
enum class audience : std::uint8_t {
  speakers,  // Every available agent who speaks the language.
  everybody, // None of those is available: all others, *interpreter needed*.
  nobody,    // No agent is available: it stands on the contact-centre list.
};

/// Whom a referral needs.
struct wanted_agent {
  point where;
  model::language language;
  std::span<const agent_id> excluded;
};

struct choice {
  agent_id agent;
  choice_reasons why;
};

/// All agents' cards, and the choice among them: a plain formula, no actor in it.
class roster {
public:
  explicit roster(const dispatch_settings& settings) : settings_{settings} {}

  /// Takes the card if it isn't older than the one at hand; answers whether it did.
  bool put(agent_card);

  /// The cheapest offerable agent who speaks the language and is neither excluded nor marked:
  /// `cost = miles + 25 * misses + 10 * open`, then longest since the last offer (never offered
  /// first), then id. None: nobody is suitable. A marked agent is as good as not offerable, so it
  /// isn't among those considered either.
  std::optional<choice> best(const wanted_agent&) const;

  /// Keeps an agent from being chosen while an offer to it is under way, and no longer.
  void mark(const agent_id&);
  void unmark(const agent_id&);

  audience audience_of(const language&) const;
  std::size_t available() const { return available_; }
  std::size_t offerable() const { return offerable_; }
  const std::map<agent_id, agent_card>& cards() const { return cards_; }

private:
  void count(const agent_card&, int step);
  void show(const agent_card&);
  void hide(const agent_card&);

  dispatch_settings settings_;
  std::map<agent_id, agent_card> cards_;
  std::map<agent_id, int> marks_;
  std::map<language, candidates> candidates_; // The offerable and not marked, by what they speak.
  std::map<language, std::size_t> available_speakers_;
  std::size_t available_ = 0;
  std::size_t offerable_ = 0;
};

} // namespace kod::model
