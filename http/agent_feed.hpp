#pragma once

#include "http/engine_port.hpp"
#include "http/event_stream.hpp"
#include "model/clock.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>

namespace kod::http {

/// What one agent is told while it listens: every event that concerns it, and `listed` and
/// `unlisted` as Mass referrals come on its board and leave it.
///
/// The engine has no event for the latter, since each agent has a board of its own: they follow
/// here from everybody's events. A new Mass referral is looked at in the agent's name; what the
/// agent does itself may change its whole board, which is then read again. What only the clock
/// changes is told with the next event. Events come on the feed's thread, answers on any.
class agent_feed : public std::enable_shared_from_this<agent_feed> {
public:
  agent_feed(engine_port&, model::clock, model::agent_id whose, std::shared_ptr<event_stream>);

  /// Begins after the given event, or now; `begun` hears when, or why not. Who goes on is told of
  /// everything that is on the board.
  void begin(std::optional<std::uint64_t> after, const then<actors::subscribed>& begun);

private:
  using lock = std::unique_lock<std::mutex>;
  using board = std::set<model::referral_id>;

  bool tell(const model::recorded_event&);
  bool watch(const model::recorded_event&);
  void look_at(const model::referral_id&);
  void read_board();
  void read_page(std::shared_ptr<board> so_far, std::optional<actors::list_cursor>);
  void compare_with(const board&);

  // To be called with the lock held.
  void list(const model::referral_id&);
  void unlist(const model::referral_id&);
  void send(std::string_view type, std::string_view data);
  void send_change(std::string_view type, const model::referral_id&);
  void note(std::uint64_t sequence);
  void question_answered();

  engine_port& engine_;
  const model::clock now_;
  const model::agent_id whose_;
  const std::shared_ptr<event_stream> stream_;

  std::mutex
    mutex_; // Guards what follows. Nobody is asked while it is held: answers may come at once.
  bool silent_ = true;       // The board has not been read yet.
  std::uint64_t newest_ = 0; // Ids never go back, or going on from one would repeat others.
  board listed_;
  bool reading_ = false;
  bool read_again_ = false;
  // Answers to questions under way may be older than what was heard since: what left and came.
  std::size_t questions_ = 0;
  board left_;
  board came_;
};

} // namespace kod::http
