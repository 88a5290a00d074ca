#pragma once

#include "persistence/memory_journal.hpp"
#include "tests/support/journal_contents.hpp"
#include "tests/support/journal_samples.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace kod::tests {

/// A journal's life, made from a seed before it begins: the appends, in each of which some of
/// several writers have their batches written together. What an engine would have is in it: events,
/// snapshots, claims taken and freed, list rows placed and removed, sealed texts written and
/// erased, and batches without an event.
class journal_course {
public:
  using append = std::vector<model::batch>;

  journal_course(std::uint64_t seed, std::size_t commits) : dice_{seed} {
    for (std::size_t made = 0; made < commits; made += appends_.back().size())
      appends_.push_back(next_append(std::min<std::size_t>(1 + roll(3), commits - made)));
  }

  std::size_t size() const { return appends_.size(); }
  const append& at(std::size_t index) const { return appends_[index]; }

  /// What lies there after the first so many appends.
  const journal_contents& after(std::size_t appends) const;
  /// What an archive holds of all that this course ever names.
  journal_contents read(const model::archive&) const;

private:
  static constexpr std::size_t writers = 7;

  std::size_t roll(std::size_t most) {
    return std::uniform_int_distribution<std::size_t>{0, most}(dice_);
  }
  append next_append(std::size_t batches);
  model::batch next_batch(std::size_t writer);
  void add_claims(model::batch&, const std::string& writer);
  void add_sealed(model::batch&, const std::string& writer);
  void add_rows(model::batch&, const std::string& writer);

  std::mt19937_64 dice_;
  std::vector<append> appends_;
  std::map<std::string, std::uint64_t> versions_; // By entity.
  std::size_t batches_ = 0;
  std::map<std::string, std::vector<std::string>> claimed_, sealed_, placed_; // By writer.
  hidden_names named_;
  mutable std::vector<journal_contents> known_; // By number of appends.
};

inline journal_course::append journal_course::next_append(std::size_t batches) {
  append result;
  for (std::size_t made = 0; made < batches; ++made)
    result.push_back(next_batch(roll(writers - 1)));
  return result;
}

inline model::batch journal_course::next_batch(std::size_t writer) {
  const auto name = std::to_string(writer);
  auto result = no_entity();
  result.at = noon + std::chrono::seconds{++batches_};
  if (roll(9) != 0) {
    const model::referral_id referral{"r-" + name};
    result.writes.emplace_back(write_of(
      referral, ++versions_[referral.text], {model::contacted{result.at}, model::restarted{}}));
  }
  if (roll(3) == 0) {
    const model::agent_id agent{"agent-" + name};
    result.writes.emplace_back(write_of(agent, ++versions_[agent.text], {model::reinstated{}}));
  }
  add_claims(result, name);
  add_sealed(result, name);
  add_rows(result, name);
  return result;
}

inline void journal_course::add_claims(model::batch& to, const std::string& writer) {
  auto& mine = claimed_[writer];
  if (!mine.empty() && roll(2) == 0) {
    to.free = {mine.back()};
    mine.pop_back();
  }
  mine.push_back("key/" + writer + '/' + std::to_string(batches_));
  named_.claims.insert(mine.back());
  to.take = {a_claim(mine.back(), "r-" + writer)};
}

inline void journal_course::add_sealed(model::batch& to, const std::string& writer) {
  auto& mine = sealed_[writer];
  if (!mine.empty() && roll(3) == 0) {
    to.sealed = {{mine.front(), std::nullopt}};
    mine.erase(mine.begin());
  }
  mine.push_back("r-" + writer + "/text/" + std::to_string(batches_));
  named_.sealed.insert(mine.back());
  // Now and then one that is longer than a block of the log.
  const auto length = roll(40) == 0 ? 40'000 : roll(600);
  to.sealed.push_back({mine.back(), model::free_text{std::string(length, 'a')}});
}

inline void journal_course::add_rows(model::batch& to, const std::string& writer) {
  auto& mine = placed_[writer];
  if (!mine.empty() && roll(2) == 0) {
    to.rows = {{mine.front(), false}};
    mine.erase(mine.begin());
  }
  mine.push_back("list/" + std::to_string(roll(99)) + '/' + std::to_string(batches_));
  to.rows.push_back({mine.back(), true});
}

inline const journal_contents& journal_course::after(std::size_t appends) const {
  if (known_.empty()) {
    persistence::memory_journal journal;
    known_.push_back(read(journal));
    for (const auto& each : appends_) {
      journal.append(each);
      known_.push_back(read(journal));
    }
  }
  return known_.at(appends);
}

inline journal_contents journal_course::read(const model::archive& from) const {
  return contents_of(from, named_);
}

} // namespace kod::tests
