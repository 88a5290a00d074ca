#pragma once

#include "http/engine_port.hpp"
#include "http/event_follower.hpp"
#include "http/event_stream.hpp"
#include "model/clock.hpp"

#include <cstdint>
#include <functional>
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
/// here from what everybody's events do to boards. A new Mass referral is looked at in the agent's
/// name; what the agent does itself may change its whole board, which is then read again. What only
/// the clock changes is told with the next event. Events come on the feed's thread, answers on any.
///
/// Whoever goes on from an earlier event may know boards of then. Whatever was Mass then has left
/// the boards since, which the past tells; or it is Mass still, and then it is on the agent's board
/// or it isn't. So all three are told, each once, and the board is right again. A referral may be
/// `unlisted` that its client never saw.
class agent_feed : public std::enable_shared_from_this<agent_feed> {
public:
  agent_feed(engine_port&, model::clock, model::agent_id whose, std::shared_ptr<event_stream>);

  /// Begins after the given event, or now; `begun` hears whether.
  void begin(std::optional<std::uint64_t> after, const event_follower::outcome& begun);

private:
  using lock = std::unique_lock<std::mutex>;
  using board = std::set<model::referral_id>;
  using growing_board = std::shared_ptr<board>;
  using read_board_done = std::function<void(board&&)>;

  bool tell(const actors::feed_item&);
  void go_live(std::uint64_t from);
  void look_at(const model::referral_id&);
  template <class List>
  void read_whole(List, growing_board so_far, read_board_done);
  void read_all_mass();
  void read_board();
  void read_own_board();
  void compare_with(const board&);

  // To be called with the lock held.
  void list(const model::referral_id&);
  void unlist(const model::referral_id&);
  void send(std::string_view type, std::string_view data);
  void send_change(std::string_view type, const model::referral_id&);
  void question_answered();

  engine_port& engine_;
  const model::clock now_;
  const model::agent_id whose_;
  const std::shared_ptr<event_stream> stream_;

  std::mutex
    mutex_; // Guards what follows. Nobody is asked while it is held: answers may come at once.
  bool live_ = false;        // What is heard is news.
  bool silent_ = false;      // It began now, and the board has not been read yet.
  bool catching_up_ = false; // It went on, and its client may know an older board.
  std::uint64_t newest_ = 0; // Ids never go back, or going on from one would repeat others.
  board listed_;
  board doubtful_; // Mass, and may be on the client's board.
  bool reading_ = false;
  bool read_again_ = false;
  // Answers to questions under way may be older than what was heard since: what left and came.
  std::size_t questions_ = 0;
  board left_;
  board came_;
};

} // namespace kod::http
