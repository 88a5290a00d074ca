#pragma once

#include "actors/observed.hpp"
#include "actors/roll.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kod::actors {

/// Anybody of whom the figures can be read, held so that they can.
struct roll_member {
  caf::actor who;
  const observable* seen = nullptr;
};
template <class Handle>
roll_member member_of(const Handle& actor) {
  return {caf::actor_cast<caf::actor>(actor), &observe(actor)};
}

/// One of a kind as it is found in the roll: nothing of it is copied.
struct roll_entry {
  std::string_view id;
  const observable* seen = nullptr; // None: it was put aside.
  std::uint64_t restarts = 0;
  const std::string* died_of = nullptr;
};
actor_row row_of(std::string_view kind, const roll_entry&, const actor_figures&);

/// The roll of one kind of entity: who lives, and what became of former ones. The registry writes
/// it, whoever asks reads it. It is kept on many sheets, each with a lock of its own, so that who
/// reads the whole of it keeps the registry no longer than one sheet takes: some 50 us of 100,000.
/// Each is counted once, also one that comes or goes meanwhile.
class kind_roll {
public:
  explicit kind_roll(std::string_view kind) : kind_{kind} {}

  void enter(const std::string& id, roll_member);
  /// What it has handled stays counted.
  void leave(const std::string& id);
  void note_death(const std::string& id, std::string of);
  void note_restart(const std::string& id);
  void put_aside(const std::string& id);
  void take_back(const std::string& id);

  std::string_view kind() const { return kind_; }
  std::optional<actor_row> find(const std::string& id) const;
  /// Adds up all, and calls `look(entry, figures)` for each. That may not block.
  template <class Look>
  void read(kind_row& sum, Look look) const;

private:
  struct past {
    std::uint64_t restarts = 0;
    std::string died_of;
    bool aside = false;
  };
  struct sheet {
    mutable std::mutex mutex;
    std::map<std::string, roll_member, std::less<>> living;
    std::map<std::string, past, std::less<>> pasts; // Of those that ever died.
    actor_figures ended;                            // What those that are gone have handled.
  };
  static constexpr std::size_t sheets = 256;

  static std::size_t number_of(std::string_view id) {
    return std::hash<std::string_view>{}(id) % sheets;
  }
  sheet& of(std::string_view id) { return sheets_[number_of(id)]; }
  static roll_entry entry_of(const sheet&, std::string_view id, const observable*);

  std::string_view kind_;
  std::array<sheet, sheets> sheets_;
};

template <class Look>
void kind_roll::read(kind_row& sum, Look look) const {
  for (const auto& each : sheets_) {
    const std::scoped_lock lock{each.mutex};
    sum.figures += each.ended;
    for (const auto& [id, one] : each.living) {
      const auto figures = one.seen->figures();
      sum.figures += figures;
      sum.timers += one.seen->timers();
      ++sum.live;
      look(entry_of(each, id, one.seen), figures);
    }
    for (const auto& [id, before] : each.pasts) {
      sum.restarts += before.restarts;
      if (!before.aside)
        continue;
      ++sum.put_aside;
      look(entry_of(each, id, nullptr), actor_figures{});
    }
  }
}

/// All rolls of an engine, and those of whom there is one.
struct roll_book {
  kind_roll referrals{"referral"};
  kind_roll agents{"agent"};

  void add(const introduce&);
  /// In the order in which they were introduced.
  std::vector<introduce> singles() const;

private:
  mutable std::mutex mutex_;
  std::vector<introduce> singles_;
};

} // namespace kod::actors
