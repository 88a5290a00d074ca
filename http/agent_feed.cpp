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

enum class on_boards { none, comes, leaves };

/// What a referral's event means for the boards on which it may stand.
on_boards for_boards(const model::referral_event& event, const model::agent_id& whose) {
  return std::visit(
    model::overloaded{
      [](const model::made_mass&) { return on_boards::comes; },
      [](const model::accepted&) { return on_boards::leaves; },
      [](const model::assigned&) { return on_boards::leaves; },
      [](const model::completed&) { return on_boards::leaves; },
      [](const model::cancelled&) { return on_boards::leaves; },
      [&](const model::rejected& e) {
        return e.agent == whose ? on_boards::leaves : on_boards::none;
      },
      [](const auto&) { return on_boards::none; },
    },
    event);
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

void agent_feed::begin(std::optional<std::uint64_t> after, const then<actors::subscribed>& begun) {
  silent_ = !after;
  const auto self = shared_from_this();
  const auto gone = [stream = stream_] { return stream->over(); };
  const actors::subscribe own{
    .only = whose_,
    .after = after,
    .sink = [self](const actors::feed_item& item) { return self->tell(item.event); },
    .gone = gone};
  const actors::subscribe everybodys{
    .only = {},
    .after = {},
    .sink = [self](const actors::feed_item& item) { return self->watch(item.event); },
    .gone = gone};
  engine_.ask(own, [self, everybodys, begun](const caf::expected<actors::subscribed>& done) {
    if (!done)
      return begun(done);
    {
      const lock held{self->mutex_};
      self->note(done->from);
    }
    self->engine_.ask(everybodys, [self, begun](const caf::expected<actors::subscribed>& both) {
      begun(both);
      if (both)
        self->read_board();
    });
  });
}

// -- what is heard ------------------------------------------------------------------

bool agent_feed::tell(const model::recorded_event& event) {
  {
    const lock held{mutex_};
    note(event.sequence);
    send(type_of(event), event_for_agent(event, whose_));
    if (stream_->over())
      return false;
  }
  if (may_change_board(event))
    read_board();
  return true;
}

bool agent_feed::watch(const model::recorded_event& recorded) {
  const auto* event = std::get_if<model::referral_event>(&recorded.event);
  const auto what = event ? for_boards(*event, whose_) : on_boards::none;
  const auto* referral = std::get_if<model::referral_id>(&recorded.entity);
  {
    const lock held{mutex_};
    if (stream_->over())
      return false;
    if (what == on_boards::none || !referral)
      return true;
    note(recorded.sequence);
    if (what == on_boards::leaves)
      unlist(*referral);
  }
  if (what == on_boards::comes)
    look_at(*referral);
  return true;
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

void agent_feed::read_board() {
  {
    const lock held{mutex_};
    if (std::exchange(reading_, true)) {
      read_again_ = true;
      return;
    }
    ++questions_;
  }
  read_page(std::make_shared<board>(), std::nullopt);
}

void agent_feed::read_page(
  std::shared_ptr<board> so_far, std::optional<actors::list_cursor> after) {
  constexpr std::size_t page_size = 200;
  actors::list_desk wanted{
    .agent = whose_,
    .by = {model::role::agent, whose_.text},
    .status = model::referral_status::pending,
    .type = model::referral_type::mass,
    .cursor = std::move(after),
    .limit = page_size};
  engine_.ask(
    std::move(wanted),
    [self = shared_from_this(), so_far](const caf::expected<actors::referral_page>& page) {
      for (const auto& each : page ? page->items : std::vector<model::referral_view>{})
        so_far->insert(each.now.id);
      if (page && page->next)
        return self->read_page(so_far, page->next);
      if (page)
        self->compare_with(*so_far);
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
  for (const auto& each : board{listed_})
    if (!now.contains(each) && !came_.contains(each))
      unlist(each);
  silent_ = false;
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
  if (listed_.erase(referral) > 0)
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

void agent_feed::note(std::uint64_t sequence) {
  newest_ = std::max(newest_, sequence);
}

void agent_feed::question_answered() {
  if (--questions_ > 0)
    return;
  left_.clear();
  came_.clear();
}

} // namespace kod::http
