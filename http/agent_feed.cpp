#include "http/agent_feed.hpp"

#include "http/json_writer.hpp"
#include "http/limits.hpp"
#include "http/render_event.hpp"
#include "model/overloaded.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace kod::http {

namespace {

constexpr std::size_t page_size = 200;

/// Whether the event hides its referral from the agent's board alone.
bool hides(const model::recorded_event& recorded, const model::agent_id& whose) {
  const auto* event = std::get_if<model::referral_event>(&recorded.event);
  const auto* reject = event ? std::get_if<model::rejected>(event) : nullptr;
  return reject && !reject->number && reject->agent == whose;
}

/// Whether an event that concerns the agent may change what it sees of the board as a whole: its
/// registration, hours and languages do, and what it takes on or gets rid of under its limit.
bool may_change_board(const model::recorded_event& recorded) {
  const auto* event = std::get_if<model::referral_event>(&recorded.event);
  return event == nullptr
         || std::visit(
           model::overloaded{
             [](const model::contacted&) { return false; },
             [](const model::contact_shared&) { return false; },
             [](const model::overdue&) { return false; },
             [](const auto&) { return true; },
           },
           *event);
}

} // namespace

agent_feed::agent_feed(
  engine_port& engine,
  model::clock now,
  model::agent_id whose,
  std::shared_ptr<event_stream> stream)
  : engine_{engine}, now_{std::move(now)}, whose_{std::move(whose)}, stream_{std::move(stream)} {}

void agent_feed::begin(std::optional<std::uint64_t> after, const event_follower::outcome& begun) {
  silent_ = !after;
  catching_up_ = after.has_value();
  newest_ = after.value_or(0);
  const auto self = shared_from_this();
  std::make_shared<event_follower>(
    engine_,
    stream_,
    event_follower::ears{
      .only = whose_,
      .tell = [self](const actors::feed_item& item) { return self->tell(item); },
      .live = [self](std::uint64_t from) { self->go_live(from); }})
    ->begin(after, begun);
}

// -- what is heard ------------------------------------------------------------------

bool agent_feed::tell(const actors::feed_item& item) {
  const auto& event = item.event;
  const auto* referral = std::get_if<model::referral_id>(&event.entity);
  bool live = false;
  {
    const lock held{mutex_};
    if (stream_->over())
      return false;
    // What left the board by an event of the agent's own is told first, under an earlier id:
    // whoever goes on from the event must have heard of it.
    if (!item.concerns)
      newest_ = std::max(newest_, event.sequence);
    if (referral && (item.boards == actors::board_change::leaves || hides(event, whose_)))
      unlist(*referral);
    newest_ = std::max(newest_, event.sequence);
    if (item.concerns)
      send(type_of(event), event_for_agent(event, whose_));
    if (stream_->over())
      return false;
    live = live_; // Else the board will be read when it is.
  }
  if (live && item.concerns && may_change_board(event))
    read_board();
  if (live && item.boards == actors::board_change::comes)
    look_at(*referral);
  return true;
}

void agent_feed::go_live(std::uint64_t from) {
  bool catching_up = false;
  {
    const lock held{mutex_};
    live_ = true;
    newest_ = std::max(newest_, from);
    catching_up = catching_up_;
    reading_ = catching_up;
    questions_ += catching_up ? 1U : 0U;
  }
  if (catching_up)
    read_all_mass();
  else
    read_board();
}

// -- what is asked ------------------------------------------------------------------

void agent_feed::look_at(const model::referral_id& referral) {
  bool too_many = false;
  {
    const lock held{mutex_};
    left_.erase(referral); // It is there again.
    too_many = questions_ >= limits::looks_of_a_feed;
    if (!too_many)
      ++questions_;
  }
  if (too_many) // One reading covers all, and another one follows it.
    return read_board();
  engine_.ask(
    actors::see_referral{referral, {model::role::agent, whose_.text}},
    [self = shared_from_this(), referral](const caf::expected<model::referral_view>& seen) {
      const lock held{self->mutex_};
      if (seen && model::listed_as_mass(seen->now) && !self->left_.contains(referral))
        self->list(referral);
      self->question_answered();
    });
}

/// To its end, a page after the other; then `done` is given all that stands on it.
template <class List>
void agent_feed::read_whole(List wanted, growing_board so_far, read_board_done done) {
  auto page_of = wanted;
  engine_.ask(
    std::move(page_of),
    [self = shared_from_this(),
     wanted = std::move(wanted),
     so_far = std::move(so_far),
     done = std::move(done)](const caf::expected<actors::referral_page>& page) mutable {
      if (!page) // Its client comes again, and is told of the whole board.
        return self->stream_->end(stream_end::unavailable);
      for (const auto& each : page->items)
        so_far->insert(each.now.id);
      if (!page->next)
        return done(std::move(*so_far));
      wanted.cursor = page->next;
      self->read_whole(std::move(wanted), std::move(so_far), std::move(done));
    });
}

void agent_feed::read_all_mass() {
  const actors::list_referrals wanted{
    .status = model::referral_status::pending,
    .type = model::referral_type::mass,
    .limit = page_size};
  read_whole(wanted, std::make_shared<board>(), [self = shared_from_this()](board&& all) {
    {
      const lock held{self->mutex_};
      self->doubtful_ = std::move(all);
    }
    self->read_own_board();
  });
}

void agent_feed::read_board() {
  {
    const lock held{mutex_};
    if (std::exchange(reading_, true)) {
      read_again_ = true;
      return;
    }
    ++questions_;
  }
  read_own_board();
}

void agent_feed::read_own_board() {
  const actors::list_desk wanted{
    .agent = whose_,
    .by = {model::role::agent, whose_.text},
    .status = model::referral_status::pending,
    .type = model::referral_type::mass,
    .limit = page_size};
  read_whole(wanted, std::make_shared<board>(), [self = shared_from_this()](board&& now) {
    self->compare_with(now);
    bool again = false;
    {
      const lock held{self->mutex_};
      self->reading_ = false;
      self->question_answered();
      again = std::exchange(self->read_again_, false);
    }
    if (again)
      self->read_board();
  });
}

void agent_feed::compare_with(const board& now) {
  const lock held{mutex_};
  for (const auto& each : now)
    if (!left_.contains(each))
      list(each);
  auto known = listed_;
  known.merge(doubtful_);
  for (const auto& each : known)
    if (!now.contains(each) && !came_.contains(each) && !left_.contains(each))
      unlist(each);
  doubtful_.clear();
  silent_ = false;
  catching_up_ = false;
}

// -- what is told -------------------------------------------------------------------

void agent_feed::list(const model::referral_id& referral) {
  if (questions_ > 0)
    came_.insert(referral);
  if (listed_.insert(referral).second)
    send_change("listed", referral);
}

void agent_feed::unlist(const model::referral_id& referral) {
  if (questions_ > 0)
    left_.insert(referral);
  came_.erase(referral);
  if (listed_.erase(referral) > 0 || catching_up_)
    send_change("unlisted", referral);
}

void agent_feed::send_change(std::string_view type, const model::referral_id& referral) {
  if (silent_)
    return;
  json_writer data;
  data.object([&] {
    data.member("referral_id", referral.text);
    data.member("agent_id", whose_.text);
    data.member("at", now_());
  });
  send(type, data.take());
}

void agent_feed::send(std::string_view type, std::string_view data) {
  stream_->send({.id = newest_, .type = type, .data = data});
}

void agent_feed::question_answered() {
  if (--questions_ > 0)
    return;
  left_.clear();
  came_.clear();
}

} // namespace kod::http
