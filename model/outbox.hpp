#pragma once

#include "model/outbox_records.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace kod::model {

struct outbox_page {
  std::vector<outbox_entry> items; // The newest first.
  std::optional<std::uint64_t> next{};
};

/// All entries, in memory. Whatever changes one is gathered until `take_changes`; what was added
/// is handed out only once its being stored was told.
class outbox {
public:
  /// How much of what has ended is kept.
  struct bounds {
    std::size_t most_ended = 10'000; // Of each status.
    duration keep_for = std::chrono::hours{24 * 30};
  };

  outbox() = default;
  explicit outbox(bounds kept) : bounds_{kept} {}

  void restore(outbox_entry);
  /// What is there under that id stays as it is.
  void add(notification, channel, instant now);

  /// The next one that is due, which is under way from now on. None: nothing is.
  const outbox_entry* start_due(channel, instant now);
  /// The attempt has ended.
  void settle(std::uint64_t number, const delivery&, instant now);

  /// Null: there is none of that id.
  struct ordered {
    const outbox_entry* entry = nullptr;
    bool changed = false; // Else it was so already, or has ended: it stays as it is.
  };
  // By an operator, named by `id_of`.
  ordered retry(const std::string& id, instant now);
  ordered discard(const std::string& id, instant now);
  /// Every dead one; how many they were.
  std::size_t retry_dead(instant now);

  /// Drops of what has ended the oldest and the too many.
  void forget_outlived(instant now);
  /// Those that wait for a channel that there is no longer are dead: an operator may retry them.
  void close(channel, instant now);

  std::vector<outbox_write> take_changes();
  /// What `take_changes` gave last is durable.
  void stored();

  std::size_t under_way(channel which) const { return under_way_[index_of(which)]; }
  outbox_page page(
    std::optional<delivery_status>, std::optional<std::uint64_t> before, std::size_t limit) const;
  const outbox_standing& standing();

private:
  static std::size_t index_of(channel which) { return static_cast<std::size_t>(which); }
  std::set<std::uint64_t>& in(delivery_status which) {
    return by_status_[static_cast<std::size_t>(which)];
  }
  outbox_entry* find(const std::string& id);
  void put(const outbox_entry&);
  void move(outbox_entry&, delivery_status, instant at);
  void note(const outbox_entry& changed) { changed_.insert(changed.number); }
  void count(channel, delivery_outcome);
  void drop(std::uint64_t number);

  bounds bounds_;
  std::map<std::uint64_t, outbox_entry> all_;
  std::unordered_map<std::string, std::uint64_t> by_id_;
  std::array<std::set<std::uint64_t>, delivery_status_count> by_status_;
  std::array<std::set<std::pair<instant, std::uint64_t>>, channel_count> due_;
  std::array<std::size_t, channel_count> under_way_{};
  std::set<std::uint64_t> sent_; // Under way.
  std::vector<std::uint64_t> fresh_, storing_;
  std::set<std::uint64_t> changed_;
  std::uint64_t last_number_ = 0;
  outbox_standing standing_;
};

} // namespace kod::model
