#pragma once

#include "actors/interfaces.hpp"
#include "actors/observed.hpp"
#include "model/board_hearers.hpp"
#include "model/postman.hpp"

#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace kod::actors {

/// Whom the courier speaks to, and what it is given.
struct courier_company {
  journal_actor journal;
  feed_actor feed;
  directory_actor directory;
  const model::archive* archive = nullptr;
  model::postman* post = nullptr;
  model::dispatch_settings settings;
  model::clock now;
};

/// Reads on from where it had told the journal last and then follows the feed, so a crash loses
/// nothing; and stores what it makes before anybody sends it, so that what is sent keeps its id. It
/// reads the archive and has a thread of its own.
struct courier_state {
  static constexpr const char* name = "courier";
  using pointer = observed_pointer<courier_actor, courier_state>;

  /// What has changed is stored so soon, together; time is looked at each second.
  static constexpr model::duration gathering{100};
  static constexpr model::duration between_rounds = std::chrono::seconds{1};
  /// Agents who become available meanwhile hear of a rush so late.
  static constexpr model::duration between_board_looks = std::chrono::minutes{1};
  /// What happened before that is no news any more, as after a long time without notifications.
  static constexpr model::duration news_grow_old = std::chrono::hours{24};
  /// Each takes a thread of the postman's.
  static constexpr std::size_t most_under_way = 4;
  /// So many referrals of a board are looked at: some of them is enough.
  static constexpr std::size_t most_listed = 200;
  /// So many events that told nobody anything are read again by a start at most.
  static constexpr std::uint64_t events_between_marks = 10'000;

  void begin(const begin_rounds&);
  void read_on();
  void hear(const model::recorded_event&);
  void settle(const settled&);
  void look(const make_round&);
  caf::result<model::outbox_page> list(const list_notifications&) const;
  caf::result<notification_now> change(const change_notification&);
  dead_retried retry_all();

  pointer self;
  std::shared_ptr<const courier_company> with;

private:
  void follow();
  void recover(const model::referral&);
  void hear(const model::referral_id&, const model::referral_event&, model::instant at);
  void add(const model::notification&);
  void hurry();
  void remind(model::instant);
  void send();
  void store();
  void close_channels();

  // The Mass boards: courier_boards.cpp.
  void note_listed(const model::referral&, model::instant since);
  void note_unlisted(const model::referral_id&);
  void follow_boards(const model::referral_id&, const model::referral_event&);
  void tell_of_boards(model::instant);
  std::vector<model::rushing_board> rushing_boards() const;
  void forget_told(model::instant);

  struct sooner {
    bool operator()(const model::reminder_due& a, const model::reminder_due& b) const {
      return std::tie(a.at, a.referral, a.number) < std::tie(b.at, b.referral, b.number);
    }
  };

  model::outbox box_;
  model::outbox_mark mark_;
  std::optional<std::uint64_t> marked_; // The last sequence that was stored; none: none was.
  std::set<model::reminder_due, sooner> reminders_;
  std::map<model::language, std::set<model::referral_id>> boards_;
  std::map<model::referral_id, model::language> listed_;
  std::map<model::agent_id, model::instant> told_;
  std::vector<model::outbox_write> told_changes_;
  model::instant next_board_look_{};
  std::uint64_t rounds_ = 0;
  bool hurried_ = false;
  bool storing_ = false;
};

courier_actor::behavior_type courier_behavior(courier_state::pointer self);

} // namespace kod::actors
